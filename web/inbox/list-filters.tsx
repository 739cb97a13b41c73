import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import { SearchField } from '../look/search-field.tsx';
import { Select } from '../look/select.tsx';
import { inboxKinds, type InboxSearch } from './queries.ts';
import { inbox as words } from './strings.ts';

/** Narrows the list by words, account and kind. */
export function ListFilters(props: {
  workspaceId: string;
  search: InboxSearch;
  onChange: (change: Partial<InboxSearch>) => void;
}) {
  const { search, onChange } = props;
  const { data: connections = [] } = useQuery(connectionsQuery(props.workspaceId));
  return (
    <search className="inbox-filters">
      <SearchField
        id="inbox-search"
        label={words.search}
        value={search.search}
        onSettle={(asked) => onChange({ search: asked })}
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
