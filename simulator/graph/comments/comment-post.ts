import type { Comment } from '../../world/comment.ts';
import type { World } from '../../world/world.ts';
import { recordHappening } from '../../webhooks/happening.ts';
import { mentionedAccounts } from './mention-find.ts';

export type CommentWish = {
  mediaId: string;
  /** Instagram-scoped id of who writes it: a professional account's own id, or a stranger's. */
  fromId: string;
  username: string;
  text: string;
  /** The comment it answers; a reply to a reply goes to the parent. */
  parentId?: string;
};

/**
 * Puts a comment into the world, whoever writes it and by whatever way, and records what webhooks have to tell of it. Judges
 * nothing: what the API refuses is refused before. Undefined when there is no such media, or its parent is gone.
 */
export function postComment(world: World, wish: CommentWish): Comment | undefined {
  const media = world.media.get(wish.mediaId);
  const answered = wish.parentId === undefined ? undefined : world.comments.get(wish.parentId);
  if (media === undefined || (wish.parentId !== undefined && answered?.mediaId !== media.id))
    return undefined;

  const parentId = answered?.parentId ?? answered?.id;
  const comment = world.comments.put({
    id: `${world.nextId('comment', '178', 13)}1`,
    mediaId: media.id,
    accountId: media.accountId,
    ...(parentId !== undefined && { parentId }),
    fromId: wish.fromId,
    username: wish.username,
    text: wish.text,
    createdAt: world.now(),
    isHidden: false,
    likeCount: 0,
  });
  recordHappening(world, { kind: 'comment', accountId: media.accountId, comment });
  for (const accountId of mentionedAccounts(world, comment.text)) {
    const isOwnMedia = accountId === media.accountId;
    if (isOwnMedia || accountId === comment.fromId) continue;
    recordHappening(world, { kind: 'mention', accountId, mediaId: media.id, commentId: comment.id });
  }
  return comment;
}
