import { expect, test } from 'vitest';
import { accountIdOf, containerIdOf, mediaIdOf } from './world-ids.ts';

const numbers = (count: number) => Array.from({ length: count }, (_, number) => number);

test('no two accounts of the bench have one id', () => {
  const ids = numbers(20_000).map(accountIdOf);

  expect(new Set(ids).size).toBe(20_000);
});

test.each([
  ['media', mediaIdOf],
  ['containers', containerIdOf],
])('no two %s of its accounts have one id, however many an account has', (_what, idOf) => {
  const ids = numbers(10).flatMap((account) => numbers(3000).map((post) => idOf(account, post)));

  expect(new Set(ids).size).toBe(30_000);
});

test('they look like Instagram’s: seventeen digits', () => {
  const ids = [accountIdOf(9999), mediaIdOf(9999, 99), containerIdOf(9999, 99)];

  expect(ids.filter((id) => !/^1[78]\d{15}$/.test(id))).toEqual([]);
});
