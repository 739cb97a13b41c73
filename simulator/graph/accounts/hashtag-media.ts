import { countLikes } from '../../audience/counts.ts';
import type { Hashtag, HashtagSearch } from '../../world/hashtag.ts';
import type { Media } from '../../world/media.ts';
import type { World } from '../../world/world.ts';
import { type Ask, type NodeType, readNode } from '../fields/node-type.ts';
import { edgeAddress, readEdge } from '../fields/read-edge.ts';
import { readUser, takeSearch } from './hashtag-search.ts';
import { cutPage } from '../media/media-paging.ts';
import { publishingError } from '../publishing/media-errors.ts';
import { publicMediaType } from '../media/media-public.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Half a hundred on a page at most. */
const lengths = { usual: 25, most: 50 };

type Edge = 'top_media' | 'recent_media';

/** Who published it is not told. */
const known = [
  'id',
  'caption',
  'comments_count',
  'like_count',
  'media_type',
  'media_url',
  'permalink',
  'timestamp',
] as const;

const hashtagMediaType: NodeType<Media> = {
  ...publicMediaType,
  fields: Object.fromEntries(known.map((name) => [name, publicMediaType.fields[name] ?? (() => undefined)])),
};

/**
 * A page of what stands under a hashtag, read for `user_id`. The cursor never changes: the account's place is kept on this side, and
 * a call without cursor begins again. By switch it moves like any other.
 */
export function readHashtagMedia(edge: Edge): (hashtag: Hashtag, ask: Ask) => unknown {
  return (hashtag, ask) => {
    const { call } = ask;
    const search = takeSearch(call.world, readUser(call), hashtag);
    const all = edge === 'top_media' ? listTop(call.world, hashtag) : listRecent(call.world, hashtag);
    if (call.app.flags.hashtagCursor === 'moving') return readEdge(hashtagMediaType, all, ask, lengths);
    return readOnFromPlace(edge, all, search, ask);
  };
}

function readOnFromPlace(edge: Edge, all: readonly Media[], search: HashtagSearch, ask: Ask): unknown {
  const { call, modifiers } = ask;
  const isGoingOn = (modifiers.get('after') ?? '') !== '';
  const start = isGoingOn ? (search.readUpTo[edge] ?? 0) : 0;
  const cut = cutPage(all.slice(start), { limit: modifiers.get('limit') || undefined }, lengths);
  if ('refusal' in cut) throw publishingError(cut.refusal);
  const { items, hasNext } = cut.page;
  const data = items.map((media) => readNode(hashtagMediaType, media, ask));
  const end = start + items.length;
  if (search.readUpTo[edge] !== end) {
    call.world.hashtagSearches.put({ ...search, readUpTo: { ...search.readUpTo, [edge]: end } });
  }
  if (items.length === 0) return { data };
  const after = `QVFI${Buffer.from(`${edge}:${search.hashtagId}`).toString('base64url')}ZD`;
  return { data, paging: { cursors: { after }, ...(hasNext && { next: edgeAddress(ask, { after }) }) } };
}

/** So many of the newest are weighed; what is older has had its time. */
const MOST_WEIGHED = 300;

/** What is liked most. */
function listTop(world: World, hashtag: Hashtag): Media[] {
  const likes = (media: Media) => ({ media, likes: countLikes(world, media) });
  return listShown(world, hashtag)
    .slice(0, MOST_WEIGHED)
    .map(likes)
    .sort((a, b) => b.likes - a.likes)
    .map(({ media }) => media);
}

/** The last 24 hours, newest first. */
function listRecent(world: World, hashtag: Hashtag): readonly Media[] {
  const dayAgo = world.now() - DAY_MS;
  const all = listShown(world, hashtag);
  const firstOld = all.findIndex((media) => media.publishedAt <= dayAgo);
  return firstOld === -1 ? all : all.slice(0, firstOld);
}

const shown = new WeakMap<readonly Media[], readonly Media[]>();

/** All that stands under it, newest first, kept until something under the hashtag changes. */
function listShown(world: World, hashtag: Hashtag): readonly Media[] {
  const all = world.media.by('hashtag', hashtag.name);
  const before = shown.get(all);
  if (before !== undefined) return before;
  const sorted = all
    .filter((media) => isPublic(world, media))
    .toReversed()
    .sort((a, b) => b.publishedAt - a.publishedAt);
  shown.set(all, sorted);
  return sorted;
}

/** Of professional accounts that are not private; a child of a carousel has no caption of its own. */
function isPublic(world: World, media: Media): boolean {
  const account = world.accounts.get(media.accountId);
  return media.parentId === undefined && account?.type !== 'PERSONAL' && account?.isPrivate !== true;
}
