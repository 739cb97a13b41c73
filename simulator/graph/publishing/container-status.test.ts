import { expect, test } from 'vitest';
import type { Container } from '../../world/media.ts';
import { openWorld } from '../../world/world.ts';
import {
  carouselProcessingMs,
  containerStatusAt,
  containerStatusSentence,
  errorSubcodeOf,
  photoProcessingMs,
} from './container-status.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function aContainer(parts: Partial<Container> = {}): Container {
  return {
    id: 'a',
    appId: '1',
    accountId: '2',
    kind: 'image',
    statusCode: 'IN_PROGRESS',
    createdAt: 1_000,
    processingMs: 2_000,
    expiresAt: 1_000 + DAY_MS,
    ...parts,
  };
}

function statusAt(now: number, container: Container, children: Container[] = []) {
  const world = openWorld({ seed: 'status', wallNow: () => now });
  for (const child of children) world.containers.put(child);
  return containerStatusAt(world, container);
}

const failed: Partial<Container> = { statusCode: 'ERROR', errorSubcode: 2207026 };
const waiting: Partial<Container> = { kind: 'reel', processingMs: undefined };

test.each([
  ['is IN_PROGRESS until its processing ends', aContainer(), 2_999, 'IN_PROGRESS'],
  ['is FINISHED from the moment its processing ends', aContainer(), 3_000, 'FINISHED'],
  ['is still FINISHED one millisecond before it expires', aContainer(), 1_000 + DAY_MS - 1, 'FINISHED'],
  ['is EXPIRED at the end of its life', aContainer(), 1_000 + DAY_MS, 'EXPIRED'],
  ['that failed is IN_PROGRESS until its processing ends', aContainer(failed), 2_999, 'IN_PROGRESS'],
  ['that failed is ERROR afterwards', aContainer(failed), 3_000, 'ERROR'],
  ['that was published is PUBLISHED', aContainer({ statusCode: 'PUBLISHED' }), 3_000, 'PUBLISHED'],
  ['stays PUBLISHED after 24 hours', aContainer({ statusCode: 'PUBLISHED' }), 3 * DAY_MS, 'PUBLISHED'],
  ['whose bytes never come is IN_PROGRESS', aContainer(waiting), DAY_MS, 'IN_PROGRESS'],
  ['whose bytes never come is EXPIRED in the end', aContainer(waiting), 1_000 + DAY_MS, 'EXPIRED'],
])('a container %s', (_claim, container, now, expected) => {
  expect(statusAt(now, container)).toBe(expected);
});

const carousel = aContainer({ id: 'p', kind: 'carousel', childIds: ['a', 'b'], processingMs: 1_000 });
const slow = aContainer({ id: 'b', processingMs: 9_000 });

test('a carousel waits for its slowest child and then takes its own time', () => {
  expect(statusAt(10_999, carousel, [aContainer(), slow])).toBe('IN_PROGRESS');
  expect(statusAt(11_000, carousel, [aContainer(), slow])).toBe('FINISHED');
});

test('a carousel fails with the child that fails, and says its code', () => {
  const world = openWorld({ seed: 'status', wallNow: () => 20_000 });
  world.containers.put(aContainer());
  world.containers.put({ ...slow, ...failed });

  expect(containerStatusAt(world, carousel)).toBe('ERROR');
  expect(errorSubcodeOf(world, carousel)).toBe(2207026);
});

test('the sentence of a failed container carries the subcode that clients parse out of it', () => {
  expect(containerStatusSentence('ERROR', 2207026)).toBe(
    'Error: Media upload has failed with error code 2207026',
  );
});

test.each([
  [0, 0],
  [0.49, 0],
  [0.75, 2_500],
  [1, 5_000],
])('the draw %d means %d milliseconds of processing', (draw, expected) => {
  expect(photoProcessingMs(draw)).toBe(expected);
});

test('a carousel takes from one to five seconds', () => {
  expect([carouselProcessingMs(0), carouselProcessingMs(1)]).toEqual([1_000, 5_000]);
});
