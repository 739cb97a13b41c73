import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import type { World } from '../world/world.ts';
import { crowdOf } from './crowd.ts';
import { followersWonByAll } from './followers-won.ts';
import { followersBesides } from './followers.ts';
import { countDeed, countViews } from './gather-media.ts';
import { settleMedia } from './settle.ts';
import { type Showing, showingOf } from './showing.ts';

/** Likes of a media now: the audience's, and those that people of the world gave. */
export function countLikes(world: World, media: Media): number {
  const showing = findShowing(world, media);
  return media.likeCount + (showing === undefined ? 0 : countDeed(showing, 'like', world.now()));
}

/** Likes as they were at an instant. */
export function countLikesBy(world: World, showing: Showing, at: number): number {
  const later = world.likes.by('targetId', showing.media.id).filter((like) => like.createdAt > at);
  return showing.media.likeCount - later.length + countDeed(showing, 'like', at);
}

/** Comments under a media now, replies included. The audience's have become comments like any other. */
export function countComments(world: World, media: Media): number {
  settleMedia(world, media);
  return media.commentsCount + world.comments.countBy('mediaId', media.id);
}

/** Comments that stand now and were written by an instant; of an audience that is settled. */
export function countCommentsBy(world: World, media: Media, at: number): number {
  const later = world.comments.by('mediaId', media.id).filter((comment) => comment.createdAt > at);
  return media.commentsCount + world.comments.countBy('mediaId', media.id) - later.length;
}

/** Views of a media until now, as others see them by business discovery. */
export function countMediaViews(world: World, media: Media): number {
  const showing = findShowing(world, media);
  return showing === undefined ? 0 : countViews(showing, world.now());
}

/** Followers of an account now: as many as `followersAt` counts, in a time that does not grow with what is long over. */
export function countFollowers(world: World, account: Account): number {
  const crowd = crowdOf(world, account);
  const media = world.media.by('accountId', account.id);
  const now = world.now();
  return followersBesides({ world, account, crowd }, now) + followersWonByAll({ account, crowd, media }, now);
}

function findShowing(world: World, media: Media): Showing | undefined {
  const account = world.accounts.get(media.accountId);
  return account === undefined ? undefined : showingOf(crowdOf(world, account), media);
}
