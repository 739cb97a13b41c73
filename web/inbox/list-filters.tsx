import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { connectionsQuery } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import { Select } from '../look/select.tsx';
import { inboxKinds, type InboxSearch } from './queries.ts';
import { inbox as words } from './strings.ts';

/** Between the last letter and the question to the server. */
const restMs = 250;

/** Narrows the list by words, account and kind. */
export function ListFilters(props: {
  workspaceId: string;
  search: InboxSearch;
  onChange: (change: Partial<InboxSearch>) => void;
}) {
  const { search, onChange } = props;
  const { data: connections = [] } = useQuery(connectionsQuery(props.workspaceId));
  const [typed, setTyped] = useState(search.search ?? '');
  const settle = useEffectEvent((text: string) => {
    const asked = text.trim() || undefined;
    if (asked !== search.search) onChange({ search: asked });
  });
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), restMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <search className="inbox-filters">
      <input
        type="search"
        id="inbox-search"
        className="input"
        aria-label={words.search}
        placeholder={words.search}
        maxLength={100}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      {connections.length > 1 && (
        <Select
          aria-label={words.account}
          value={search.account ?? ''}
          onChange={({ target }) => onChange({ account: target.value || undefined })}
        >
          <option value="">{words.anyAccount}</option>
          {connections.map(({ id, username }) => (
            <option key={id} value={id}>
              @{username}
            </option>
          ))}
        </Select>
      )}
      <Select
        aria-label={words.kind}
        value={search.kind ?? 'all'}
        onChange={({ target }) => onChange({ kind: inboxKinds.find((kind) => kind === target.value) })}
      >
        {(['all', ...inboxKinds] as const).map((kind) => (
          <option key={kind} value={kind}>
            {words.kinds[kind]}
          </option>
        ))}
      </Select>
      {search.media && (
        <p className="small flex flex-wrap items-center gap-2 text-ink-2">
          {words.onePost}
          <Button size="small" kind="quiet" onClick={() => onChange({ media: undefined })}>
            {words.anyPost}
          </Button>
        </p>
      )}
    </search>
  );
}
