import type { Audience } from '../../audience/audience.ts';
import { followersAt, listFollowers } from '../../audience/followers.ts';
import { gatherEngaged, gatherReach } from '../../audience/gather-people.ts';
import { traitOf } from '../../audience/stranger.ts';
import type { AccountBreakdown } from './account-metrics.ts';
import type { BreakdownRow, TotalValue } from './result.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Meta shows so many rows of the largest. */
const MOST_ROWS = 45;
/** Below so many followers, or so many who engaged or were reached, demographics are withheld. */
export const FEWEST_PEOPLE = 100;

/** Frames that Meta still answers, in days, and those that ended with v20 but stand in its list. */
export const timeframeDays = { this_week: 7, this_month: 30 } as const;
export const endedTimeframes = ['last_14_days', 'last_30_days', 'last_90_days', 'prev_month'] as const;
export type Timeframe = keyof typeof timeframeDays;

/** Stands in no trait. */
const BETWEEN = '\n';

export type DemographicMetric =
  | 'follower_demographics'
  | 'engaged_audience_demographics'
  | 'reached_audience_demographics';

/** Who they are, by up to two traits; undefined for too few people, and without a breakdown, where Meta gives no number. */
export function readDemographics(
  audience: Audience,
  name: DemographicMetric,
  { timeframe, breakdowns, at }: { timeframe: Timeframe; breakdowns: AccountBreakdown[]; at: number },
): TotalValue | undefined {
  if (breakdowns.length === 0) return undefined;
  const { identities, count } = listPeople(audience, name, {
    from: at - timeframeDays[timeframe] * DAY_MS,
    to: at + 1,
  });
  if (count < FEWEST_PEOPLE) return undefined;
  const counts = new Map<string, number>();
  for (const identity of identities) {
    const key = breakdowns.map((each) => traitOf(audience.crowd, identity, traitBy(each))).join(BETWEEN);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const rows = [...counts].map(([key, value]) => ({
    dimension_values: [timeframe.toUpperCase(), ...key.split(BETWEEN)],
    value,
  }));
  const scaled = scaleTo(rows, count);
  return {
    breakdowns: [
      {
        dimension_keys: ['timeframe', ...breakdowns],
        results: scaled.toSorted(largestFirst).slice(0, MOST_ROWS),
      },
    ],
  };
}

type People = {
  /** All of them, or some who stand for the others. */
  identities: number[];
  count: number;
};

/** Followers are those at the end of the frame; the others those who were reached or engaged within it. */
function listPeople(
  audience: Audience,
  name: DemographicMetric,
  window: { from: number; to: number },
): People {
  if (name === 'follower_demographics') {
    const at = window.to - 1;
    return { identities: listFollowers(audience, at), count: followersAt(audience, at) };
  }
  const identities: number[] = [];
  const gather = name === 'reached_audience_demographics' ? gatherReach : gatherEngaged;
  gather(audience, window, (identity) => identities.push(identity));
  return { identities, count: identities.length };
}

function traitBy(breakdown: AccountBreakdown): 'age' | 'gender' | 'city' | 'country' {
  return breakdown === 'age' || breakdown === 'gender' || breakdown === 'city' ? breakdown : 'country';
}

/** Rows of a sample, grown to a total they add up to exactly: what rounding leaves goes to the largest remainders. */
function scaleTo(rows: BreakdownRow[], total: number): BreakdownRow[] {
  const sampled = rows.reduce((sum, { value }) => sum + value, 0);
  if (sampled === total || sampled === 0) return rows;
  const grown = rows.map((row) => ({ ...row, exact: (row.value * total) / sampled }));
  const left = total - grown.reduce((sum, { exact }) => sum + Math.floor(exact), 0);
  const byRemainder = grown.toSorted((a, b) => (b.exact % 1) - (a.exact % 1));
  return byRemainder.map(({ dimension_values, exact }, index) => ({
    dimension_values,
    value: Math.floor(exact) + (index < left ? 1 : 0),
  }));
}

function largestFirst(a: BreakdownRow, b: BreakdownRow): number {
  return b.value - a.value || (a.dimension_values.join() < b.dimension_values.join() ? -1 : 1);
}
