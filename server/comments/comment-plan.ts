import { randomUUID } from 'node:crypto';
import { sql, type Selectable } from 'kysely';
import type { Context } from '../context.ts';
import { inTransaction, isUnleased, leaseUntil, type Database } from '../database/index.ts';

/** Longer than a page with what is looked for beside it; every page that is kept begins it anew. */
const leaseSeconds = 90;

/** Without it comments come without their writers' names, or not at all. */
export const commentScope = {
  instagram: 'instagram_business_manage_comments',
  facebook: 'instagram_manage_comments',
} as const;

export type CommentPlan = Selectable<Database['comment_plans']>;
/** A plan in one worker's hands. */
export type HeldPlan = CommentPlan & { lease: string };

/** Gives every account that has none a plan by which all is due at once, and one that was connected anew its webhooks again. */
export async function addMissingPlans(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  await sql`
    insert into comment_plans (connection_id, workspace_id, instagram_user_id, subscribe_due_at, poll_due_at, tags_due_at, updated_at)
    select id, workspace_id, instagram_user_id, ${now}, ${now}, ${now}, ${now} from connections
    where state = 'active' and not exists (select from comment_plans where connection_id = connections.id)
    on conflict (connection_id) do nothing`.execute(ctx.db);
  await sql`
    update comment_plans set subscribe_due_at = ${now}, poll_due_at = ${now}, held_until = null, held_by = null, failures = 0,
      subscribe_failures = 0
    from grants where grants.connection_id = comment_plans.connection_id
      and grants.consented_at > comment_plans.subscribed_at and subscribe_due_at > ${now}`.execute(ctx.db);
}

/** Takes plans that are due, longest due first. Accounts that need a person, rest, or are held with their posts are left. */
export async function claimDuePlans(ctx: Context, most: number): Promise<HeldPlan[]> {
  const now = ctx.clock.now();
  const lease = randomUUID();
  const { rows } = await sql<HeldPlan>`
    update comment_plans set lease = ${lease}, lease_until = ${leaseUntil(leaseSeconds)}
    where connection_id in (
      select plan.connection_id from comment_plans as plan join connections on connections.id = plan.connection_id
      where connections.state = 'active' and plan.poll_due_at <= ${now}
        and (plan.held_until is null or plan.held_until <= ${now})
        and ${isUnleased('plan.lease_until')}
        and not exists (select from publish_holds where until > ${now} and scope in ('instagram', plan.instagram_user_id))
      order by plan.poll_due_at limit ${most} for update of plan skip locked)
    returning *`.execute(ctx.db);
  return rows;
}

/** The account was disconnected, or the lease lapsed and another has the plan: what was read is not written. */
export class PlanLost extends Error {}

/** Writes what was read, as long as the plan is ours. Throws `PlanLost`. */
export async function whileHeld<T>(
  ctx: Context,
  held: HeldPlan,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return inTransaction(ctx, async (ctx) => {
    // Before the plan, as who disconnects does: the plan goes with the connection.
    await ctx.db
      .selectFrom('connections')
      .select('id')
      .where('id', '=', held.connection_id)
      .forKeyShare()
      .execute();
    const { numUpdatedRows } = await ctx.db
      .updateTable('comment_plans')
      .set({ lease_until: leaseUntil(leaseSeconds) })
      .where('connection_id', '=', held.connection_id)
      .where('lease', '=', held.lease)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new PlanLost();
    return work(ctx);
  });
}

/** Changes the plan and gives it back. */
export async function releasePlan(
  ctx: Context,
  held: HeldPlan,
  change: Partial<
    Pick<
      CommentPlan,
      'poll_due_at' | 'polled_at' | 'tags_due_at' | 'told_at' | 'held_until' | 'held_by' | 'failures'
    >
  >,
): Promise<void> {
  await ctx.db
    .updateTable('comment_plans')
    .set({ ...change, lease: null, lease_until: null, updated_at: ctx.clock.now() })
    .where('connection_id', '=', held.connection_id)
    .where('lease', '=', held.lease)
    .execute();
}
