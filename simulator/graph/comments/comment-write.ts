import type { Comment } from '../../world/comment.ts';
import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { commentsAreOff, hiddenTakesNoReply, liveTakesNoComments } from './comment-errors.ts';
import { postComment } from './comment-post.ts';
import { findComment } from './comment-read.ts';
import { readCommentText } from './comment-text.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { type GraphCall, reaches, requireScope } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';
import { readBoolean } from '../request/read-request.ts';

/** `POST /{media-id}/comments`: the account comments on its own media. */
export function createComment(call: GraphCall): Response | undefined {
  const media = call.world.media.get(call.pathParams['node'] ?? '');
  if (media === undefined || !reaches(call, media.accountId)) return undefined;
  requireScope(call, 'manage_comments');
  const text = readCommentText(call);
  return answerId(writeAs(call, media.accountId, { media, text }));
}

/** `POST /{comment-id}/replies`: the account answers a comment under its media, or goes on where it has written itself. */
export function createReply(call: GraphCall): Response | undefined {
  const comment = findComment(call, call.pathParams['node'] ?? '');
  const media = comment === undefined ? undefined : call.world.media.get(comment.mediaId);
  if (comment === undefined || media === undefined) return undefined;
  requireScope(call, 'manage_comments');
  const text = readCommentText(call);
  if (comment.isHidden) throw hiddenTakesNoReply();
  const accountId = reaches(call, comment.accountId) ? comment.accountId : comment.fromId;
  return answerId(writeAs(call, accountId, { media, text, parentId: comment.id }));
}

/** `POST /{comment-id}?hide=`: hidden from everybody but its author. The owner's own comments stay visible all the same. */
export function hideComment(call: GraphCall): Response | undefined {
  const comment = findComment(call, call.pathParams['node'] ?? '');
  if (comment === undefined) return undefined;
  requireScope(call, 'manage_comments');
  if (!reaches(call, comment.accountId)) throw missingObject(call.method, comment.id);
  if ((call.params.get('hide') ?? '') === '') throw requiredParameter('hide');
  const isHidden = readBoolean(call.params, 'hide', false) && comment.fromId !== comment.accountId;
  if (isHidden !== comment.isHidden) call.world.comments.put({ ...comment, isHidden });
  return graphJson({ success: true });
}

/** `DELETE /{comment-id}`: by who owns the media and nobody else, not even by who wrote it. */
export function deleteComment(call: GraphCall): Response | undefined {
  const comment = findComment(call, call.pathParams['node'] ?? '');
  if (comment === undefined) return undefined;
  requireScope(call, 'manage_comments');
  if (!reaches(call, comment.accountId)) throw missingObject(call.method, comment.id);
  removeComment(call.world, comment);
  return graphJson({ success: true });
}

/** Takes a comment out of the world with its replies. */
export function removeComment(world: World, comment: Comment): void {
  for (const reply of world.comments.by('parentId', comment.id)) removeComment(world, reply);
  for (const like of world.likes.by('targetId', comment.id)) world.likes.remove(like.id);
  world.comments.remove(comment.id);
}

/** Comments as an account of the world. Throws what Meta says of media that takes no comment. */
export function writeAs(
  { world, method }: GraphCall,
  accountId: string,
  { media, text, parentId }: { media: Media; text: string; parentId?: string | undefined },
): Comment {
  const account: Account | undefined = world.accounts.get(accountId);
  if (media.mediaProductType === 'STORY' || media.parentId !== undefined) throw liveTakesNoComments();
  if (!media.isCommentEnabled) throw commentsAreOff();
  const comment =
    account &&
    postComment(world, {
      mediaId: media.id,
      fromId: account.id,
      username: account.username,
      text,
      ...(parentId !== undefined && { parentId }),
    });
  if (comment === undefined) throw missingObject(method, parentId ?? media.id);
  return comment;
}

function answerId({ id }: Comment): Response {
  return graphJson({ id });
}
