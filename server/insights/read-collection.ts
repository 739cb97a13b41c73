import { sql } from 'kysely';
import type { z } from 'zod';
import type { collection } from '#contract/insights.ts';
import type { Context } from '../context.ts';
import type { InsightsAccount } from './read-account.ts';

type Collection = z.output<typeof collection>;

/** How the collection of an account stands; of one without a plan yet, that it is about to be read. */
export async function readCollection(ctx: Context, account: InsightsAccount): Promise<Collection> {
  const [plan, days] = await Promise.all([selectPlan(ctx, account), selectDays(ctx, account)]);
  const heldUntil = plan?.held_until && plan.held_until > ctx.clock.now() ? plan.held_until : null;
  return {
    state: stateOf(account, { isHeld: heldUntil !== null, isReading: plan?.is_leased ?? true }),
    until: account.isActive ? (heldUntil?.toISOString() ?? null) : null,
    lastReadAt: days.last_read_at?.toISOString() ?? null,
    firstDay: days.first_day,
    isBackfilling: plan?.is_backfilling ?? true,
  };
}

function stateOf(
  { isActive }: InsightsAccount,
  { isHeld, isReading }: { isHeld: boolean; isReading: boolean },
): Collection['state'] {
  if (!isActive) return 'stopped';
  if (isHeld) return 'held';
  return isReading ? 'reading' : 'current';
}

function selectPlan(ctx: Context, { connectionId }: InsightsAccount) {
  return ctx.db
    .selectFrom('insight_plans')
    .select(['held_until'])
    .select(sql<boolean>`coalesce(lease_until > now(), false)`.as('is_leased'))
    .select(sql<boolean>`backfill_day is not null`.as('is_backfilling'))
    .where('connection_id', '=', connectionId)
    .executeTakeFirst();
}

async function selectDays(ctx: Context, { workspaceId, instagramUserId }: InsightsAccount) {
  return ctx.db
    .selectFrom('account_insights')
    .select((eb) => [
      eb.fn.max<Date | null>('read_at').as('last_read_at'),
      eb.fn.min<string | null>('day').as('first_day'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where('instagram_user_id', '=', instagramUserId)
    .executeTakeFirstOrThrow();
}
