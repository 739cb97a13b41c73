import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { addMissingPlans, claimDuePlans } from './comment-plan.ts';
import { pollComments } from './poll-comments.ts';
import { subscribeAccount } from './subscribe-account.ts';

/** Accounts that are asked for side by side. */
const atOnce = 4;
/** A sweep ends, so that new accounts get their plans. */
const mostBatches = 50;

/** Reads the comments of every account that is due. */
export async function sweepComments(ctx: Context): Promise<void> {
  await addMissingPlans(ctx);
  for (let batch = 0; batch < mostBatches; batch++) {
    const held = await claimDuePlans(ctx, atOnce);
    if (held.length === 0) return;
    const rounds = await Promise.allSettled(held.map((each) => pollComments(ctx, each)));
    for (const round of rounds)
      if (round.status === 'rejected') ctx.log.error({ err: round.reason as unknown }, 'comments not read');
  }
}

/** Has Instagram tell of every account that was connected, and looks once a day whether it still does. */
export async function sweepSubscriptions(ctx: Context): Promise<void> {
  if (!ctx.config.webhookVerifyToken) return;
  await addMissingPlans(ctx);
  for (let batch = 0; batch < mostBatches; batch++) {
    // Put off before it is asked: another worker goes on with the next.
    const { rows } = await sql<{ connection_id: string }>`
      update comment_plans set subscribe_due_at = ${ctx.clock.now()}::timestamptz + interval '10 minutes'
      where connection_id in (
        select plan.connection_id from comment_plans as plan join connections on connections.id = plan.connection_id
        where connections.state = 'active' and plan.subscribe_due_at <= ${ctx.clock.now()}
        order by plan.subscribe_due_at limit ${atOnce} for update of plan skip locked)
      returning connection_id`.execute(ctx.db);
    if (rows.length === 0) return;
    const rounds = await Promise.allSettled(rows.map((each) => subscribeAccount(ctx, each.connection_id)));
    for (const round of rounds)
      if (round.status === 'rejected') ctx.log.error({ err: round.reason as unknown }, 'not subscribed');
  }
}
