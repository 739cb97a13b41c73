import type { Audience } from './audience.ts';
import { draw, hashText } from './chance.ts';
import { identityOf, joinedBy, leftBy, MOST_ACTIVE_FOLLOWERS } from './crowd.ts';
import { followersWonBy } from './followers-won.ts';
import { countHits, nthHit } from './rate.ts';
import { contactsBy, numberOf } from './stream.ts';

/** How many follow an account at an instant. */
export function followersAt(
  { world, account, crowd, showings }: Pick<Audience, 'world' | 'account' | 'crowd' | 'showings'>,
  at: number,
): number {
  const won = showings.reduce((sum, showing) => sum + followersWonBy(showing, account, at), 0);
  return followersBesides({ world, account, crowd }, at) + won;
}

/** Those of them whom no post has won. */
export function followersBesides(
  { world, account, crowd }: Pick<Audience, 'world' | 'account' | 'crowd'>,
  at: number,
): number {
  const follows = world.follows.by('accountId', account.id).filter((follow) => follow.createdAt <= at);
  const queue = crowd.base + joinedBy(crowd, at) - leftBy(crowd, at);
  return Math.max(0, queue) + follows.length;
}

/** The followers at an instant by identity: all of them, or, of very many, those who joined last to stand for the others. */
export function listFollowers({ world, account, crowd, showings }: Audience, at: number): number[] {
  const last = crowd.base + joinedBy(crowd, at);
  const first = Math.max(leftBy(crowd, at), last - MOST_ACTIVE_FOLLOWERS);
  const queue = Array.from({ length: Math.max(0, last - first) }, (_, index) =>
    identityOf(crowd, 'queue', first + index),
  );
  const countedAt = account.followersCountedAt ?? -Infinity;
  const won = showings.flatMap(({ outsiders }) => {
    const [from, to] = [countedAt, Math.max(at, countedAt)].map((instant) =>
      countHits(outsiders.rates.follow, contactsBy(outsiders, instant)),
    );
    return Array.from({ length: (to ?? 0) - (from ?? 0) }, (_, index) => {
      const j = nthHit(outsiders.rates.follow, (from ?? 0) + index);
      return identityOf(crowd, 'newcomer', numberOf(outsiders, j));
    });
  });
  const actors = world.follows
    .by('accountId', account.id)
    .filter((follow) => follow.createdAt <= at)
    .map((follow) => draw(crowd.hash, hashText(follow.actorId)));
  return [...queue, ...won, ...actors];
}
