/** How the simulator plays the points on which Meta's insights are unknown, disagree with their documents, or have changed. */
export type InsightsFlags = {
  /** How far insights lag behind what happened; Meta says up to 48 hours. */
  insightsDelayHours: number;
  /** Who is held to 30 days between `since` and `until`: graph.facebook.com alone, as measured, or both hosts. */
  insightsWindow: 'facebook' | 'both';
  /** Which midnight a day's `end_time` is: that of the day itself, as measured, or the one that ends it. */
  insightsEndTime: 'sameDay' | 'nextDay';
  /** A token without the permission: refused with code 10, or an empty `data` as was seen. */
  insightsWithoutPermission: 'refuse' | 'empty';
  /** `profile_views` and `website_clicks`: still answered as a total, or taken away as was announced. */
  profileMetrics: 'answered' | 'retired';
  /** `online_followers` is often `{}` for a day. */
  onlineFollowers: 'given' | 'empty';
  /** Insights of a story that is over: 100/33, or an empty `data`. */
  expiredStoryInsights: 'missing' | 'empty';
};

export const defaultInsightsFlags: InsightsFlags = {
  insightsDelayHours: 0,
  insightsWindow: 'facebook',
  insightsEndTime: 'sameDay',
  insightsWithoutPermission: 'refuse',
  profileMetrics: 'answered',
  onlineFollowers: 'given',
  expiredStoryInsights: 'missing',
};
