import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import type { Workspace } from '#contract/identity.ts';
import { countsQuery } from './queries.ts';
import { place as words } from './place-words.ts';

/** The inbox as a place of the rail, with how many conversations wait. */
export function InboxLink(props: {
  workspace: Workspace;
  className: string;
  icon: { size: number; strokeWidth: number; 'aria-hidden': true };
}) {
  const { data } = useQuery(countsQuery(props.workspace.id));
  const open = data?.open ?? 0;
  return (
    <Link
      className={props.className}
      to="/w/$slug/inbox"
      params={{ slug: props.workspace.slug }}
      search={{}}
      activeOptions={{ includeSearch: false }}
    >
      <Inbox {...props.icon} />
      <span>{words.title}</span>
      {open > 0 && (
        <span className="rail-count">
          {words.many(open)}
          <span className="sr-only"> {words.waiting(open)}</span>
        </span>
      )}
    </Link>
  );
}
