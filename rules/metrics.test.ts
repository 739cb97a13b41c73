import { expect, test } from 'vitest';
import { accountMetrics, mediaMetrics, mediaMetricsOf, retiredMetrics } from './metrics.ts';

const namesOf = (kind: Parameters<typeof mediaMetricsOf>[0], login: Parameters<typeof mediaMetricsOf>[1]) =>
  mediaMetricsOf(kind, login).map(({ metric }) => metric);

test('a reel has watch time and no follows, a picture the other way round', () => {
  expect(namesOf('reel', 'instagram')).toContain('ig_reels_avg_watch_time');
  expect(namesOf('reel', 'instagram')).not.toContain('follows');
  expect(namesOf('image', 'instagram')).toContain('follows');
  expect(namesOf('image', 'instagram')).not.toContain('ig_reels_avg_watch_time');
});

test('a story has navigation and replies, and neither likes nor saves', () => {
  const story = namesOf('video_story', 'instagram');
  expect(story).toEqual(expect.arrayContaining(['navigation', 'replies']));
  expect(story.filter((metric) => ['likes', 'comments', 'saved'].includes(metric))).toEqual([]);
});

test('what Facebook’s login alone answers is not asked for through Instagram’s own', () => {
  expect(namesOf('image_story', 'facebook')).toContain('link_clicks');
  expect(namesOf('image_story', 'instagram')).not.toContain('link_clicks');
  expect(namesOf('image', 'instagram').filter((metric) => metric.startsWith('total_'))).toEqual([
    'total_interactions',
  ]);
});

test('who was reached on two days counts once, so reach of days is not added up', () => {
  const notAdded = accountMetrics.filter(({ isAdditive, period }) => period === 'day' && !isAdditive);
  expect(notAdded.map(({ metric }) => metric)).toEqual(['reach', 'accounts_engaged']);
});

test('no metric is both asked for and retired', () => {
  const asked = new Set(
    [...accountMetrics, ...mediaMetrics].map(({ subject, metric }) => `${subject} ${metric}`),
  );
  expect(retiredMetrics.filter(({ subject, metric }) => asked.has(`${subject} ${metric}`))).toEqual([]);
});

test('no metric stands twice', () => {
  for (const list of [accountMetrics, mediaMetrics, retiredMetrics]) {
    const names = list.map(({ subject, metric }) => `${subject} ${metric}`);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('what is told in place of a retired metric is a metric', () => {
  const known = new Set([...accountMetrics, ...mediaMetrics].map(({ metric }) => metric));
  expect(retiredMetrics.filter(({ instead }) => instead !== null && !known.has(instead))).toEqual([]);
});
