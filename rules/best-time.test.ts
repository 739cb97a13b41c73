import { expect, test } from 'vitest';
import { findBestTime, type TimedPost } from './best-time.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** A Monday, midnight in Greenwich. */
const monday = Date.UTC(2026, 0, 5);

function aPost(at: number, value: number, change: Partial<TimedPost> = {}): TimedPost {
  return { postedAt: at, readAt: at + 60 * dayMs, kind: 'image', metric: 'reach', value, ...change };
}

/** One post a week at that day and hour. */
function weekly(weekday: number, hour: number, values: number[]): TimedPost[] {
  return values.map((value, week) => aPost(monday + (week * 7 + weekday - 1) * dayMs + hour * hourMs, value));
}

/** The same value over and over. */
const times = (count: number, value: number) => Array.from({ length: count }, () => value);

const cellOf = ({ cells }: ReturnType<typeof findBestTime>, weekday: number, hour: number) =>
  cells.find((cell) => cell.weekday === weekday && cell.hour === hour)!;

test('a week has 84 cells of two hours, and one without posts has no score', () => {
  const found = findBestTime([aPost(monday, 10)], 'UTC');

  expect(found.cells).toHaveLength(84);
  expect(cellOf(found, 1, 0)).toMatchObject({ posts: 1 });
  expect(cellOf(found, 7, 22)).toEqual({ weekday: 7, hour: 22, posts: 0, score: null });
});

test('the hour is that of the account’s clock, in summer as in winter', () => {
  const noon = [Date.UTC(2026, 0, 5, 17), Date.UTC(2026, 6, 6, 16)];
  const found = findBestTime(
    noon.map((at) => aPost(at, 10)),
    'America/New_York',
  );

  expect(cellOf(found, 1, 12).posts).toBe(2);
});

test('where posts do better than usual the score is above 1, drawn towards it by their small number', () => {
  const found = findBestTime(
    [...weekly(2, 18, [20, 20, 20, 20]), ...weekly(4, 8, times(8, 10)), ...weekly(6, 8, [10])],
    'UTC',
  );

  // Four posts of twice the usual and four as if usual: the root of 2.
  expect(cellOf(found, 2, 18).score).toBeCloseTo(Math.SQRT2, 3);
  expect(cellOf(found, 4, 8).score).toBe(1);
  expect(found.best).toMatchObject({ weekday: 2, hour: 18, posts: 4 });
});

test('one lucky post makes no best hour', () => {
  const found = findBestTime(
    [...weekly(2, 18, [9000]), ...weekly(3, 18, [13, 13, 13]), ...weekly(4, 8, times(12, 10))],
    'UTC',
  );

  expect(found.best).toMatchObject({ weekday: 3, hour: 18 });
});

test('reels are compared with reels', () => {
  const reels = weekly(5, 10, [900, 1000, 1100, 1000, 1000]).map((post) => ({ ...post, kind: 'reel' }));
  const found = findBestTime([...reels, ...weekly(1, 10, [10, 10, 10, 10, 10, 10])], 'UTC');

  expect(cellOf(found, 5, 10).score).toBeCloseTo(1, 1);
});

test('posts that are still young are compared with young ones', () => {
  const young = weekly(5, 10, [50, 50, 50, 50, 50]).map((post) => ({
    ...post,
    readAt: post.postedAt + 2 * dayMs,
  }));
  const found = findBestTime([...young, ...weekly(1, 10, [100, 100, 100, 100, 100])], 'UTC');

  expect(cellOf(found, 5, 10).score).toBe(1);
});

test('an account that grew has no best hour of late', () => {
  // Tuesdays in the first half of a year, Thursdays in the second, when ten times as many look.
  const before = Array.from({ length: 120 }, (_, index) =>
    aPost(monday + (7 * (index % 26) + 1) * dayMs + index, 10),
  );
  const after = Array.from({ length: 120 }, (_, index) =>
    aPost(monday + (7 * (26 + (index % 26)) + 3) * dayMs + index, 100),
  );
  const found = findBestTime([...before, ...after], 'UTC');

  expect(cellOf(found, 4, 0).score).toBeCloseTo(1, 1);
  expect(cellOf(found, 2, 0).score).toBeCloseTo(1, 1);
});

test('a good hour of an account that grows is found all the same', () => {
  const posts = Array.from({ length: 240 }, (_, index) => {
    const isGood = index % 4 === 0;
    const at = monday + 7 * Math.floor(index / 4) * dayMs + (isGood ? 1 : 2 + (index % 4)) * dayMs;
    return aPost(at, (10 + index) * (isGood ? 2 : 1));
  });
  const found = findBestTime(posts, 'UTC');

  expect(found.best).toMatchObject({ weekday: 2, hour: 0 });
  expect(found.best?.score).toBeGreaterThan(1.7);
});

test('a post whose reach is not known is compared by its views, with views', () => {
  const byViews = weekly(5, 10, [900, 1000, 1100, 1000, 1000]).map((post) => ({
    ...post,
    metric: 'views' as const,
  }));
  const byReach = weekly(1, 10, [10, 10, 10, 10, 10, 10]);
  const found = findBestTime([...byViews, ...byReach], 'UTC');

  expect(cellOf(found, 5, 10).score).toBeCloseTo(1, 1);
  expect(found.metric).toBe('reach,views');
  expect([findBestTime(byViews, 'UTC').metric, findBestTime(byReach, 'UTC').metric]).toEqual([
    'views',
    'reach',
  ]);
});

test('a post of less than a day is left out', () => {
  const found = findBestTime([aPost(monday, 10, { readAt: monday + 23 * hourMs })], 'UTC');

  expect([found.posts, found.since]).toEqual([0, null]);
});

test.each([
  [0, 'none', 12],
  [11, 'none', 1],
  [12, 'low', 0],
  [40, 'fair', 0],
  [100, 'good', 0],
] as const)('of %i posts over the week one is %s sure, and %i are needed', (count, confidence, needed) => {
  // Tuesdays at six get every fourth post, and twice the usual; the others go round the week.
  const posts = Array.from({ length: count }, (_, index) =>
    index % 4 === 0
      ? aPost(monday + (7 * index + 1) * dayMs + 18 * hourMs, 20)
      : aPost(monday + index * dayMs + ((index * 7) % 24) * hourMs, 10),
  );
  const found = findBestTime(posts, 'UTC');

  expect([found.confidence, found.needed]).toEqual([confidence, needed]);
  expect(found.best === null).toBe(confidence === 'none');
});

test('many posts in few hours say little of the others', () => {
  const posts = [...weekly(1, 10, times(90, 10)), ...weekly(2, 10, times(30, 12)), ...weekly(3, 10, [8])];

  expect(findBestTime(posts, 'UTC').confidence).toBe('low');
});

test('an account nobody sees has no best hour', () => {
  const unseen = [1, 2, 3, 4].flatMap((weekday) => weekly(weekday, 10, [0, 0, 0, 0, 0, 0]));

  expect(findBestTime(unseen, 'UTC').best).toBeNull();
});
