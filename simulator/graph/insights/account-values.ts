import { type Audience, type Window } from '../../audience/audience.ts';
import { type Cell, sumOf } from '../../audience/cells.ts';
import {
  gatherComments,
  gatherDeeds,
  gatherFollows,
  gatherLikes,
  gatherViews,
} from '../../audience/gather-deeds.ts';
import { gatherEngaged, gatherReach } from '../../audience/gather-people.ts';
import { gatherVisits, type ProfileTap } from '../../audience/profile-taps.ts';
import type { AccountBreakdown, AccountMetricName } from './account-metrics.ts';
import { addUp, type BreakdownRow } from './result.ts';

/** The total of a metric over a window, and the rows it is the sum of. */
export type Tally = {
  /** Absent where Meta gives the breakdown alone. */
  value?: number;
  rowsBy(breakdowns: readonly AccountBreakdown[]): BreakdownRow[];
};

/** A total over days that have begun. Lifetime metrics are read elsewhere. */
export function tallyMetric(audience: Audience, window: Window, name: AccountMetricName): Tally {
  const deeds = { shares: 'share', saves: 'save', replies: 'reply', reposts: 'repost' } as const;
  switch (name) {
    case 'reach':
      return ofCells(gatherReach(audience, window));
    case 'views':
      return ofCells(gatherViews(audience, window));
    case 'likes':
      return ofCells(gatherLikes(audience, window));
    case 'comments':
      return ofCells(gatherComments(audience, window));
    case 'shares':
    case 'saves':
    case 'replies':
    case 'reposts':
      return ofCells(gatherDeeds(audience, window, deeds[name]));
    case 'total_interactions':
      return ofCells(gatherInteractions(audience, window));
    case 'accounts_engaged':
      return ofNumber(gatherEngaged(audience, window));
    case 'profile_views':
      return ofNumber(gatherVisits(audience, window).count);
    case 'website_clicks':
      return ofNumber(gatherVisits(audience, window).taps.get('bio_link_clicked') ?? 0);
    case 'profile_links_taps':
      return ofRows(contactTaps(gatherVisits(audience, window).taps));
    case 'follows_and_unfollows':
    case 'follower_count':
      return { rowsBy: () => followRows(audience, window) };
    case 'online_followers':
    case 'follower_demographics':
    case 'engaged_audience_demographics':
    case 'reached_audience_demographics':
      throw new Error(`${name} has no total over a window`);
  }
}

/** Likes, comments, saves and shares of posts and reels; shares and replies of stories. Reposts are not among them. */
function gatherInteractions(audience: Audience, window: Window): Cell[] {
  return [
    ...gatherLikes(audience, window),
    ...gatherComments(audience, window),
    ...(['save', 'share', 'reply'] as const).flatMap((deed) => gatherDeeds(audience, window, deed)),
  ];
}

function ofCells(cells: readonly Cell[]): Tally {
  return {
    value: sumOf(cells),
    rowsBy: (breakdowns) =>
      addUp(
        cells.map(({ product, follow, value }) => ({
          dimension_values: breakdowns.map((each) => (each === 'follow_type' ? follow : product)),
          value,
        })),
      ),
  };
}

function ofNumber(value: number): Tally {
  return { value, rowsBy: () => [] };
}

function ofRows(rows: readonly BreakdownRow[]): Tally {
  return { value: rows.reduce((sum, row) => sum + row.value, 0), rowsBy: () => addUp(rows) };
}

const buttons: readonly [ProfileTap, string][] = [
  ['call', 'CALL'],
  ['direction', 'DIRECTION'],
  ['email', 'EMAIL'],
  ['text', 'TEXT'],
];

function contactTaps(taps: Map<ProfileTap, number>): BreakdownRow[] {
  return buttons.map(([tap, button]) => ({ dimension_values: [button], value: taps.get(tap) ?? 0 }));
}

/** FOLLOWER is who was gained, NON_FOLLOWER who was lost. */
function followRows(audience: Audience, window: Window): BreakdownRow[] {
  const { gained, lost } = gatherFollows(audience, window);
  return addUp([
    { dimension_values: ['FOLLOWER'], value: gained },
    { dimension_values: ['NON_FOLLOWER'], value: lost },
  ]);
}
