import type { Account } from '../world/entities.ts';
import { type Audience, contactsIn, type Window } from './audience.ts';
import { draw } from './chance.ts';
import { type Crowd, visitsBy } from './crowd.ts';
import { countHits, nthHit } from './rate.ts';

/** What a visitor of the profile may tap, as `action_type` of media insights calls it. */
export type ProfileTap = 'bio_link_clicked' | 'call' | 'direction' | 'email' | 'text' | 'other';

/** What each visit of the profile ended in, as far as it ended in a tap. */
export type Visits = { count: number; taps: Map<ProfileTap, number> };

/** Of a hundred visits so many tap a thing; only those that the profile has. */
const tapShares: readonly [ProfileTap, number][] = [
  ['bio_link_clicked', 14],
  ['email', 5],
  ['call', 3],
  ['direction', 4],
  ['text', 2],
  ['other', 3],
];

/** Visits of the profile in a window, from posts and without. */
export function gatherVisits(audience: Audience, { from, to }: Window): Visits {
  const { account, crowd } = audience;
  const visits = visitsAfter(audience, { from, to });
  const end = visitsBy(crowd, to - 1);
  for (let visit = visitsBy(crowd, from - 1); visit < end; visit += 1) {
    addVisit(visits, account, crowd.hash, visit);
  }
  return visits;
}

/** Visits that posts led to. */
export function visitsAfter(audience: Audience, window: Window): Visits {
  const visits: Visits = { count: 0, taps: new Map() };
  for (const { stream, first, end } of contactsIn(audience, window)) {
    const last = countHits(stream.rates.visit, end);
    for (let k = countHits(stream.rates.visit, first); k < last; k += 1) {
      addVisit(visits, audience.account, stream.hash, nthHit(stream.rates.visit, k));
    }
  }
  return visits;
}

function addVisit(visits: Visits, account: Account, hash: Crowd['hash'], visit: number): void {
  visits.count += 1;
  const tap = tapOf(account, draw(hash ^ 0x7a9, visit) % 100);
  if (tap !== undefined) visits.taps.set(tap, (visits.taps.get(tap) ?? 0) + 1);
}

/** A link needs a website; contact buttons are a business's. */
function tapOf(account: Account, of100: number): ProfileTap | undefined {
  let below = 0;
  for (const [tap, share] of tapShares) {
    below += share;
    if (of100 >= below) continue;
    if (tap === 'bio_link_clicked') return account.website === undefined ? undefined : tap;
    return tap === 'other' || account.type === 'BUSINESS' ? tap : undefined;
  }
  return undefined;
}
