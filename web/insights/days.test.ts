import { expect, test } from 'vitest';
import { addDays, daysOf, fullDay, lastDays, weekDay } from './days.ts';

test('the last days end with Meta’s yesterday, not with ours', () => {
  // Five in the morning in Lisbon on the 26th is still the 25th at Meta’s.
  expect(lastDays(7, new Date('2026-11-26T05:00:00Z'))).toEqual({ since: '2026-11-18', until: '2026-11-24' });
  expect(lastDays(1, new Date('2026-11-26T08:00:00Z'))).toEqual({ since: '2026-11-25', until: '2026-11-25' });
});

test('days are counted over a clock change as over any other', () => {
  expect(daysOf({ since: '2026-10-31', until: '2026-11-02' })).toBe(3);
  expect(addDays('2026-03-07', 2)).toBe('2026-03-09');
});

test('days are written as they are, whatever zone the browser is in', () => {
  expect([fullDay('2026-10-06'), weekDay('2026-10-06')]).toEqual(['6 Oct 2026', 'Tue 6 Oct']);
});
