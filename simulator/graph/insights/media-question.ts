import type { Media } from '../../world/media.ts';
import type { Ask } from '../fields/node-type.ts';
import * as refuse from './errors.ts';
import {
  listMediaMetrics,
  mediaBreakdowns,
  type MediaBreakdown,
  type MediaMetricName,
  mediaMetric,
} from './media-metrics.ts';
import { readBreakdowns, readMetricNames } from './question.ts';

/** What a client asks of a media's insights, once it is known that Meta answers it. `period` is passed over: it is always lifetime. */
export type MediaQuestion = { metrics: MediaMetricName[]; breakdown: MediaBreakdown | undefined };

/** The last media whose impressions v21 still tells were made before this. */
const IMPRESSIONS_UNTIL = Date.UTC(2024, 6, 2);

/** Reads and judges the whole question: one metric that does not fit fails all of them. */
export function readMediaQuestion(media: Media, ask: Ask): MediaQuestion {
  const known = listMediaMetrics(ask.call.family, ask.call.version);
  const metrics = readMetricNames(ask).map((name, index) => {
    const metric = known.find((each) => each === name);
    if (metric !== undefined) return metric;
    if (name === 'impressions') throw refuse.impressionsRetired();
    throw refuse.metricUnknown(index, known);
  });
  const wrong = metrics.filter((name) => !isOn(media, name));
  if (wrong.length > 0) throw refuse.wrongProductType(wrong);
  const [breakdown, ...more] = readBreakdowns(ask, mediaBreakdowns) as MediaBreakdown[];
  const fits = metrics.every((name) => mediaMetric(name).breakdown === breakdown);
  if (breakdown !== undefined && (!fits || more.length > 0)) throw refuse.unknownError();
  return { metrics, breakdown };
}

function isOn(media: Media, name: MediaMetricName): boolean {
  if (name === 'impressions' && media.publishedAt >= IMPRESSIONS_UNTIL) return false;
  return mediaMetric(name).on.includes(media.mediaProductType);
}
