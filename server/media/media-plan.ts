import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased, leaseUntil, type Database } from '../database/index.ts';

/** Longer than a round may take: a dozen calls of at most 10 s each. */
const leaseSeconds = 180;

export type MediaPlan = Selectable<Database['media_plans']>;
/** A plan in one worker's hands. */
export type HeldPlan = MediaPlan & { lease: string };
export type PlanChange = Partial<
  Pick<
    MediaPlan,
    | 'newest_due_at'
    | 'newest_read_at'
    | 'stories_due_at'
    | 'whole_due_at'
    | 'whole_since'
    | 'cursor'
    | 'held_until'
    | 'trouble'
    | 'failures'
  >
>;

/** Gives every account that has none a plan by which all is read at once. Safe to call at any time. */
export async function addMissingPlans(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .insertInto('media_plans')
    .columns([
      'connection_id',
      'workspace_id',
      'instagram_user_id',
      'newest_due_at',
      'stories_due_at',
      'whole_due_at',
      'updated_at',
    ])
    .expression((eb) =>
      eb
        .selectFrom('connections')
        .leftJoin('media_plans as plan', 'plan.connection_id', 'connections.id')
        .select([
          'connections.id',
          'connections.workspace_id',
          'connections.instagram_user_id',
          sql<Date>`${now}::timestamptz`.as('newest'),
          sql<Date>`${now}::timestamptz`.as('stories'),
          sql<Date>`${now}::timestamptz`.as('whole'),
          sql<Date>`${now}::timestamptz`.as('updated'),
        ])
        .where('plan.connection_id', 'is', null)
        .where('connections.state', '=', 'active'),
    )
    .onConflict((conflict) => conflict.column('connection_id').doNothing())
    .execute();
}

/** Takes the plans that are due, longest due first; accounts that need a person, and those that Instagram holds, are left. */
export async function claimDuePlans(ctx: Context, most: number): Promise<HeldPlan[]> {
  const now = ctx.clock.now();
  const due = ctx.db
    .selectFrom('media_plans as plan')
    .innerJoin('connections', 'connections.id', 'plan.connection_id')
    .select('plan.connection_id')
    .where('connections.state', '=', 'active')
    .where('plan.due_at', '<=', now)
    .where(isUnleased('plan.lease_until'))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('publish_holds')
            .select('scope')
            .where('until', '>', now)
            .where((eb) =>
              eb.or([eb('scope', '=', 'instagram'), eb('scope', '=', eb.ref('plan.instagram_user_id'))]),
            ),
        ),
      ),
    )
    .orderBy('plan.due_at')
    .limit(most)
    .forUpdate('plan')
    .skipLocked();
  const lease = randomUUID();
  const rows = await ctx.db
    .updateTable('media_plans')
    .set({ lease, lease_until: leaseUntil(leaseSeconds) })
    .where('connection_id', 'in', due)
    .returningAll()
    .execute();
  return rows.map((row) => ({ ...row, lease }));
}

/** Takes the plan of one account, due or not; undefined while somebody reads, or before it has one. */
export async function claimPlan(ctx: Context, connectionId: string): Promise<HeldPlan | undefined> {
  const lease = randomUUID();
  const row = await ctx.db
    .updateTable('media_plans')
    .set({ lease, lease_until: leaseUntil(leaseSeconds) })
    .where('connection_id', '=', connectionId)
    .where(isUnleased())
    .returningAll()
    .executeTakeFirst();
  return row && { ...row, lease };
}

/** The plan went: its account was disconnected, or the lease lapsed and another has it. What was read is not written. */
export class PlanLost extends Error {}

/**
 * Writes what was read, as long as the plan is ours: whoever erases an account locks its plan first, so that nothing is
 * written behind the erasure. Throws `PlanLost`.
 */
export async function whileHeld<T>(
  ctx: Context,
  held: HeldPlan,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    const ours = await ctx.db
      .selectFrom('media_plans')
      .select('connection_id')
      .where('connection_id', '=', held.connection_id)
      .where('lease', '=', held.lease)
      .forUpdate()
      .executeTakeFirst();
    if (!ours) throw new PlanLost();
    return work(ctx);
  });
}

/** Changes the plan and, with it, what the holder knows of it. Throws `PlanLost`. */
export async function changePlan(ctx: Context, held: HeldPlan, change: PlanChange): Promise<void> {
  const row = await ctx.db
    .updateTable('media_plans')
    .set({ ...change, updated_at: ctx.clock.now() })
    .where('connection_id', '=', held.connection_id)
    .where('lease', '=', held.lease)
    .returning('connection_id')
    .executeTakeFirst();
  if (!row) throw new PlanLost();
  Object.assign(held, change);
}

/** Gives the plan back. */
export async function releasePlan(ctx: Context, held: HeldPlan): Promise<void> {
  await ctx.db
    .updateTable('media_plans')
    .set({ lease: null, lease_until: null })
    .where('connection_id', '=', held.connection_id)
    .where('lease', '=', held.lease)
    .execute();
}
