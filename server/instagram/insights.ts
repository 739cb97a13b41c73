import type { Graph } from './graph.ts';
import type { Usage } from './instagram.ts';
import { figuresOf, hoursOf, pointsOf, rowsOf } from './parse-insights.ts';
import type { HoursOnline, InsightFigures, InsightPoint } from './parse-insights.ts';

/** Instants that Meta's window takes in, both included; its days begin at Pacific midnight. */
export interface InsightWindow {
  since: Date;
  until: Date;
}

/** A part of an answer about insights, with what the answer said of the calls that Meta allows. */
export type Heard<T> = T & { usage: Usage | undefined };

/**
 * Totals of an account over a window. One breakdown at a time; all metrics of the question must have it. One metric that
 * does not fit has the whole question refused.
 */
export async function readAccountTotals(
  graph: Graph,
  ask: {
    instagramUserId: string;
    metrics: readonly string[];
    window: InsightWindow;
    breakdown?: string | undefined;
  },
): Promise<Heard<InsightFigures>> {
  const { body, usage } = await graph.call({
    operation: 'read_account_insights',
    method: 'GET',
    path: `/${ask.instagramUserId}/insights`,
    query: {
      metric: ask.metrics.join(','),
      period: 'day',
      metric_type: 'total_value',
      ...seconds(ask.window),
      ...(ask.breakdown ? { breakdown: ask.breakdown } : {}),
    },
  });
  return { ...figuresOf(rowsOf('read_account_insights', body), ask.breakdown), usage };
}

/** The values of one metric day by day, in the order of their days. */
export async function readAccountSeries(
  graph: Graph,
  ask: { instagramUserId: string; metric: string; window: InsightWindow },
): Promise<Heard<{ points: InsightPoint[] }>> {
  const { body, usage } = await graph.call({
    operation: 'read_account_series',
    method: 'GET',
    path: `/${ask.instagramUserId}/insights`,
    query: { metric: ask.metric, period: 'day', metric_type: 'time_series', ...seconds(ask.window) },
  });
  return { points: pointsOf(rowsOf('read_account_series', body), ask.metric), usage };
}

/** Who follows or engages, by `age`, `gender`, `country`, `city` or `age,gender`; at most the 45 largest groups. */
export async function readDemographics(
  graph: Graph,
  ask: { instagramUserId: string; metric: string; breakdown: string; timeframe: string },
): Promise<Heard<InsightFigures>> {
  const { body, usage } = await graph.call({
    operation: 'read_demographics',
    method: 'GET',
    path: `/${ask.instagramUserId}/insights`,
    query: {
      metric: ask.metric,
      period: 'lifetime',
      metric_type: 'total_value',
      breakdown: ask.breakdown,
      timeframe: ask.timeframe,
    },
  });
  return { ...figuresOf(rowsOf('read_demographics', body), ask.breakdown), usage };
}

/** Followers online by hour of the Pacific day; often without hours, which is no zero. */
export async function readOnlineFollowers(
  graph: Graph,
  ask: { instagramUserId: string; window: InsightWindow },
): Promise<Heard<{ days: HoursOnline[] }>> {
  const { body, usage } = await graph.call({
    operation: 'read_online_followers',
    method: 'GET',
    path: `/${ask.instagramUserId}/insights`,
    query: { metric: 'online_followers', period: 'lifetime', ...seconds(ask.window) },
  });
  return { days: hoursOf(rowsOf('read_online_followers', body)), usage };
}

/** Totals of a media since it was posted. Metrics with a breakdown and those without do not share a question. */
export async function readMediaInsights(
  graph: Graph,
  ask: { mediaId: string; metrics: readonly string[]; breakdown?: string | undefined },
): Promise<Heard<InsightFigures>> {
  const { body, usage } = await graph.call({
    operation: 'read_media_insights',
    method: 'GET',
    path: `/${ask.mediaId}/insights`,
    query: { metric: ask.metrics.join(','), ...(ask.breakdown ? { breakdown: ask.breakdown } : {}) },
  });
  return { ...figuresOf(rowsOf('read_media_insights', body), ask.breakdown), usage };
}

function seconds({ since, until }: InsightWindow): { since: string; until: string } {
  const of = (at: Date) => String(Math.floor(at.getTime() / 1000));
  return { since: of(since), until: of(until) };
}
