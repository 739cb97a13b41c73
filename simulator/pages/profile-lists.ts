import { isLive, listMediaOf } from '../graph/media/media-list.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import type { World } from '../world/world.ts';

/**
 * What stands on a profile, newest first: posts, reels that are shared to it, and what the account is an accepted co-author of. A trial
 * reel is for people who do not follow.
 */
export function listGrid(world: World, account: Account): Media[] {
  return listed(world, account).filter(
    (post) => post.mediaProductType === 'FEED' || (isReel(post) && post.isSharedToFeed !== false),
  );
}

/** Its reels, newest first. */
export function listReels(world: World, account: Account): Media[] {
  return listed(world, account).filter(isReel);
}

/** Its live stories, oldest first, as they are watched. */
export function listStories(world: World, account: Account): Media[] {
  return world.media.by('accountId', account.id).filter((media) => isLiveStory(world, media));
}

export function isLiveStory(world: World, media: Media): boolean {
  return media.mediaProductType === 'STORY' && isLive(media, world.now());
}

/** Posts whose caption bears the hashtag, newest first. */
export function listWithHashtag(world: World, tag: string): Media[] {
  return sortNewestFirst(world.media.by('hashtag', tag.toLowerCase()).filter((media) => isOut(world, media)));
}

function listed(world: World, account: Account): Media[] {
  const own = listMediaOf(world, account.id).filter((media) => isOut(world, media));
  const shared = world.collaborations
    .by('accountId', account.id)
    .filter(({ status }) => status === 'Accepted')
    .flatMap(({ mediaId }) => world.media.get(mediaId) ?? []);
  return shared.length === 0 ? own : sortNewestFirst([...shared, ...own]);
}

function isOut(world: World, { listedAt }: Media): boolean {
  return listedAt === undefined || listedAt <= world.now();
}

function isReel(media: Media): boolean {
  return media.mediaProductType === 'REELS' && media.trial === undefined;
}

/** Of the same instant the later one first. */
function sortNewestFirst(media: readonly Media[]): Media[] {
  return media.toReversed().sort((a, b) => b.publishedAt - a.publishedAt);
}
