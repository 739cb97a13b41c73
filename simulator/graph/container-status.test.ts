import { expect, test } from 'vitest';
import { containerStatusAt, containerStatusSentence, photoProcessingMs } from './container-status.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const aContainer = { createdAt: 1_000, finishesAt: 3_000 };

test.each([
  ['is IN_PROGRESS until its processing ends', aContainer, 2_999, 'IN_PROGRESS'],
  ['is FINISHED from the moment its processing ends', aContainer, 3_000, 'FINISHED'],
  ['is still FINISHED one millisecond before 24 hours', aContainer, 1_000 + DAY_MS - 1, 'FINISHED'],
  ['is EXPIRED 24 hours after it was made', aContainer, 1_000 + DAY_MS, 'EXPIRED'],
  ['is ERROR when its processing failed', { ...aContainer, failedWith: 2207026 }, 3_000, 'ERROR'],
  ['is PUBLISHED once it has a media id', { ...aContainer, mediaId: '17' }, 3_000, 'PUBLISHED'],
  ['stays PUBLISHED after 24 hours', { ...aContainer, mediaId: '17' }, 1_000 + 3 * DAY_MS, 'PUBLISHED'],
])('a container %s', (_claim, container, now, expected) => {
  expect(containerStatusAt(container, now)).toBe(expected);
});

test('the sentence of a failed container carries the subcode that clients parse out of it', () => {
  expect(containerStatusSentence('ERROR', 2207026)).toBe(
    'Error: Media upload has failed with error code 2207026',
  );
});

test('a photo is processed for 0 to 5 seconds, some at once and some not', () => {
  const ids = Array.from({ length: 200 }, (_, i) => String(17_889_455_560_051_000n + BigInt(i * 7)));

  const times = ids.map(photoProcessingMs);

  expect(Math.min(...times)).toBe(0);
  expect(Math.max(...times)).toBeLessThanOrEqual(5_000);
  expect(times.filter((ms) => ms === 0).length).toBeGreaterThan(60);
  expect(times.filter((ms) => ms > 0).length).toBeGreaterThan(60);
});
