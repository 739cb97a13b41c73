import type { Account } from '../../world/entities.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import type { Ask } from '../fields/node-type.ts';
import { parameterInvalid, publishingError } from '../publishing/media-errors.ts';
import { readTime } from '../request/read-time.ts';

/** Meta lists no more than the newest ten thousand. */
const MOST_LISTED = 10_000;

/** A story is live for so long. */
const STORY_MS = 24 * 60 * 60 * 1000;

/** Newest first, kept beside the list it was made from: the shelf gives the same list until one of its media changes. */
const sorted = new WeakMap<readonly Media[], readonly Media[]>();

/**
 * An account's media, newest first, stories among them; of two published in the same millisecond the later one first. The same
 * list until one of them changes.
 */
export function listMediaOf(world: World, accountId: string): readonly Media[] {
  const all = world.media.by('accountId', accountId);
  const before = sorted.get(all);
  if (before !== undefined) return before;
  const newestFirst = all.toReversed().sort((a, b) => b.publishedAt - a.publishedAt);
  sorted.set(all, newestFirst);
  return newestFirst;
}

/** Newest first and without stories, kept likewise. */
const posts = new WeakMap<readonly Media[], readonly Media[]>();

/** The edge `media`: newest first, without stories, between `since` and `until`. */
export function readMediaOf(account: Account, ask: Ask): readonly Media[] {
  const { world } = ask.call;
  const all = withoutStories(listMediaOf(world, account.id)).slice(0, MOST_LISTED);
  const [since, until] = [readBound(ask, 'since'), readBound(ask, 'until')];
  const now = world.now();
  // Most recent first: only the newest can still be on their way into the list.
  const isLate = all[0]?.listedAt !== undefined;
  if (since === undefined && until === undefined && !isLate) return all;
  return all.filter(
    ({ publishedAt, listedAt = publishedAt }) =>
      listedAt <= now && publishedAt >= (since ?? 0) && publishedAt <= (until ?? Infinity),
  );
}

function withoutStories(all: readonly Media[]): readonly Media[] {
  const before = posts.get(all);
  if (before !== undefined) return before;
  const found = all.filter((media) => media.mediaProductType !== 'STORY');
  posts.set(all, found);
  return found;
}

/** Posts of an account, stories left out. */
export function countPostsOf(world: World, accountId: string): number {
  return withoutStories(listMediaOf(world, accountId)).length;
}

/** The edge `stories`: what is live, newest first. */
export function readStoriesOf(account: Account, ask: Ask): Media[] {
  const now = ask.call.world.now();
  return listMediaOf(ask.call.world, account.id).filter(
    (media) => media.mediaProductType === 'STORY' && isLive(media, now) && (media.listedAt ?? 0) <= now,
  );
}

/** A story ends after 24 hours; everything else stays. */
export function isLive({ mediaProductType, publishedAt }: Media, now: number): boolean {
  return mediaProductType !== 'STORY' || now < publishedAt + STORY_MS;
}

function readBound({ modifiers, call }: Ask, name: string): number | undefined {
  const text = modifiers.get(name) || undefined;
  if (text === undefined) return undefined;
  const at = readTime(text, call.world.now());
  if (at === undefined) throw publishingError(parameterInvalid(name, 'must be a unix time or a date.'));
  return at;
}
