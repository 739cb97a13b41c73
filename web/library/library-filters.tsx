import { useQuery } from '@tanstack/react-query';
import { SearchField } from '../look/search-field.tsx';
import { Select } from '../look/select.tsx';
import { labelsQuery, type LibrarySearch } from './queries.ts';
import { filters as words } from './strings.ts';

/** Narrows what is shown by words, by kind and by label. */
export function LibraryFilters(props: {
  workspaceId: string;
  search: LibrarySearch;
  onChange: (change: Partial<LibrarySearch>) => void;
}) {
  const { search, onChange } = props;
  const { data: labels = [] } = useQuery(labelsQuery(props.workspaceId));
  return (
    <search className="mb-6 flex flex-wrap gap-3">
      <SearchField
        className="max-w-[20rem] flex-1 basis-[14rem]"
        label={words.search}
        value={search.search}
        onSettle={(asked) => onChange({ search: asked })}
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
