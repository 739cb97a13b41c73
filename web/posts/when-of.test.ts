import { expect, test } from 'vitest';
import { moment } from '../look/moments.ts';
import { shortWhenOf, whenOf } from './when-of.ts';

const post = {
  state: 'scheduled' as const,
  publishedAt: null,
  publishAt: '2026-10-14T08:00:00Z',
  timeZone: 'Asia/Tokyo',
  updatedAt: '2026-09-01T12:34:00Z',
};

test('a scheduled post says when it is due, by the clock of its account', () => {
  expect(shortWhenOf(post)).toBe('Wed 14 Oct, 17:00');
  expect(whenOf(post)).toBe('due 14 Oct 2026, 17:00 Asia/Tokyo');
});

test('a live post says when it went live', () => {
  const live = { ...post, state: 'published' as const, publishedAt: '2026-10-14T08:00:03Z' };
  expect(shortWhenOf(live)).toBe(moment('2026-10-14T08:00:03Z'));
});

test('a draft without a day says that what is told is its edit', () => {
  const draft = { ...post, state: 'draft' as const, publishAt: null, timeZone: null };
  expect(shortWhenOf(draft)).toBe(`edited ${moment(draft.updatedAt)}`);
});
