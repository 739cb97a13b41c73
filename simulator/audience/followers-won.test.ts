import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type InsightsStage, type Kind, setInsightsStage } from '../graph/insights/stage.ts';
import { countFollowers } from './counts.ts';
import { crowdOf } from './crowd.ts';
import { followersAt } from './followers.ts';
import { showingOf } from './showing.ts';

const seed = 20_261_126;

type Deed = (stage: InsightsStage) => unknown;
const mediaOf = ({ world, account }: InsightsStage) => world.media.by('accountId', account().id);

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  fc.tuple(fc.constantFrom<Kind>('photo', 'reel', 'story', 'carousel'), fc.integer({ min: 0, max: 900 })).map(
    ([kind, hoursAgo]) =>
      (stage: InsightsStage) =>
        stage.aMedia(kind, hoursAgo),
  ),
  fc.integer({ min: 1, max: 400 }).map((hours) => (stage: InsightsStage) => stage.advance(hours)),
  fc.integer({ min: 0, max: 60_000 }).map((followersCount) => (stage: InsightsStage) => {
    stage.change({ followersCount, followersCountedAt: stage.world.now() });
  }),
  fc.boolean().map((isQuiet) => (stage: InsightsStage) => {
    stage.change({ audience: isQuiet ? 'quiet' : 'seeded' });
  }),
  fc.constant((stage: InsightsStage) => {
    const [first] = mediaOf(stage);
    if (first) stage.world.media.remove(first.id);
  }),
);

test(`whatever happens between two looks, there are as many followers as a count of every post anew gives, seed ${seed}`, () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000 }),
      fc.array(anyDeed, { maxLength: 20, size: 'max' }),
      (followers, deeds) => {
        const stage = setInsightsStage({ followers });
        for (const deed of deeds) {
          deed(stage);
          const { world } = stage;
          const account = stage.account();
          const crowd = crowdOf(world, account);
          const showings = mediaOf(stage).map((media) => showingOf(crowd, media));
          expect(countFollowers(world, account)).toBe(
            followersAt({ world, account, crowd, showings }, world.now()),
          );
        }
      },
    ),
    { seed, numRuns: 100 },
  );
});
