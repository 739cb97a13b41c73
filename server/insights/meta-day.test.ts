import { expect, test } from 'vitest';
import { daysOfPoints, instantsOf, isSettled, readingTimesAround } from './meta-day.ts';

const iso = (window: { since: Date; until: Date }) => [
  window.since.toISOString(),
  window.until.toISOString(),
];

test('a day is asked for from Californian midnight to a second before the next', () => {
  expect(iso(instantsOf({ since: '2026-07-04', until: '2026-07-04' }))).toEqual([
    '2026-07-04T07:00:00.000Z',
    '2026-07-05T06:59:59.000Z',
  ]);
});

test('the day that summer time begins has 23 hours, and the day that it ends 25', () => {
  expect(iso(instantsOf({ since: '2026-03-08', until: '2026-03-08' }))).toEqual([
    '2026-03-08T08:00:00.000Z',
    '2026-03-09T06:59:59.000Z',
  ]);
  expect(iso(instantsOf({ since: '2026-11-01', until: '2026-11-01' }))).toEqual([
    '2026-11-01T07:00:00.000Z',
    '2026-11-02T07:59:59.000Z',
  ]);
});

test('a day is final 48 hours after its end', () => {
  expect(isSettled('2026-11-01', new Date('2026-11-04T07:59:59Z'))).toBe(false);
  expect(isSettled('2026-11-01', new Date('2026-11-04T08:00:00Z'))).toBe(true);
});

test('the morning is six o’clock in California, across a change of the clock too', () => {
  const { last, next } = readingTimesAround(new Date('2026-11-01T13:30:00Z'));
  expect([last.toISOString(), next.toISOString()]).toEqual([
    '2026-10-31T13:00:00.000Z',
    '2026-11-01T14:00:00.000Z',
  ]);
});

test.each([
  ['that begins its day', ['2026-11-01T07:00:00Z', '2026-11-02T08:00:00Z']],
  ['that ends it', ['2026-11-02T08:00:00Z', '2026-11-03T08:00:00Z']],
])('a point bears the midnight %s', (_, times) => {
  const window = instantsOf({ since: '2026-11-01', until: '2026-11-02' });
  const points = times.map((time) => ({ endTime: new Date(time) }));
  expect(daysOfPoints(points, window).map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02']);
});
