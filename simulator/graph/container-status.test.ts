import { expect, test } from 'vitest';
import type { Container } from '../world/media.ts';
import { containerStatusAt, containerStatusSentence, photoProcessingMs } from './container-status.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

function aContainer(statusCode: Container['statusCode'] = 'IN_PROGRESS') {
  return { statusCode, finishesAt: 3_000, expiresAt: 1_000 + DAY_MS };
}

test.each([
  ['is IN_PROGRESS until its processing ends', aContainer(), 2_999, 'IN_PROGRESS'],
  ['is FINISHED from the moment its processing ends', aContainer(), 3_000, 'FINISHED'],
  ['is still FINISHED one millisecond before it expires', aContainer(), 1_000 + DAY_MS - 1, 'FINISHED'],
  ['is EXPIRED at the end of its life', aContainer(), 1_000 + DAY_MS, 'EXPIRED'],
  ['that failed is IN_PROGRESS until its processing ends', aContainer('ERROR'), 2_999, 'IN_PROGRESS'],
  ['that failed is ERROR afterwards', aContainer('ERROR'), 3_000, 'ERROR'],
  ['that was published is PUBLISHED', aContainer('PUBLISHED'), 3_000, 'PUBLISHED'],
  ['that was published stays PUBLISHED after 24 hours', aContainer('PUBLISHED'), 3 * DAY_MS, 'PUBLISHED'],
])('a container %s', (_claim, container, now, expected) => {
  expect(containerStatusAt(container, now)).toBe(expected);
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
