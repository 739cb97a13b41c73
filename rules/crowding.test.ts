import { expect, test } from 'vitest';
import { crowdingOf, dailyPosts } from './crowding.ts';

const minute = 60_000;
const at = Date.parse('2026-10-14T10:00:00Z');
const full = Array.from({ length: dailyPosts }, (_, i) => at - (i + 1) * 20 * minute);

test('a post less than a quarter of an hour from another is told, before and after', () => {
  expect(crowdingOf(at, [at - 14 * minute])).toEqual(['close_to_another']);
  expect(crowdingOf(at, [at + 14 * minute])).toEqual(['close_to_another']);
  expect(crowdingOf(at, [at - 15 * minute, at + 15 * minute])).toEqual([]);
});

test('a post beyond what an account may publish in 24 hours is told', () => {
  expect(crowdingOf(at, full)).toEqual(['over_the_limit']);
  expect(crowdingOf(at, full.slice(1))).toEqual([]);
});

test('a post of exactly a day before no longer counts', () => {
  expect(crowdingOf(at, [...full.slice(1), at - 24 * 60 * minute])).toEqual([]);
});
