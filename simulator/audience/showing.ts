import type { Media } from '../world/media.ts';
import { draw, drawBetween, drawShare, hashText } from './chance.ts';
import { type Crowd, joinedBy, leftBy, MOST_ACTIVE_FOLLOWERS } from './crowd.ts';
import { awakeShare } from './awake.ts';
import { rateOf } from './rate.ts';
import type { Deed, Rates, Stream } from './stream.ts';

/** One media before its audience: whom it meets among those who follow when it appears, and among those who do not. */
export type Showing = { media: Media; hash: number; followers: Stream; outsiders: Stream; endsAt: number };

type Range = readonly [low: number, high: number];
type Manner = {
  lifeMs: number;
  /** The share of the active followers who meet it, and how many others for each of those. */
  reach: Range;
  outsiders: Range;
  deeds: Record<'followers' | 'outsiders', Partial<Record<Deed, Range>>>;
};

const HOUR_MS = 60 * 60 * 1000;

/** Nobody meets a post before this: at its own instant it has no likes. */
const FIRST_CONTACT_MS = 2 * 60 * 1000;
const MOST_FOLLOWERS_MET = 1500;
const MOST_OUTSIDERS_MET = 1800;

const manners: Record<Media['mediaProductType'], Manner> = {
  FEED: {
    lifeMs: 12 * 24 * HOUR_MS,
    reach: [0.05, 0.14],
    outsiders: [0.1, 0.5],
    deeds: {
      followers: {
        like: [0.05, 0.12],
        comment: [0.004, 0.012],
        save: [0.004, 0.014],
        share: [0.002, 0.008],
        repost: [0.0005, 0.003],
        visit: [0.005, 0.015],
      },
      outsiders: {
        like: [0.01, 0.03],
        comment: [0.0005, 0.003],
        save: [0.002, 0.008],
        share: [0.001, 0.004],
        repost: [0.0002, 0.001],
        visit: [0.01, 0.03],
        follow: [0.003, 0.01],
      },
    },
  },
  REELS: {
    lifeMs: 21 * 24 * HOUR_MS,
    reach: [0.04, 0.12],
    outsiders: [0.6, 2.5],
    deeds: {
      followers: {
        like: [0.05, 0.11],
        comment: [0.004, 0.012],
        save: [0.006, 0.02],
        share: [0.006, 0.02],
        repost: [0.001, 0.005],
        visit: [0.004, 0.01],
      },
      outsiders: {
        like: [0.015, 0.05],
        comment: [0.0005, 0.004],
        save: [0.003, 0.012],
        share: [0.004, 0.014],
        repost: [0.0005, 0.003],
        visit: [0.006, 0.02],
        follow: [0.002, 0.008],
      },
    },
  },
  STORY: {
    // All of it within the 24 hours that a story is live.
    lifeMs: 24 * HOUR_MS - FIRST_CONTACT_MS,
    reach: [0.03, 0.09],
    outsiders: [0.01, 0.05],
    deeds: {
      followers: {
        share: [0.002, 0.006],
        reply: [0.003, 0.012],
        repost: [0.0002, 0.001],
        visit: [0.004, 0.012],
        link: [0.005, 0.02],
      },
      outsiders: { visit: [0.01, 0.03], follow: [0.004, 0.012], link: [0.002, 0.01] },
    },
  },
};

const deeds: readonly Deed[] = [
  'like',
  'comment',
  'save',
  'share',
  'repost',
  'reply',
  'visit',
  'follow',
  'link',
];

/** Whom a media meets. A child of a carousel is seen with its parent and meets nobody; a quiet audience stays away. */
export function showingOf(crowd: Crowd, media: Media): Showing {
  const manner = manners[media.mediaProductType];
  const hash = draw(crowd.hash, hashText(media.id));
  const isUnseen = crowd.isQuiet || media.parentId !== undefined;
  // A post at an hour when its people are awake meets more of them.
  const luck = 0.75 + 0.5 * awakeShare(crowd, media.publishedAt);

  const last = crowd.base + joinedBy(crowd, media.publishedAt);
  const first = Math.max(leftBy(crowd, media.publishedAt), last - MOST_ACTIVE_FOLLOWERS);
  const active = Math.max(0, last - first);
  const met = Math.min(MOST_FOLLOWERS_MET, Math.round(active * drawBetween(hash, 1, manner.reach) * luck));
  const others = Math.round(met * drawBetween(hash, 2, manner.outsiders) + 2 + 6 * drawShare(hash, 3));

  // A trial reel is shown to those who do not follow.
  const followersMet = isUnseen || media.trial !== undefined ? 0 : Math.min(met, active);
  const outsidersMet = isUnseen ? 0 : Math.min(others, MOST_OUTSIDERS_MET, crowd.outsiders);
  const life = { startAt: media.publishedAt + FIRST_CONTACT_MS, lifeMs: manner.lifeMs };
  return {
    media,
    hash,
    followers: {
      ...life,
      ...walkAmong(draw(hash, 4), first, active),
      kind: 'queue',
      size: followersMet,
      rates: ratesOf(draw(hash, 5), manner.deeds.followers),
    },
    outsiders: {
      ...life,
      ...walkAmong(draw(hash, 6), 0, crowd.outsiders),
      kind: 'outsider',
      size: outsidersMet,
      rates: ratesOf(draw(hash, 7), manner.deeds.outsiders),
    },
    endsAt: life.startAt + life.lifeMs,
  };
}

/** An order in which every number comes once before one comes again. */
function walkAmong(
  hash: number,
  first: number,
  count: number,
): Pick<Stream, 'hash' | 'first' | 'among' | 'offset' | 'step'> {
  const among = Math.max(1, count);
  let step = 1 + (draw(hash, 1) % among);
  while (greatestDivisor(step, among) !== 1) step += 1;
  return { hash, first, among, offset: draw(hash, 2) % among, step };
}

function greatestDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestDivisor(b, a % b);
}

function ratesOf(hash: number, ranges: Partial<Record<Deed, Range>>): Rates {
  const rates = deeds.map((deed, index) => {
    const share = drawBetween(hash, index, ranges[deed] ?? [0, 0]);
    return [deed, rateOf(share, draw(hash, 100 + index))];
  });
  return Object.fromEntries(rates) as Rates;
}
