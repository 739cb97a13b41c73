import type { Comment } from '../../world/comment.ts';
import type { Actor } from '../../world/engagement.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';

/** One like of an actor on a media or a comment, counted in its `likeCount`. Safe to call twice. */
export function giveLike(world: World, target: Media | Comment, actor: Actor): void {
  if (likes(world, target.id, actor.id)) return;
  const createdAt = world.now();
  const id = likeId(target.id, actor.id);
  world.likes.put({ id, targetId: target.id, actorId: actor.id, username: actor.username, createdAt });
  count(world, target, 1);
}

/** Takes it back. Safe to call twice. */
export function takeLike(world: World, target: Media | Comment, actor: Actor): void {
  if (!likes(world, target.id, actor.id)) return;
  world.likes.remove(likeId(target.id, actor.id));
  count(world, target, -1);
}

/** Whether the actor likes the media or the comment. */
export function likes(world: World, targetId: string, actorId: string): boolean {
  return world.likes.get(likeId(targetId, actorId)) !== undefined;
}

function count(world: World, target: Media | Comment, change: 1 | -1): void {
  const likeCount = target.likeCount + change;
  if ('mediaId' in target) world.comments.put({ ...target, likeCount });
  else world.media.put({ ...target, likeCount });
}

function likeId(targetId: string, actorId: string): string {
  return `${targetId}:${actorId}`;
}
