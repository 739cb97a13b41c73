import { expect, test } from 'vitest';
import { dayOf, daysWithin } from './day.ts';

const pacific = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Los_Angeles',
  dateStyle: 'short',
  timeStyle: 'medium',
  hourCycle: 'h23',
});
const HOUR_MS = 3_600_000;

test('every day of twenty years begins at midnight by the clocks of Los Angeles, and the next begins where it ends', () => {
  for (const day of daysWithin(Date.UTC(2010, 0, 1), Date.UTC(2030, 0, 1))) {
    expect(pacific.format(day.start)).toMatch(/00:00:00$/);
    expect(pacific.format(day.end - 1000)).toMatch(/23:59:59$/);
    expect(dayOf(day.end - 1)).toEqual(day);
  }
});

test.each([
  ['2026-03-08', 23],
  ['2026-11-01', 25],
  ['2026-07-04', 24],
])('%s has %i hours', (date, hours) => {
  const { start, end } = dayOf(Date.parse(`${date}T20:00:00Z`));
  expect((end - start) / HOUR_MS).toBe(hours);
});
