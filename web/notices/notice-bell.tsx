import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import type { Workspace } from '#contract/identity.ts';
import { closeMenu } from '../look/menu.ts';
import { unreadQuery } from './queries.ts';
import { notices as words } from './strings.ts';

/** The way to what was told, with how much of it is unread. */
export function NoticeBell({ workspace, className }: { workspace: Workspace; className: string }) {
  const { data: unread = 0 } = useQuery(unreadQuery(workspace.id));
  return (
    <Link className={className} to="/w/$slug/notices" params={{ slug: workspace.slug }} onClick={closeMenu}>
      <Bell size={17} strokeWidth={1.85} aria-hidden="true" />
      <span>{words.title}</span>
      {unread > 0 && (
        <span className="rail-count">
          {words.many(unread)}
          <span className="sr-only"> {words.waiting}</span>
        </span>
      )}
    </Link>
  );
}

/** That something is unread, for the menu that holds the way to it. */
export function UnreadMark({ workspaceId }: { workspaceId: string }) {
  const { data: unread = 0 } = useQuery(unreadQuery(workspaceId));
  if (unread === 0) return null;
  return (
    <span className="unread-mark">
      <span className="sr-only">{words.inside(words.many(unread))}</span>
    </span>
  );
}
