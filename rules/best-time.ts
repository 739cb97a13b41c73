import { wallTimeAt, weekdayOf } from './wall-time.ts';

/**
 * When posts of an account did well, from its own past alone. Each post is compared with the usual (the median) of this account's
 * posts of the same kind that were read at about the same age and posted around the same time, so that reels do not speak
 * against pictures, nor posts of before the account grew against those of today. Reach is compared with reach; a post whose reach
 * is not known by its views, with views. Its hour is where it falls in a week of 84 cells, of two hours each, by the account's clock.
 * A cell's score is the mean of its posts, as a factor (1 is usual), drawn towards 1 as if four usual posts were in it too:
 * one lucky post makes no best hour. How sure that is, is told beside it. It says when posts did well, not why.
 */

export interface TimedPost {
  /** Unix ms. */
  postedAt: number;
  /** When its value was read. */
  readAt: number;
  kind: string;
  /** What its value counts: those it reached, or, where that is not known, views. */
  metric: 'reach' | 'views';
  value: number;
}

export interface TimeCell {
  /** 1 is Monday. */
  weekday: number;
  /** First hour, of two. */
  hour: number;
  posts: number;
  score: number | null;
}

export interface BestTime {
  /** That were compared. */
  posts: number;
  /** What was compared of them: of some their reach, of others their views. Reach when there are none. */
  metric: 'reach' | 'views' | 'reach,views';
  since: number | null;
  /** All 84, Monday's first hours first. */
  cells: TimeCell[];
  best: TimeCell | null;
  confidence: 'none' | 'low' | 'fair' | 'good';
  /** How many more posts it takes to say anything. */
  needed: number;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Younger ones are still being shown. */
const leastAgeMs = dayMs;
/** What a post has reached by then is nearly all of it, in three steps. */
const ageClassesMs = [3 * dayMs, 10 * dayMs, 40 * dayMs];
/** Below so many of a kind and age there is no usual of their own. */
const leastAlike = 5;
/** As many before a post and behind it are its time: it takes the growth of an account out, and seldom more than one season of it. */
const neighboursEachSide = 25;
/** One post that the world saw weighs no more than this, nor one that nobody saw less than its inverse. */
const largestFactor = 4;
const usualPosts = 4;
/** From so many posts, over so many cells, with so many in the best one. */
const levels = [
  { confidence: 'good', posts: 100, cells: 20, inBest: 5 },
  { confidence: 'fair', posts: 40, cells: 10, inBest: 3 },
  { confidence: 'low', posts: 12, cells: 3, inBest: 2 },
] as const;
const fewest = levels.at(-1)!.posts;

export function findBestTime(all: readonly TimedPost[], timeZone: string): BestTime {
  const posts = all.filter(({ postedAt, readAt }) => readAt - postedAt >= leastAgeMs);
  const usualOf = findUsual(posts);
  const sums = new Map<string, { posts: number; logs: number }>();
  for (const post of posts) {
    const factor = factorOf(post.value, usualOf(post));
    const key = cellAt(post.postedAt, timeZone);
    const { posts: count, logs } = sums.get(key) ?? { posts: 0, logs: 0 };
    sums.set(key, { posts: count + 1, logs: logs + Math.log(factor) });
  }
  const cells = everyCell().map((cell): TimeCell => {
    const sum = sums.get(`${cell.weekday} ${cell.hour}`);
    if (!sum) return { ...cell, posts: 0, score: null };
    return { ...cell, posts: sum.posts, score: rounded(Math.exp(sum.logs / (sum.posts + usualPosts))) };
  });
  return {
    ...judge(posts.length, cells),
    posts: posts.length,
    metric: metricOf(posts),
    since: earliest(posts),
    cells,
  };
}

function judge(posts: number, cells: TimeCell[]): Pick<BestTime, 'best' | 'confidence' | 'needed'> {
  const needed = Math.max(0, fewest - posts);
  const filled = cells.filter((cell) => cell.posts > 0).length;
  for (const level of levels) {
    const best = highest(cells.filter((cell) => cell.posts >= level.inBest));
    if (posts >= level.posts && filled >= level.cells && best)
      return { best, confidence: level.confidence, needed };
  }
  return { best: null, confidence: 'none', needed };
}

/** The best one, if it is better than usual; of equals the one with more posts. */
function highest(cells: TimeCell[]): TimeCell | null {
  const [best] = cells.toSorted(
    (one, other) => (other.score ?? 0) - (one.score ?? 0) || other.posts - one.posts,
  );
  return best && (best.score ?? 0) > 1 ? best : null;
}

/** The median of its neighbours in time of a post's own kind and age; of its kind, or of all, where too few are alike. */
function findUsual(posts: readonly TimedPost[]): (post: TimedPost) => number {
  const groupsOf = (post: TimedPost) => [
    `${post.metric} ${post.kind} ${ageClassOf(post)}`,
    `${post.metric} ${post.kind}`,
    post.metric,
  ];
  const groups = new Map<string, Map<TimedPost, number>>();
  for (const post of posts.toSorted((one, other) => one.postedAt - other.postedAt))
    for (const name of groupsOf(post)) {
      const group = groups.get(name) ?? new Map<TimedPost, number>();
      groups.set(name, group.set(post, group.size));
    }
  const inOrder = new Map([...groups].map(([name, group]) => [name, [...group.keys()]]));
  return (post) => {
    const names = groupsOf(post);
    const name = names.find((each) => (groups.get(each)?.size ?? 0) >= leastAlike) ?? post.metric;
    const place = groups.get(name)?.get(post) ?? 0;
    const from = Math.max(0, place - neighboursEachSide);
    const alike = inOrder.get(name)?.slice(from, place + neighboursEachSide + 1) ?? [];
    return medianOf(alike.map(({ value }) => value));
  };
}

function metricOf(posts: readonly TimedPost[]): BestTime['metric'] {
  const metrics = new Set(posts.map(({ metric }) => metric));
  if (!metrics.has('views')) return 'reach';
  return metrics.has('reach') ? 'reach,views' : 'views';
}

function ageClassOf({ postedAt, readAt }: TimedPost): number {
  const at = ageClassesMs.findIndex((most) => readAt - postedAt < most);
  return at === -1 ? ageClassesMs.length : at;
}

function factorOf(value: number, usual: number): number {
  if (usual <= 0) return 1;
  return Math.min(largestFactor, Math.max(1 / largestFactor, value / usual));
}

function cellAt(at: number, timeZone: string): string {
  const wall = wallTimeAt(at, timeZone);
  return `${weekdayOf(wall)} ${Math.floor(Number(wall.slice(11, 13)) / 2) * 2}`;
}

function everyCell(): { weekday: number; hour: number }[] {
  return Array.from({ length: 84 }, (_, index) => ({
    weekday: 1 + Math.floor(index / 12),
    hour: (index % 12) * 2,
  }));
}

function medianOf(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

function earliest(posts: readonly TimedPost[]): number | null {
  return posts.length === 0
    ? null
    : posts.reduce((least, { postedAt }) => Math.min(least, postedAt), Number.POSITIVE_INFINITY);
}

function rounded(score: number): number {
  return Math.round(score * 1000) / 1000;
}
