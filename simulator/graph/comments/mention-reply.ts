import { writeAs } from './comment-write.ts';
import { readCommentText } from './comment-text.ts';
import { missingObject, requiredParameter } from '../errors.ts';
import { nonexistingField } from '../fields/node-type.ts';
import { type AccountCall, requireScope } from '../graph-call.ts';
import { mentionedAccounts } from './mention-find.ts';
import { findMentioningMedia } from './mention-read.ts';
import { graphJson } from '../meta-json.ts';

/**
 * `POST /{ig-id}/mentions`: comments under the media whose caption mentions the account, or answers the comment that does. Being
 * tagged in the picture is no mention.
 */
export function replyToMention(call: AccountCall): Response {
  if (call.family === 'instagram' && call.app.flags.undocumentedEdges === 'refuse') {
    throw nonexistingField('mentions', 'IGUser');
  }
  requireScope(call, 'manage_comments');
  const { world, account, params } = call;
  const mediaId = params.get('media_id')?.trim() ?? '';
  if (mediaId === '') throw requiredParameter('media_id');
  const text = readCommentText(call);
  const commentId = params.get('comment_id')?.trim() || undefined;
  const comment = commentId === undefined ? undefined : world.comments.get(commentId);
  const isMentioned =
    comment?.mediaId === mediaId && mentionedAccounts(world, comment.text).includes(account.id);
  const media =
    commentId === undefined
      ? findMentioningMedia(world, account, mediaId)
      : isMentioned
        ? world.media.get(mediaId)
        : undefined;
  if (media === undefined) throw missingObject(call.method, commentId ?? mediaId);
  return graphJson({ id: writeAs(call, account.id, { media, text, parentId: comment?.id }).id });
}
