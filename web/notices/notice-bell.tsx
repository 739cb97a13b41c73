import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Bell } from 'lucide-react';
import type { Workspace } from '#contract/identity.ts';
import { useLive } from '../app/use-live.ts';
import { unreadQuery } from './queries.ts';
import { notices as words } from './strings.ts';

/** The way to what was told, with how much of it is unread; followed live. */
export function NoticeBell({ workspace, className }: { workspace: Workspace; className: string }) {
  const unread = useUnread(workspace.id);
  return (
    <Link className={className} to="/w/$slug/notices" params={{ slug: workspace.slug }}>
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

function useUnread(workspaceId: string): number {
  const queryClient = useQueryClient();
  const { data } = useQuery(unreadQuery(workspaceId));
  useLive(`/api/v1/workspaces/${workspaceId}/notices/events`, {
    unread: (told) => {
      queryClient.setQueryData(unreadQuery(workspaceId).queryKey, (told as { unread: number }).unread);
      void queryClient.invalidateQueries({ queryKey: ['notices', workspaceId, 'list'] });
    },
  });
  return data ?? 0;
}
