import { expect, test } from 'vitest';
import type { MetricKind } from '#rules/metrics.ts';
import { nextReading, scheduleFirst } from './reading-times.ts';

const postedAt = new Date('2026-11-25T09:00:00Z');
const after = (hours: number) => new Date(postedAt.getTime() + hours * 3_600_000);
/** Ages in hours of all readings, when each is done as soon as it is due. */
function agesOf(kind: MetricKind): number[] {
  const ages: number[] = [];
  let at = scheduleFirst({ kind, postedAt }, postedAt);
  while (at && ages.length < 1000) {
    ages.push((at.getTime() - postedAt.getTime()) / 3_600_000);
    at = nextReading({ kind, postedAt }, at);
  }
  return ages;
}

test('a post is read in its first hours, daily for thirty days, and weekly for two years', () => {
  const ages = agesOf('reel');
  expect(ages.slice(0, 7)).toEqual([1, 3, 6, 12, 24, 48, 72]);
  expect(ages.filter((age) => age <= 720)).toHaveLength(4 + 30);
  expect(ages.slice(34, 36)).toEqual([37 * 24, 44 * 24]);
  expect(ages).toHaveLength(34 + 100);
  expect(ages.at(-1)).toBe(730 * 24);
});

test('a story is read hourly, and last 15 minutes before its end', () => {
  const ages = agesOf('video_story');
  expect(ages.slice(0, 3)).toEqual([1, 2, 3]);
  expect(ages.slice(-2)).toEqual([23, 23.75]);
});

test('what was missed is read once, and then at its next hour', () => {
  expect(nextReading({ kind: 'image', postedAt }, after(7))).toEqual(after(12));
  expect(nextReading({ kind: 'image_story', postedAt }, after(7.2))).toEqual(after(8));
});

test('a media that was found late is read at once, and a story that is over never', () => {
  expect(scheduleFirst({ kind: 'image', postedAt }, after(9000))).toEqual(after(9000));
  expect(scheduleFirst({ kind: 'image_story', postedAt }, after(23.9))).toEqual(after(23.9));
  expect(scheduleFirst({ kind: 'image_story', postedAt }, after(24))).toBeNull();
});
