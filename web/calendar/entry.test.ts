import { expect, test } from 'vitest';
import type { CalendarEntry } from '#contract/schedule.ts';
import { isMovable } from './entry.ts';

const entry = (more: Partial<CalendarEntry>) =>
  ({ connectionId: 'one', state: 'scheduled', paused: false, ...more }) as CalendarEntry;

test('what is not on its way yet is movable, also while it is paused', () => {
  expect(isMovable(entry({}))).toBe(true);
  expect(isMovable(entry({ state: 'draft' }))).toBe(true);
  expect(isMovable(entry({ paused: true }))).toBe(true);
  expect(isMovable(entry({ state: 'ready', paused: true }))).toBe(true);
});

test('what is on its way, live or without an account is not', () => {
  expect(isMovable(entry({ state: 'ready' }))).toBe(false);
  expect(isMovable(entry({ state: 'published' }))).toBe(false);
  expect(isMovable(entry({ paused: true, connectionId: null }))).toBe(false);
});
