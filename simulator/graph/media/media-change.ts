import { settleMedia } from '../../audience/settle.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { removeComment } from '../comments/comment-write.ts';
import { graphError, missingObject, requiredParameter } from '../errors.ts';
import { requireFacebookPermission } from '../facebook/facebook-permission.ts';
import { type GraphCall, reaches, requireScope } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';
import { readBoolean } from '../request/read-request.ts';

/** `POST /{media-id}?comment_enabled=`: the one thing of a media that can be changed. */
export function changeMedia(call: GraphCall): Response | undefined {
  const media = findOwnMedia(call);
  if (media === undefined) return undefined;
  requireScope(call, 'manage_comments');
  if ((call.params.get('comment_enabled') ?? '') === '') throw requiredParameter('comment_enabled');
  if (media.parentId !== undefined) throw missingObject(call.method, media.id);
  const isCommentEnabled = readBoolean(call.params, 'comment_enabled', true);
  // What strangers wrote until now was written while the switch still stood as it did.
  settleMedia(call.world, media);
  if (isCommentEnabled !== media.isCommentEnabled) call.world.media.put({ ...media, isCommentEnabled });
  return graphJson({ success: true });
}

/** `DELETE /{media-id}`: on the Facebook host alone (2025-12-03), whole posts and never the child of a carousel. */
export function deleteMedia(call: GraphCall): Response | undefined {
  const media = call.family === 'facebook' ? findOwnMedia(call) : undefined;
  if (media === undefined) return undefined;
  requireFacebookPermission(call, 'instagram_manage_contents');
  if (media.parentId !== undefined) throw typeNotDeletable();
  removeMedia(call.world, media);
  return graphJson({ success: true, deleted_id: media.id });
}

/** Takes a media out of the world with all that hangs on it. */
export function removeMedia(world: World, media: Media): void {
  for (const child of world.media.by('parentId', media.id)) removeMedia(world, child);
  for (const comment of world.comments.by('topOf', media.id)) removeComment(world, comment);
  for (const like of world.likes.by('targetId', media.id)) world.likes.remove(like.id);
  for (const collaboration of world.collaborations.by('mediaId', media.id)) {
    world.collaborations.remove(collaboration.id);
  }
  world.settlements.remove(media.id);
  world.media.remove(media.id);
}

function findOwnMedia(call: GraphCall): Media | undefined {
  const media = call.world.media.get(call.pathParams['node'] ?? '');
  return media !== undefined && reaches(call, media.accountId) ? media : undefined;
}

function typeNotDeletable() {
  return graphError({
    message: 'Fatal',
    code: -1,
    subcode: 2207073,
    isTransient: false,
    userTitle: 'Media Type Not Supported',
    userMessage: 'The media type is not supported for this endpoint',
  });
}
