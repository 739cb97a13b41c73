import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import type { Crowd } from './crowd.ts';
import { countHits } from './rate.ts';
import { type Showing, showingOf } from './showing.ts';
import { contactsBy } from './stream.ts';

/** Followers that a media has won by an instant; those of before the account's followers were counted are among the counted. */
export function followersWonBy({ outsiders }: Showing, account: Account, at: number): number {
  const countedAt = account.followersCountedAt ?? -Infinity;
  const by = (instant: number) => countHits(outsiders.rates.follow, contactsBy(outsiders, instant));
  return by(Math.max(at, countedAt)) - by(countedAt);
}

/** What a media had won when its audience had come and gone, for the crowd of that time. */
type Final = { crowd: string; endsAt: number; won: number };

/** Kept with the entity: whatever changes of a media makes another one. An account may have thousands that nobody meets any more. */
const finals = new WeakMap<Media, Final>();

/** Followers that all of an account's media have won by an instant: the sum of what each has. */
export function followersWonByAll(
  { account, crowd, media }: { account: Account; crowd: Crowd; media: readonly Media[] },
  at: number,
): number {
  const known = `${crowd.hash} ${crowd.isQuiet} ${crowd.base} ${crowd.since} ${account.followersCountedAt}`;
  let sum = 0;
  for (const each of media) {
    const final = finals.get(each);
    if (final !== undefined && final.crowd === known && at >= final.endsAt) {
      sum += final.won;
      continue;
    }
    const showing = showingOf(crowd, each);
    const won = followersWonBy(showing, account, at);
    if (at >= showing.endsAt) finals.set(each, { crowd: known, endsAt: showing.endsAt, won });
    sum += won;
  }
  return sum;
}
