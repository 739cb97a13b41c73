import type { Account } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { draw, drawShare, hashText } from './chance.ts';

/**
 * The strangers around an account. Its followers are a queue of numbered people: who follows joins at the end, who leaves goes from
 * the front. At an instant they are the numbers from `leftBy` up to, without it, `base + joinedBy`; the number 0 is at the front when
 * `base` holds. So the whole history, before and after, is two counters, and a follower count is never stored.
 */
export type Crowd = {
  accountId: string;
  hash: number;
  isQuiet: boolean;
  /** Followers at `since`, without those people of the world whose follow is an entity. */
  base: number;
  /** When `base` holds; undefined: nobody comes or goes but because of a post. */
  since: number | undefined;
  /** People who may meet a post without following. */
  outsiders: number;
};

/** Nobody has more than this many followers who look at all: it bounds what one post costs. */
export const MOST_ACTIVE_FOLLOWERS = 20_000;
const MOST_OUTSIDERS = 60_000;

const DAY_MS = 24 * 60 * 60 * 1000;

export function crowdOf(world: World, account: Account): Crowd {
  const base = Math.max(0, account.followersCount - world.follows.countBy('accountId', account.id));
  return {
    accountId: account.id,
    hash: hashText(`${world.seed}:audience:${account.id}`),
    isQuiet: account.audience === 'quiet',
    base,
    since: account.followersCountedAt,
    outsiders: Math.min(MOST_OUTSIDERS, 400 + 8 * base),
  };
}

/** What goes on around a profile without a post, each as a share of the followers in a day, and at most so many. */
const currents = {
  joined: { salt: 1_000_003, share: 0.0012, most: 60 },
  left: { salt: 2_000_003, share: 0.0007, most: 35 },
  visits: { salt: 3_000_017, share: 0.006, most: 300 },
} as const;

/** Who began to follow after `since` until `at`, without a post; negative before `since`. */
export function joinedBy(crowd: Crowd, at: number): number {
  return flowedBy(crowd, 'joined', at);
}

/** Who ceased to follow, counted alike. There are always fewer than those who join. */
export function leftBy(crowd: Crowd, at: number): number {
  return flowedBy(crowd, 'left', at);
}

/** Visits of the profile that no post led to, counted alike. */
export function visitsBy(crowd: Crowd, at: number): number {
  return flowedBy(crowd, 'visits', at);
}

function flowedBy(crowd: Crowd, name: keyof typeof currents, at: number): number {
  if (crowd.since === undefined || crowd.isQuiet) return 0;
  const { salt, share, most } = currents[name];
  const perDay = Math.min(crowd.base * share, most);
  const flowed = perDay * swing((at - crowd.since) / DAY_MS, crowd.hash ^ salt);
  const whole = Math.floor(flowed);
  // Each event stands somewhere within its unit: a day has sometimes one more, sometimes one fewer.
  return whole + (drawShare(crowd.hash, salt + whole) < flowed - whole ? 1 : 0);
}

/** Days, run through faster and slower by the week and by a slower wave. Grows always, and is 0 at 0. */
function swing(days: number, hash: number): number {
  return days + wave(days, 7, 0.35, hash) + wave(days, 23.7, 0.3, draw(hash, 1));
}

function wave(days: number, length: number, depth: number, hash: number): number {
  const [turn, start] = [(2 * Math.PI) / length, (hash % 628) / 100];
  return (depth / turn) * (Math.sin(days * turn + start) - Math.sin(start));
}

/** Someone of the crowd. `newcomer`: met by a post and a follower since; such a one is met by one post alone. */
export type Person = { kind: 'queue' | 'outsider' | 'newcomer'; number: number };

const kindSalts = { queue: 11, outsider: 12, newcomer: 13 } as const;

/** 32 bits that all that is known of a person derives from. */
export function identityOf(crowd: Crowd, kind: Person['kind'], number: number): number {
  return draw(draw(crowd.hash, kindSalts[kind]), number);
}
