import { expect, test } from 'vitest';
import { createCallCounter } from './call-counter.ts';

test('what is older than the window is forgotten, part by part', () => {
  const counter = createCallCounter();
  counter.add('a', 60, 0, 3);
  counter.add('a', 60, 30_000, 2);
  expect(counter.count('a', 60, 59_000)).toBe(5);
  expect(counter.count('a', 60, 61_000)).toBe(2);
  expect(counter.count('a', 60, 91_000)).toBe(0);
});

test('it tells how long until fewer than the limit are left', () => {
  const counter = createCallCounter();
  counter.add('a', 60, 0, 3);
  counter.add('a', 60, 30_000, 2);
  expect(counter.msUntilBelow('a', 60, 30_000, 6)).toBe(0);
  expect(counter.msUntilBelow('a', 60, 30_000, 5)).toBe(30_000);
  expect(counter.msUntilBelow('a', 60, 30_000, 2)).toBe(60_000);
});

test('a clock that is set back takes nothing of the future along', () => {
  const counter = createCallCounter();
  counter.add('a', 60, 1_000_000, 3);
  expect(counter.count('a', 60, 0)).toBe(0);
});

test('a million keys are not remembered', () => {
  const counter = createCallCounter();
  for (let key = 0; key < 50_001; key += 1) counter.add(`k${key}`, 60, 0, 1);
  expect(counter.count('k0', 60, 0)).toBe(0);
  expect(counter.count('k50000', 60, 0)).toBe(1);
});
