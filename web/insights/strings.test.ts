import { expect, test } from 'vitest';
import { insights as words } from './strings.ts';

test('one day before is told as one', () => {
  expect(words.than(1)).toBe(' than the day before');
  expect(words.asBefore(1)).toBe(' as on the day before');
  expect(words.beforePeriod(1)).toBe('The day before');
  expect(words.missingDays(1, 1)).toBe('Instagram sent no value for the day.');
});

test('several days before are counted', () => {
  expect(words.than(28)).toBe(' than the 28 days before');
  expect(words.asBefore(28)).toBe(' as in the 28 days before');
  expect(words.beforePeriod(28)).toBe('28 days before');
  expect(words.missingDays(2, 28)).toBe('Instagram sent no value for 2 of the 28 days.');
});
