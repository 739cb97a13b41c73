import type { Audience } from '../../audience/audience.ts';
import { followersWonBy } from '../../audience/followers-won.ts';
import { countCommentsBy, countLikesBy } from '../../audience/counts.ts';
import {
  countDeed,
  countReach,
  countViews,
  gatherNavigation,
  measureWatching,
} from '../../audience/gather-media.ts';
import { visitsAfter } from '../../audience/profile-taps.ts';
import type { Showing } from '../../audience/showing.ts';
import type { MediaMetricName } from './media-metrics.ts';
import type { BreakdownRow } from './result.ts';

/** A metric's number and, of those that have a breakdown, the rows it is the sum of. */
export type MediaReading = { value: number; rows: BreakdownRow[] };

type Source = {
  /** Of the media alone. */
  audience: Audience;
  showing: Showing;
  /** What is known was known until then. */
  at: number;
};

export function readMediaMetric(source: Source, name: MediaMetricName): MediaReading {
  if (name === 'navigation') return ofRows(gatherNavigation(source.showing, source.at));
  if (name === 'profile_activity') return ofRows(visitsOf(source).taps);
  return { value: readNumber(source, name), rows: [] };
}

function readNumber(
  source: Source,
  name: Exclude<MediaMetricName, 'navigation' | 'profile_activity'>,
): number {
  const { audience, showing, at } = source;
  switch (name) {
    case 'reach':
      return countReach(showing, at);
    case 'views':
    case 'total_views':
    case 'impressions':
      return countViews(showing, at);
    case 'likes':
    case 'total_likes':
      return countLikesBy(audience.world, showing, at);
    case 'comments':
    case 'total_comments':
      return countCommentsBy(audience.world, showing.media, at);
    case 'saved':
      return countDeed(showing, 'save', at);
    case 'shares':
      return countDeed(showing, 'share', at);
    case 'reposts':
      return countDeed(showing, 'repost', at);
    case 'replies':
      return countDeed(showing, 'reply', at);
    case 'link_clicks':
      return countDeed(showing, 'link', at);
    case 'total_interactions':
      return countInteractions(source);
    case 'follows':
      return followersWonBy(showing, audience.account, at);
    case 'profile_visits':
      return visitsOf(source).count;
    case 'ig_reels_video_view_total_time':
      return measureWatching(showing, at).totalMs;
    case 'ig_reels_avg_watch_time':
      return Math.round(measureWatching(showing, at).totalMs / Math.max(1, countViews(showing, at)));
    case 'reels_skip_rate':
      return Math.round(measureWatching(showing, at).skipRate * 100) / 100;
    // Nothing is shared to Facebook here: refused before it is read.
    case 'crossposted_views':
    case 'facebook_views':
      return 0;
  }
}

/** The same sum that account insights make: likes, comments, saves, shares and a story's replies. */
function countInteractions({ audience, showing, at }: Source): number {
  const deeds = (['save', 'share', 'reply'] as const).map((deed) => countDeed(showing, deed, at));
  return [
    countLikesBy(audience.world, showing, at),
    countCommentsBy(audience.world, showing.media, at),
    ...deeds,
  ].reduce((sum, each) => sum + each, 0);
}

function visitsOf({ audience, showing, at }: Source): ReturnType<typeof visitsAfter> {
  return visitsAfter(audience, { from: showing.media.publishedAt, to: at + 1 });
}

function ofRows(counts: Map<string, number>): MediaReading {
  const rows = [...counts].map(([name, value]) => ({ dimension_values: [name], value }));
  return { value: rows.reduce((sum, row) => sum + row.value, 0), rows };
}
