import { draw, drawShare } from './chance.ts';
import type { Person } from './crowd.ts';
import { isHit, type Rate } from './rate.ts';

/**
 * People who meet one post, one after the other: each once, at an instant of their own. Contact `j` of a stream is the finest event
 * there is; every count, breakdown and series adds up the same ones.
 */
export type Stream = {
  kind: 'queue' | 'outsider';
  /** Contacts in the stream's whole life. */
  size: number;
  startAt: number;
  lifeMs: number;
  hash: number;
  /** Whom contact `j` is: number `first + (offset + j * step) % among` of the crowd. `step` has no factor of `among`. */
  first: number;
  among: number;
  offset: number;
  step: number;
  rates: Rates;
};

/** What a contact may lead to. */
export type Deed = 'like' | 'comment' | 'save' | 'share' | 'repost' | 'reply' | 'visit' | 'follow' | 'link';
export type Rates = Record<Deed, Rate>;

/** When contact `j` happens: early ones close together, later ones far apart; whole seconds. */
export function instantOf(stream: Stream, j: number): number {
  const share = (j + drawShare(stream.hash, j)) / stream.size;
  return stream.startAt + Math.floor((stream.lifeMs * share * share * share) / 1000) * 1000;
}

/** How many contacts have happened by `at`, that instant included. */
export function contactsBy(stream: Stream, at: number): number {
  if (at < stream.startAt || stream.size === 0) return 0;
  if (at >= stream.startAt + stream.lifeMs) return stream.size;
  let count = Math.floor(stream.size * Math.cbrt((at - stream.startAt) / stream.lifeMs));
  // The estimate is off by one at most; which side it is on, the instants themselves say.
  while (count > 0 && instantOf(stream, count - 1) > at) count -= 1;
  while (count < stream.size && instantOf(stream, count) <= at) count += 1;
  return count;
}

/** Someone whom the post makes a follower is met by it alone: nobody follows twice. */
export function kindOf(stream: Stream, j: number): Person['kind'] {
  return stream.kind === 'outsider' && isHit(stream.rates.follow, j) ? 'newcomer' : stream.kind;
}

/** The number of contact `j` within its kind; of a newcomer it is one of its own. */
export function numberOf(stream: Stream, j: number): number {
  if (kindOf(stream, j) === 'newcomer') return draw(stream.hash, j);
  return stream.first + ((stream.offset + j * stream.step) % stream.among);
}

/** How often the contact looked: most look once. */
export function viewsOf(stream: Stream, j: number): number {
  const share = drawShare(stream.hash ^ 0x5eed, j);
  return share < 0.78 ? 1 : share < 0.94 ? 2 : 3;
}
