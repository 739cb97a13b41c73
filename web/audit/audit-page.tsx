import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { contract } from '#contract/index.ts';
import { Loaded } from '../app/loaded.tsx';
import { may } from '../app/may.ts';
import { Button } from '../look/button.tsx';
import { Heading } from '../look/heading.tsx';
import { day } from '../look/moments.ts';
import { BoneRows } from '../look/skeleton.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { EventDays } from './event-days.tsx';
import { eventsQuery, filterOf, trailQuery, type AuditSearch } from './queries.ts';
import { RetentionForm } from './retention-form.tsx';
import { audit as words } from './strings.ts';

const route = getRouteApi('/signed-in/w/$slug');
const here = getRouteApi('/signed-in/w/$slug/settings/audit-trail');

/** Settings, Audit trail: who did what in the workspace. */
export function AuditPage() {
  const { workspace } = route.useRouteContext();
  const search = here.useSearch();
  const navigate = here.useNavigate();
  const trail = useQuery(trailQuery(workspace.id));
  const query = useInfiniteQuery({
    ...eventsQuery(workspace.id, search),
    placeholderData: (kept) => kept,
  });
  const isFiltered = Object.values(search).some(Boolean);
  return (
    <div className="min-w-0">
      <div className="page-head justify-between gap-y-3">
        <Heading>{words.title}</Heading>
        <TakeFile workspaceId={workspace.id} search={search} />
      </div>
      <p className="mb-5 max-w-[38rem] text-pretty text-ink-2">
        {words.lede} {trail.data?.since && words.stands(day(trail.data.since))}{' '}
        {trail.data && (trail.data.keptYears ? words.kept(trail.data.keptYears) : words.keptForEver)}
      </p>
      <AuditFilters
        trail={trail.data}
        search={search}
        onChange={(search) => void navigate({ search, replace: true, resetScroll: false })}
      />
      <Loaded query={query} waiting={<BoneRows rows={6} />}>
        {({ pages }) => {
          const events = pages.flatMap((page) => page.events);
          if (events.length === 0) return <Empty isFiltered={isFiltered} />;
          return (
            <div aria-busy={query.isPlaceholderData}>
              <EventDays events={events} slug={workspace.slug} />
              {query.hasNextPage && (
                <Button
                  working={query.isFetchingNextPage && words.loading}
                  onClick={() => void query.fetchNextPage()}
                >
                  {words.more}
                </Button>
              )}
            </div>
          );
        }}
      </Loaded>
      {trail.data && may(workspace.role, contract.audit.setRetention.access) && (
        <RetentionForm workspaceId={workspace.id} keptYears={trail.data.keptYears} />
      )}
    </div>
  );
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  return (
    <div className="py-4">
      <p className="voice">{isFiltered ? words.noneTitle : words.emptyTitle}</p>
      <p className="mt-1 text-ink-2">{isFiltered ? words.noneMeaning : words.emptyMeaning}</p>
    </div>
  );
}

function TakeFile({ workspaceId, search }: { workspaceId: string; search: AuditSearch }) {
  const query = new URLSearchParams(filterOf(search)).toString();
  const address = (format: string) =>
    `/api/v1/workspaces/${workspaceId}/audit-events.${format}${query && `?${query}`}`;
  return (
    <div className="flex gap-2">
      <a className="button" data-size="small" href={address('csv')} download title={words.takeCsv}>
        {words.csv}
      </a>
      <a className="button" data-size="small" href={address('jsonl')} download title={words.takeJsonl}>
        {words.jsonl}
      </a>
    </div>
  );
}
