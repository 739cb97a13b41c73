import type { MetricKind } from '#rules/metrics.ts';
import { plusSeconds } from '../clock.ts';

const hour = 3600;
const day = 24 * hour;
/** Most of what a post ever gets comes within its first day. */
const firstDay = [1, 3, 6, 12, 24].map((hours) => hours * hour);
const dailyUntil = 30 * day;
/** Meta keeps insights of a media for two years. */
const weeklyUntil = 730 * day;
/** After 24 hours Meta answers no more: the last reading keeps a quarter of an hour for what may go wrong. */
const storyEnd = 24 * hour;
const lastOfStory = storyEnd - 15 * 60;

interface Timed {
  kind: MetricKind;
  postedAt: Date;
}

/** When a media that was just found is read first: at its hour, or at once when that has passed. Null for a story that is over. */
export function scheduleFirst(media: Timed, now: Date): Date | null {
  if (isStory(media.kind) && now >= plusSeconds(media.postedAt, storyEnd)) return null;
  const first = plusSeconds(media.postedAt, hour);
  return first > now ? first : now;
}

/**
 * When it is read after `now`: after 1, 3, 6, 12 and 24 hours, daily to the thirtieth day, weekly for two years. A story
 * hourly, and last a quarter of an hour before its end. Null when it is read no more.
 */
export function nextReading({ kind, postedAt }: Timed, now: Date): Date | null {
  const age = (now.getTime() - postedAt.getTime()) / 1000;
  const next = isStory(kind) ? nextOfStory(age) : nextOfPost(age);
  return next === undefined ? null : plusSeconds(postedAt, next);
}

function nextOfPost(age: number): number | undefined {
  const early = firstDay.find((each) => each > age);
  if (early !== undefined) return early;
  const daily = (Math.floor(age / day) + 1) * day;
  if (daily <= dailyUntil) return daily;
  const weekly = dailyUntil + (Math.floor((age - dailyUntil) / (7 * day)) + 1) * 7 * day;
  return weekly <= weeklyUntil ? weekly : undefined;
}

function nextOfStory(age: number): number | undefined {
  const hourly = Math.max(1, Math.floor(age / hour) + 1) * hour;
  if (hourly < lastOfStory) return hourly;
  return age < lastOfStory ? lastOfStory : undefined;
}

export function isStory(kind: MetricKind): boolean {
  return kind === 'image_story' || kind === 'video_story';
}
