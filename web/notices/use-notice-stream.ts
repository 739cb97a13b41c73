import { useQueryClient } from '@tanstack/react-query';
import { useLive } from '../app/use-live.ts';
import { unreadQuery } from './queries.ts';

/** Follows how much is unread in a workspace, live; once for everything that shows it. */
export function useNoticeStream(workspaceId: string): void {
  const queryClient = useQueryClient();
  useLive(`/api/v1/workspaces/${workspaceId}/notices/events`, {
    unread: (told) => {
      queryClient.setQueryData(unreadQuery(workspaceId).queryKey, (told as { unread: number }).unread);
      void queryClient.invalidateQueries({ queryKey: ['notices', workspaceId, 'list'] });
    },
  });
}
