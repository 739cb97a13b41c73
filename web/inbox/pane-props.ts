import type { SessionState, Workspace } from '#contract/identity.ts';
import type { InboxSearch } from './queries.ts';

/** What a conversation needs of the page that shows it. */
export interface PaneProps {
  threadId: string;
  workspace: Workspace;
  user: NonNullable<SessionState['user']>;
  search: InboxSearch;
  /** It was marked as done, or opened again. */
  onSettled: () => void;
  /** Narrow the list to one post. */
  onMedia: (mediaId: string) => void;
}
