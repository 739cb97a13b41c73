import { type Audience, openAudience } from '../../audience/audience.ts';
import { awakeFollowers } from '../../audience/awake.ts';
import { sumOf } from '../../audience/cells.ts';
import { followersAt } from '../../audience/followers.ts';
import { gatherFollows } from '../../audience/gather-deeds.ts';
import { gatherReach } from '../../audience/gather-people.ts';
import type { Account } from '../../world/entities.ts';
import type { Ask } from '../fields/node-type.ts';
import { readWholeEdge } from '../fields/read-edge.ts';
import { hasScope, requireScope } from '../graph-call.ts';
import { accountMetric, type AccountMetricName } from './account-metrics.ts';
import { type AccountQuestion, readAccountQuestion } from './account-question.ts';
import { tallyMetric } from './account-values.ts';
import { type Day, dayOf } from './day.ts';
import { type DemographicMetric, FEWEST_PEOPLE, readDemographics } from './demographics.ts';
import { tooFarBack } from './errors.ts';
import { graphTime } from '../media/media-fields.ts';
import { insightsResultType, type InsightsResult, type TotalValue } from './result.ts';
import { type AskedWindow, daysOf, windowLinks } from './window.ts';

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** The edge `insights` of an account: one result for each metric, in the order asked for; links to the neighbouring windows. */
export function readAccountInsights(account: Account, ask: Ask): unknown {
  const { call } = ask;
  if (!hasScope(call, 'manage_insights') && call.app.flags.insightsWithoutPermission === 'empty') {
    return { data: [] };
  }
  requireScope(call, 'manage_insights');
  const question = readAccountQuestion(ask);
  const reader: Reader = {
    ...question,
    ask,
    audience: openAudience(call.world, account),
    now: call.world.now(),
    knownUntil: call.world.now() - call.app.flags.insightsDelayHours * HOUR_MS,
  };
  const results = question.metrics.flatMap((name) => readMetric(reader, name) ?? []);
  const isWindowed = question.metrics.some((name) => accountMetric(name).period === 'day');
  return {
    ...readWholeEdge(insightsResultType, results, ask),
    ...(isWindowed && { paging: windowLinks(ask, question.window) }),
  };
}

type Reader = AccountQuestion & {
  ask: Ask;
  audience: Audience;
  now: number;
  /** What happened later is not known yet. */
  knownUntil: number;
};

/** Undefined for a series without any value: Meta leaves it out. */
function readMetric(reader: Reader, name: AccountMetricName): InsightsResult | undefined {
  const metric = accountMetric(name);
  const isTotal = metric.shape === 'total' || (metric.shape === 'both' && reader.isTotal);
  const result: InsightsResult = {
    name,
    period: metric.period,
    title: isTotal ? (metric.totalTitle ?? metric.title) : metric.title,
    description: metric.description,
    id: `${reader.audience.account.id}/insights/${name}/${metric.period}`,
  };
  if (isTotal) {
    const total = readTotal(reader, name);
    return total === undefined ? result : { ...result, total_value: total };
  }
  const values = readSeries(reader, name);
  return values.length === 0 ? undefined : { ...result, values };
}

/** Undefined where nothing is known yet, and where too few people follow or took part: Meta then gives no `total_value`. */
function readTotal(reader: Reader, name: AccountMetricName): TotalValue | undefined {
  const { audience, breakdowns, knownUntil, timeframe } = reader;
  if (isDemographic(name)) {
    return timeframe && readDemographics(audience, name, { timeframe, breakdowns, at: knownUntil });
  }
  if (name === 'follows_and_unfollows' && hasFewFollowers(reader)) return undefined;
  const days = daysOf(reader.window, reader.now).filter((day) => stateOf(reader, day) !== 'missing');
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const window = { from: first.start, to: Math.max(first.start, Math.min(last.end, knownUntil + 1)) };
  const tally = tallyMetric(audience, window, name);
  if (breakdowns.length === 0) return tally.value === undefined ? undefined : { value: tally.value };
  return {
    value: tally.value,
    breakdowns: [{ dimension_keys: [...breakdowns], results: tally.rowsBy(breakdowns) }],
  };
}

function readSeries(reader: Reader, name: AccountMetricName): { value: unknown; end_time: string }[] {
  if (name !== 'reach' && hasFewFollowers(reader)) return [];
  const days = name === 'reach' ? daysOf(reader.window, reader.now) : pastDaysOf(reader, name);
  return days.flatMap((day) => {
    const state = stateOf(reader, day);
    if (state === 'missing') return [];
    const value = state === 'empty' ? 0 : readDay(reader, name, day);
    return { value, end_time: endTimeOf(reader, day) };
  });
}

function readDay({ audience, knownUntil, ask }: Reader, name: AccountMetricName, day: Day): unknown {
  const window = { from: day.start, to: Math.min(day.end, knownUntil + 1) };
  if (name === 'reach') return sumOf(gatherReach(audience, window));
  if (name === 'follower_count') return gatherFollows(audience, window).gained;
  if (ask.call.app.flags.onlineFollowers === 'empty') return {};
  const followers = followersAt(audience, day.start);
  const hours = Array.from({ length: 24 }, (_, hour): [string, number] => [
    String(hour),
    awakeFollowers(audience.crowd, followers, day.start + hour * HOUR_MS),
  ]);
  return Object.fromEntries(hours);
}

/** Of followers the last 30 days are known, without today; nobody having said which, it is yesterday. */
function pastDaysOf({ window, now }: Reader, name: AccountMetricName): Day[] {
  const today = dayOf(now);
  const asked: AskedWindow = window.isUsual
    ? { ...window, since: window.since - DAY_MS, until: today.start - 1 }
    : window;
  const days = daysOf(asked, today.start - 1);
  const tooOld = days.filter((day) => day.start < today.start - 30 * DAY_MS - HOUR_MS);
  if (tooOld.length > 0 && name === 'follower_count') throw tooFarBack(name);
  return days.filter((day) => !tooOld.includes(day)).slice(window.isUsual ? -1 : 0);
}

/** With a delay a day is missing at first, then 0, and then has what is known of it. */
function stateOf({ now, knownUntil }: Reader, day: Day): 'missing' | 'empty' | 'known' {
  if (knownUntil >= day.start) return 'known';
  return now - day.start < (now - knownUntil) / 2 ? 'missing' : 'empty';
}

function endTimeOf({ ask }: Reader, day: Day): string {
  return graphTime(ask.call.app.flags.insightsEndTime === 'sameDay' ? day.start : day.end);
}

function hasFewFollowers({ audience, knownUntil }: Reader): boolean {
  return followersAt(audience, knownUntil) < FEWEST_PEOPLE;
}

function isDemographic(name: AccountMetricName): name is DemographicMetric {
  return name.endsWith('_demographics');
}
