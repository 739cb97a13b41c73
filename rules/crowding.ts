/** Two posts of an account nearer than this are worth a word: each takes attention from the other. */
export const closeMinutes = 15;
/**
 * Posts that an account may publish in 24 hours, while Instagram has not said how many. Meta's pages name 50 and 100 (a carousel counts once);
 * the smaller is assumed.
 */
export const dailyPosts = 50;

const minuteMs = 60_000;
const dayMs = 86_400_000;

export type Crowding = 'close_to_another' | 'over_the_limit';

/** What to know of an instant (unix ms) among the other posts of its account, which may publish `most` in 24 hours. */
export function crowdingOf(at: number, others: number[], most = dailyPosts): Crowding[] {
  const isClose = others.some((other) => Math.abs(other - at) < closeMinutes * minuteMs);
  const inTheDayBefore = others.filter((other) => other <= at && other > at - dayMs).length;
  return [
    ...(isClose ? (['close_to_another'] as const) : []),
    ...(inTheDayBefore >= most ? (['over_the_limit'] as const) : []),
  ];
}
