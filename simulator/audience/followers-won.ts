import type { Account } from '../world/entities.ts';
import { countHits } from './rate.ts';
import type { Showing } from './showing.ts';
import { contactsBy } from './stream.ts';

/** Followers that a media has won by an instant; those of before the account's followers were counted are among the counted. */
export function followersWonBy({ outsiders }: Showing, account: Account, at: number): number {
  const countedAt = account.followersCountedAt ?? -Infinity;
  const by = (instant: number) => countHits(outsiders.rates.follow, contactsBy(outsiders, instant));
  return by(Math.max(at, countedAt)) - by(countedAt);
}
