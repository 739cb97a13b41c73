import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { isUnleased } from '../database/index.ts';
import { backfill, newestSettledDay, noticeGap } from './backfill.ts';
import { collectAccount } from './collect-account.ts';
import { collectAudience } from './collect-audience.ts';
import { collectMedia } from './collect-media.ts';
import { nextLook } from './due-media.ts';
import { keepPartitions } from './keep-partitions.ts';
import { readingTimesAround } from './meta-day.ts';
import { inRound, type Round } from './round.ts';

/** Accounts of one sweep, and how many of them at once: Instagram and the database are for posts first. */
const mostAccounts = 12;
const atOnce = 3;
const tryAgainSeconds = 3600;

/** Gives accounts without a plan theirs, and reads what is due, those first that waited longest. */
export async function sweepInsights(ctx: Context): Promise<void> {
  await keepPartitions(ctx);
  await makePlans(ctx);
  const due = await selectDue(ctx);
  const one = async (): Promise<void> => {
    for (let id = due.shift(); id !== undefined; id = due.shift()) await collect(ctx, id);
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/**
 * One turn of one account, in the order of what cannot wait: stories and other media, its days, its audience, its past. After
 * each failure in a row another of them goes first, so that what Meta stumbles over each time keeps nothing else from being read.
 */
async function collect(ctx: Context, connectionId: string): Promise<void> {
  await inRound(ctx, { connectionId }, async (round) => {
    const plan = await ctx.db
      .selectFrom('insight_plans')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .executeTakeFirstOrThrow();
    const now = ctx.clock.now();
    const parts = [
      async () => {
        if (plan.media_due_at <= now && (await collectMedia(ctx, round)))
          await save(ctx, round, { media_due_at: await nextLook(ctx, round) });
      },
      async () => {
        if (plan.account_due_at > now) return;
        await noticeGap(ctx, connectionId);
        const outcome = await collectAccount(ctx, round);
        if (outcome === 'done') await save(ctx, round, { account_due_at: readingTimesAround(now).next });
        if (outcome === 'again')
          await save(ctx, round, { account_due_at: plusSeconds(now, tryAgainSeconds) });
      },
      async () => {
        if (plan.audience_due_at <= now && (await collectAudience(ctx, round)))
          await save(ctx, round, { audience_due_at: readingTimesAround(now).next });
      },
      () => backfill(ctx, round),
    ];
    const first = plan.failures % parts.length;
    for (const part of [...parts.slice(first), ...parts.slice(0, first)]) if (!round.isSpent()) await part();
  });
}

async function makePlans(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await sql`
    insert into insight_plans (
      connection_id, workspace_id, instagram_user_id, account_due_at, audience_due_at, media_due_at, backfill_day, updated_at
    )
    select id, workspace_id, instagram_user_id, ${now}, ${now}, ${now}, ${newestSettledDay(now)}, ${now}
    from connections
    where state = 'active' and not exists (select from insight_plans where connection_id = connections.id)
    on conflict do nothing`.execute(ctx.db);
}

async function selectDue(ctx: Context): Promise<string[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('insight_plans')
    .innerJoin('connections', 'connections.id', 'connection_id')
    .select('connection_id')
    .where('connections.state', '=', 'active')
    .where((eb) =>
      eb.or([
        eb('account_due_at', '<=', now),
        eb('audience_due_at', '<=', now),
        eb('media_due_at', '<=', now),
        eb('backfill_day', 'is not', null),
      ]),
    )
    .where((eb) => eb.or([eb('held_until', 'is', null), eb('held_until', '<=', now)]))
    .where(isUnleased())
    .orderBy('insight_plans.updated_at')
    .limit(mostAccounts)
    .execute();
  return rows.map(({ connection_id: id }) => id);
}

async function save(
  ctx: Context,
  round: Round,
  values: Partial<Record<'account_due_at' | 'audience_due_at' | 'media_due_at', Date>>,
): Promise<void> {
  await ctx.db
    .updateTable('insight_plans')
    .set(values)
    .where('connection_id', '=', round.account.connectionId)
    .execute();
}
