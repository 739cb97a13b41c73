/** Whose comments they are: the account that they were written to or about. */
export interface CommentedAccount {
  workspaceId: string;
  instagramUserId: string;
  /** The account's id for our app. */
  appScopedUserId: string;
  username: string;
}

export type ThreadKind = 'comment' | 'mention' | 'tag';

/** A comment as it was told by a webhook or read from Instagram; of a caption that mentions or tags us, the caption. */
export interface CommentFacts {
  /** Instagram's ids. */
  commentId: string;
  /** Null for the first of a conversation. */
  parentId: string | null;
  mediaId: string;
  authorId: string | null;
  username: string | null;
  text: string;
  /** As Instagram dates it, or when the webhook says that it happened. */
  postedAt: Date;
  /** Undefined where it was not told. */
  likeCount?: number | undefined;
  isHidden?: boolean | undefined;
  /** When Instagram was asked; null when a webhook told. */
  readAt: Date | null;
}

/** Text as PostgreSQL can keep it: no null characters, no halves of a surrogate pair. Otherwise untouched. */
export function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}
