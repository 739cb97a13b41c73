import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { countsQuery, inboxViews, type InboxSearch, type InboxView } from './queries.ts';
import { inbox as words } from './strings.ts';

/** The views of the inbox, with how many wait where that is counted. */
export function ListTabs(props: { workspaceId: string; slug: string; search: InboxSearch }) {
  const { data: counts } = useQuery(countsQuery(props.workspaceId));
  const current = props.search.view ?? 'open';
  const counted: Partial<Record<InboxView, number | undefined>> = { open: counts?.open, mine: counts?.mine };
  return (
    <nav className="inbox-tabs" aria-label={words.tabs}>
      {inboxViews.map((view) => (
        <Link
          key={view}
          to="/w/$slug/inbox"
          params={{ slug: props.slug }}
          search={{ ...props.search, view: view === 'open' ? undefined : view, thread: undefined }}
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={view === current ? 'true' : 'false'}
          resetScroll={false}
        >
          {words.views[view]}
          {(counted[view] ?? 0) > 0 && <span className="text-ink-3">{words.many(counted[view] ?? 0)}</span>}
        </Link>
      ))}
    </nav>
  );
}
