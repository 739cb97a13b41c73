import { isLive, listMediaOf } from '../graph/media-list.ts';
import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import type { World } from '../world/world.ts';

/** What stands on a profile, newest first: posts, and the reels that are shared to it. A trial reel is for strangers alone. */
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

/** Posts of others on which the account is marked, newest first. */
export function listTagged({ world }: Call, account: Account): Media[] {
  const username = account.username.toLowerCase();
  const isTagged = (media: Media) =>
    media.userTags?.some((tag) => tag.username.toLowerCase() === username) === true;
  const marked = world.media
    .filter(
      (media) => media.accountId !== account.id && media.mediaProductType !== 'STORY' && isTagged(media),
    )
    .flatMap((media) => (media.parentId === undefined ? media : (world.media.get(media.parentId) ?? [])));
  return [...new Set(marked)].sort((a, b) => b.publishedAt - a.publishedAt);
}

function listed(world: World, account: Account): Media[] {
  const now = world.now();
  return listMediaOf(world, account.id).filter(({ listedAt }) => listedAt === undefined || listedAt <= now);
}

function isReel(media: Media): boolean {
  return media.mediaProductType === 'REELS' && media.trial === undefined;
}
