import { drawBetween } from './chance.ts';
import type { Crowd } from './crowd.ts';
import { homeOf, shareByUtcHours } from './stranger.ts';

const HOUR_MS = 60 * 60 * 1000;

/** Of those who ever look in an hour of their own day, how many do, by that hour: most in the evening, some at noon. */
const curve = [
  0.22, 0.12, 0.07, 0.05, 0.06, 0.12, 0.28, 0.46, 0.55, 0.57, 0.58, 0.64, 0.74, 0.7, 0.62, 0.62, 0.68, 0.78,
  0.88, 0.96, 1, 0.94, 0.72, 0.42,
] as const;

/** How awake an account's people are at an instant, 0 to 1, by the hour where most of them live. */
export function awakeShare(crowd: Crowd, at: number): number {
  return curveAt(Math.floor(at / HOUR_MS) + homeOf(crowd).utcHours);
}

/** How many of the followers look within an hour, over all the places they live in; no two days are the same. */
export function awakeFollowers(crowd: Crowd, followers: number, at: number): number {
  const hour = Math.floor(at / HOUR_MS);
  const shares = [...shareByUtcHours(crowd)].map(([utcHours, share]) => share * curveAt(hour + utcHours));
  const awake = shares.reduce((sum, share) => sum + share, 0);
  return Math.round(followers * awake * drawBetween(crowd.hash, hour, [0.85, 1]));
}

function curveAt(hour: number): number {
  return curve[((hour % 24) + 24) % 24] ?? 0;
}
