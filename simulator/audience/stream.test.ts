import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countHits, isHit, nthHit, rateOf } from './rate.ts';
import { showingOf } from './showing.ts';
import { contactsBy, instantOf, kindOf, numberOf } from './stream.ts';
import { setInsightsStage } from '../graph/insights/stage.ts';
import { crowdOf } from './crowd.ts';

const seed = 20_261_125;

test(`how many of the first have a property, which have it and which is the k-th are one thing, seed ${seed}`, () => {
  fc.assert(
    fc.property(fc.double({ min: 0.0002, max: 1, noNaN: true }), fc.nat(65_535), (share, phase) => {
      const rate = rateOf(share, phase);
      const hits = Array.from({ length: 400 }, (_, event) => event).filter((event) => isHit(rate, event));
      expect(countHits(rate, 400)).toBe(hits.length);
      expect(hits.map((_, k) => nthHit(rate, k))).toEqual(hits);
    }),
    { seed, numRuns: 100 },
  );
});

function aShowing(kind: 'photo' | 'reel' | 'story') {
  const stage = setInsightsStage();
  const crowd = crowdOf(stage.world, stage.account());
  return showingOf(crowd, stage.aMedia(kind));
}

test.each(['photo', 'reel', 'story'] as const)(
  'of a %s the contacts until an instant are those whose instant has come',
  (kind) => {
    const { followers, media, endsAt } = aShowing(kind);
    const instants = Array.from({ length: followers.size }, (_, j) => instantOf(followers, j));

    expect(instants.length).toBeGreaterThan(100);
    for (const at of [...instants, ...instants.map((each) => each - 1), media.publishedAt, endsAt]) {
      expect(contactsBy(followers, at)).toBe(instants.filter((instant) => instant <= at).length);
    }
    expect(contactsBy(followers, endsAt)).toBe(followers.size);
  },
);

test('a post meets everybody once', () => {
  const { followers, outsiders } = aShowing('reel');
  for (const stream of [followers, outsiders]) {
    const people = Array.from(
      { length: stream.size },
      (_, j) => `${kindOf(stream, j)}:${numberOf(stream, j)}`,
    );
    expect(new Set(people).size).toBe(stream.size);
  }
});

test('nobody has met a post at its own instant, nor a minute later', () => {
  const { followers, outsiders, media } = aShowing('photo');
  for (const stream of [followers, outsiders]) {
    expect(contactsBy(stream, media.publishedAt + 60_000)).toBe(0);
    expect(contactsBy(stream, media.publishedAt + 6 * 3_600_000)).toBeGreaterThan(0);
  }
});

test('all of a story happens while it is live', () => {
  const { followers, media } = aShowing('story');
  expect(instantOf(followers, followers.size - 1)).toBeLessThan(media.publishedAt + 24 * 3_600_000);
});
