import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { RefreshCw } from 'lucide-react';
import type { Connection } from '#contract/connections.ts';
import type { Workspace } from '#contract/identity.ts';
import { client } from '../app/client.ts';
import { Loaded } from '../app/loaded.tsx';
import { ProblemNote } from '../app/problem-note.tsx';
import { connectionsQuery } from '../connections/queries.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { moment } from '../look/moments.ts';
import { Select } from '../look/select.tsx';
import { BonePlates } from '../look/skeleton.tsx';
import { MediaFilters } from './media-filters.tsx';
import { MediaGrid } from './media-grid.tsx';
import { MediaTable } from './media-table.tsx';
import { NoAccount, NothingHere } from './nothing-here.tsx';
import { mediaQuery, type MediaSearch } from './queries.ts';
import { live as words } from './strings.ts';
import './media.css';

const route = getRouteApi('/signed-in/w/$slug/media');

/** Everything that is live on an account: finding it, and seeing at a glance how it does. */
export function MediaPage() {
  const { workspace } = route.useRouteContext();
  const { account } = route.useSearch();
  const connections = useQuery(connectionsQuery(workspace.id));
  return (
    <div className="max-w-[76rem]">
      <Loaded query={connections} waiting={<OnItsWay />}>
        {(connections) => {
          const chosen = connections.find(({ id }) => id === account) ?? connections[0];
          if (!chosen) return <NoAccount workspace={workspace} />;
          return (
            <MediaOf key={chosen.id} workspace={workspace} connections={connections} connection={chosen} />
          );
        }}
      </Loaded>
    </div>
  );
}

function MediaOf(props: { workspace: Workspace; connections: Connection[]; connection: Connection }) {
  const { workspace, connection, connections } = props;
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const at = { workspaceId: workspace.id, connectionId: connection.id };
  const query = useInfiniteQuery(mediaQuery({ ...at, timeZone: connection.timeZone }, search));
  const change = (part: Partial<MediaSearch>) =>
    void navigate({ search: { ...search, ...part }, replace: true, resetScroll: false });
  const first = query.data?.pages[0];
  return (
    <>
      <div className="page-head">
        <Heading>{words.title}</Heading>
        <div className="flex flex-wrap items-center gap-2.5 sm:ml-auto">
          {connections.length > 1 && (
            <Select
              aria-label={words.account}
              value={connection.id}
              onChange={({ target }) => void navigate({ search: { ...search, account: target.value } })}
            >
              {connections.map(({ id, username }) => (
                <option key={id} value={id}>
                  @{username}
                </option>
              ))}
            </Select>
          )}
          <fieldset className="segmented" aria-label={words.shape}>
            <button type="button" aria-pressed={!search.shape} onClick={() => change({ shape: undefined })}>
              {words.grid}
            </button>
            <button
              type="button"
              aria-pressed={search.shape === 'list'}
              onClick={() => change({ shape: 'list' })}
            >
              {words.list}
            </button>
          </fieldset>
        </div>
      </div>
      <Reading at={at} connection={connection} slug={workspace.slug} read={first} />
      <MediaFilters search={search} onChange={change} />
      <Loaded query={query} waiting={<BonePlates />}>
        {({ pages }) => {
          const media = pages.flatMap((page) => page.media);
          if (media.length === 0)
            return (
              <NothingHere
                search={search}
                isReading={pages[0]?.isReading ?? false}
                onAll={() => void navigate({ search: { account: search.account, shape: search.shape } })}
              />
            );
          const Shown = search.shape === 'list' ? MediaTable : MediaGrid;
          return (
            <>
              <Shown
                media={media}
                slug={workspace.slug}
                connection={connection}
                sort={search.sort ?? 'posted_at'}
              />
              {query.hasNextPage && (
                <Button
                  className="mt-8"
                  working={query.isFetchingNextPage && words.loadingMore}
                  onClick={() => void query.fetchNextPage()}
                >
                  {words.more}
                </Button>
              )}
            </>
          );
        }}
      </Loaded>
    </>
  );
}

/** When the list was read last, and the way to have it read now. */
function Reading(props: {
  at: { workspaceId: string; connectionId: string };
  connection: Connection;
  slug: string;
  read: { readAt: string | null; isReading: boolean } | undefined;
}) {
  const { at, connection, read } = props;
  const queryClient = useQueryClient();
  const refresh = useMutation({
    mutationFn: () => client.media.refresh({ params: at }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['media', at.workspaceId, at.connectionId] }),
  });
  const isActive = connection.state === 'active';
  return (
    <div className="-mt-3 mb-5">
      <div className="small flex min-h-9 flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-3">
        <output>
          <span className="text-ink-2">@{connection.username}.</span>{' '}
          {read && (read.readAt ? words.readAt(moment(read.readAt)) : words.neverRead)}{' '}
          {read?.isReading && read.readAt && words.reading}
        </output>
        {isActive && (
          <Button
            kind="quiet"
            size="small"
            className="max-sm:-ml-2.5"
            working={refresh.isPending && words.refreshing}
            onClick={() => refresh.mutate()}
          >
            <RefreshCw size={14} aria-hidden="true" />
            {words.refresh}
          </Button>
        )}
      </div>
      {!isActive && (
        <p className="max-w-[42rem] text-pretty text-ink-2">
          {words.stopped(connection.username)}{' '}
          <Link to="/w/$slug/settings/integrations" params={{ slug: props.slug }} search={{}}>
            {words.reconnect}
          </Link>
        </p>
      )}
      <ProblemNote error={refresh.error} />
    </div>
  );
}

function OnItsWay() {
  return (
    <>
      <div className="page-head">
        <Heading>{words.title}</Heading>
      </div>
      <BonePlates />
    </>
  );
}
