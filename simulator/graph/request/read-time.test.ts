import { expect, test } from 'vitest';
import { readTime } from './read-time.ts';

const now = Date.UTC(2026, 10, 25, 9, 30);

test.each([
  ['1764063000', '2025-11-25T09:30:00.000Z'],
  ['@1764063000', '2025-11-25T09:30:00.000Z'],
  ['2026-11-20', '2026-11-20T00:00:00.000Z'],
  ['2026-11-20T10:00:00+0200', '2026-11-20T08:00:00.000Z'],
  ['2026-11-20T10:00:00 0200', '2026-11-20T08:00:00.000Z'],
  ['2026-11-20 10:00', '2026-11-20T10:00:00.000Z'],
  ['2026-11-20T10:00:00.250Z', '2026-11-20T10:00:00.250Z'],
  ['now', '2026-11-25T09:30:00.000Z'],
  ['yesterday', '2026-11-24T00:00:00.000Z'],
  ['-7 days', '2026-11-18T09:30:00.000Z'],
  ['2 weeks ago', '2026-11-11T09:30:00.000Z'],
  ['last month', '2026-10-25T09:30:00.000Z'],
  ['yesterday 3 hours', '2026-11-24T03:00:00.000Z'],
  ['Wed, 25 Nov 2026 09:30:00 GMT', '2026-11-25T09:30:00.000Z'],
  ['Wed Nov 25 2026 09:30:00 GMT+0100 (Central European Standard Time)', '2026-11-25T08:30:00.000Z'],
  ['25 November 2026', '2026-11-25T00:00:00.000Z'],
  ['11/25/2026', '2026-11-25T00:00:00.000Z'],
])('%s', (text, expected) => {
  const ms = readTime(text, now);
  expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
});

test.each([
  '',
  'soon',
  '2026-13-40',
  '-1',
  '99999999999',
  '1e3',
  'NaN',
  '300 years ago',
  '5 blue moons',
  'x'.repeat(1e6),
])('no time: %.20s', (text) => {
  expect(readTime(text, now)).toBeUndefined();
});
