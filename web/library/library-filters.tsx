import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { Select } from '../look/select.tsx';
import { labelsQuery, type LibrarySearch } from './queries.ts';
import { filters as words } from './strings.ts';

/** Between the last letter and the question to the server. */
const restMs = 250;

/** Narrows what is shown by words, by kind and by label. */
export function LibraryFilters(props: {
  workspaceId: string;
  search: LibrarySearch;
  onChange: (change: Partial<LibrarySearch>) => void;
}) {
  const { search, onChange } = props;
  const { data: labels = [] } = useQuery(labelsQuery(props.workspaceId));
  const [typed, setTyped] = useState(search.search ?? '');
  const settle = useEffectEvent((words: string) => {
    const asked = words.trim() || undefined;
    if (asked !== search.search) onChange({ search: asked });
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search className="mb-6 flex flex-wrap gap-3">
      <input
        type="search"
        className="input max-w-[20rem] flex-1 basis-[14rem]"
        aria-label={words.search}
        placeholder={words.search}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Select
        aria-label={words.kind}
        value={search.kind ?? 'all'}
        onChange={({ target }) =>
          onChange({ kind: target.value === 'all' ? undefined : (target.value as 'image' | 'video') })
        }
      >
        {Object.entries(words.kinds).map(([kind, label]) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
      {labels.length > 0 && (
        <Select
          aria-label={words.label}
          value={search.label ?? ''}
          onChange={({ target }) => onChange({ label: target.value || undefined })}
        >
          <option value="">{words.anyLabel}</option>
          {labels.map(({ label, files }) => (
            <option key={label} value={label}>
              {words.labelled(label, files)}
            </option>
          ))}
        </Select>
      )}
    </search>
  );
}
