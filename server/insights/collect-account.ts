import { longestBackDays, longestWindowSeconds } from '#rules/metrics.ts';
import { hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import { askEach } from './ask-each.ts';
import { askTotals } from './ask-totals.ts';
import { keepDay, keepWindow, keyOf } from './keep-totals.ts';
import { daysOfPoints, instantsOf, readingTimesAround } from './meta-day.ts';
import { daysOf, lengthOf, metaDayAt, plusMetaDays } from './read-window.ts';
import type { Round } from './round.ts';
import { isStorable } from './storable.ts';

type Window = { since: string; until: string };

/** A day is read each morning until two whole days have passed behind it. */
const unsettledDays = 4;
/** What the pages offer: these many days until yesterday, beside as many before. */
const windowDays = [7, 28, 90];
/** Meta: `follower_count` goes back 30 days without today; a day less keeps away from the border. */
const followerCountDays = 29;

/**
 * What is read of an account every morning: followers, the days that are not final, new followers by day, the windows that the
 * pages offer. Answers whether all was read, or some is to be asked for again: null while some is left for the next round.
 */
export async function collectAccount(ctx: Context, round: Round): Promise<'done' | 'again' | null> {
  const now = ctx.clock.now();
  const today = metaDayAt(now);
  const yesterday = plusMetaDays(today, -1);
  const morning = readingTimesAround(now).last;
  await readFollowers(ctx, round, today);

  let isLeft = false;
  let stumbles = 0;
  const recent = { since: plusMetaDays(yesterday, 1 - unsettledDays), until: yesterday };
  for (const day of (await selectUnread(ctx, round, recent, morning)).toReversed()) {
    if (round.isSpent()) return null;
    const totals = await askTotals(ctx, round, { since: day, until: day }).catch((error: unknown) => {
      // One day that Meta stumbles over is no outage, and the windows should not wait for it. Two are.
      stumbles++;
      if (stumbles > 1 || !hasCode(error, 'network_error')) throw error;
      return null;
    });
    // Yesterday can be refused by a clock that is behind ours; it is asked for again, and nothing is written of it.
    if (totals && (totals.isTaken || day !== yesterday)) await keepDay(ctx, round, day, totals);
    else isLeft = true;
  }
  if (round.isSpent()) return null;
  await collectNewFollowers(ctx, round, { since: plusMetaDays(today, -followerCountDays), until: yesterday });

  for (const window of standardWindows(round, today)) {
    if (await isWindowRead(ctx, round, window, morning)) continue;
    if (round.isSpent()) return null;
    const totals = await askTotals(ctx, round, window);
    if (totals.isTaken) await keepWindow(ctx, round, window, totals);
    else isLeft = true;
  }
  return isLeft ? 'again' : 'done';
}

/** How many follow now; the only time at which Meta tells it. */
async function readFollowers(ctx: Context, round: Round, today: string): Promise<void> {
  const { followersCount } = await round.ask(async (instagram, { login, token, instagramUserId }) => ({
    ...(await instagram.readAccount(login, token, instagramUserId)),
    usage: undefined,
  }));
  round.followers = followersCount;
  if (followersCount === undefined || !isStorable(followersCount)) return;
  const values = { followers: followersCount, read_at: ctx.clock.now() };
  await ctx.db
    .insertInto('account_insights')
    .values({ ...keyOf(round), day: today, is_final: false, ...values })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'instagram_user_id', 'day']).doUpdateSet(values),
    )
    .execute();
}

/** Days that are not final and were not read since this morning, oldest first. */
async function selectUnread(ctx: Context, round: Round, window: Window, morning: Date): Promise<string[]> {
  const read = await ctx.db
    .selectFrom('account_insights')
    .select('day')
    .where('workspace_id', '=', round.workspaceId)
    .where('instagram_user_id', '=', round.account.instagramUserId)
    .where('day', '>=', window.since)
    .where('day', '<=', window.until)
    .where((eb) =>
      // Of a day that was only counted followers of, nothing was asked.
      eb.and([
        eb.or([eb('is_final', '=', true), eb('read_at', '>=', morning)]),
        eb.or([eb('breakdowns', 'is not', null), eb('is_final', '=', true)]),
      ]),
    )
    .execute();
  const known = new Set(read.map(({ day }) => day));
  return daysOf(window).filter((day) => !known.has(day));
}

async function collectNewFollowers(ctx: Context, round: Round, days: Window): Promise<void> {
  const window = instantsOf(days);
  const { instagramUserId, login } = round.account;
  let points: { endTime: Date; value: number }[] = [];
  await askEach(['follower_count'], async () => {
    const told = await round.ask((instagram, { token }) =>
      instagram.readAccountSeries(login, token, { instagramUserId, metric: 'follower_count', window }),
    );
    points = told.points;
    return { figures: new Map(), unreadable: [] };
  });
  for (const { day, point } of daysOfPoints(points, window)) {
    if (!isStorable(point.value) || day < days.since || day > days.until) continue;
    const values = { follower_count: point.value };
    await ctx.db
      .insertInto('account_insights')
      .values({ ...keyOf(round), day, is_final: false, read_at: ctx.clock.now(), ...values })
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'instagram_user_id', 'day']).doUpdateSet(values),
      )
      .execute();
  }
}

/** Those that Meta answers through this login. */
function standardWindows({ account }: Round, today: string): Window[] {
  return windowDays
    .flatMap((days) => [
      { since: plusMetaDays(today, -days), until: plusMetaDays(today, -1) },
      { since: plusMetaDays(today, -2 * days), until: plusMetaDays(today, -days - 1) },
    ])
    .filter((window) => whyNotAsked(window, account.login, today) === undefined);
}

/** Why Meta would not answer a window: too long through this login, or too far back. */
export function whyNotAsked(
  window: Window,
  login: keyof typeof longestWindowSeconds,
  today: string,
): 'window_too_long' | 'too_long_ago' | undefined {
  const { since, until } = instantsOf(window);
  if (lengthOf({ since: window.since, until: today }) > longestBackDays + 1) return 'too_long_ago';
  const seconds = (until.getTime() - since.getTime()) / 1000;
  return seconds > longestWindowSeconds[login] ? 'window_too_long' : undefined;
}

/** Whether the totals of a window were read at `since` or later. */
export async function isWindowRead(
  ctx: Context,
  round: Round,
  window: Window,
  since: Date,
): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('account_totals')
    .select('read_at')
    .where('workspace_id', '=', round.workspaceId)
    .where('instagram_user_id', '=', round.account.instagramUserId)
    .where('since', '=', window.since)
    .where('until', '=', window.until)
    .executeTakeFirst();
  return row !== undefined && row.read_at >= since;
}
