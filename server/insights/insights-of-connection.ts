import type { Context } from '../context.ts';

/** What `connections` tells insights; registered in main.ts. An account without a plan gets one from the sweep. */
export const insightsOfConnection = { reattach, erase };

/** The account is back: what held its reading was the former token's. Counts nothing: no work of a person waits here. */
async function reattach(
  ctx: Context,
  account: { workspaceId: string; connectionId: string; instagramUserId: string },
): Promise<number> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('insight_plans')
    .set({
      held_until: null,
      held_by: null,
      failures: 0,
      account_due_at: now,
      audience_due_at: now,
      media_due_at: now,
      updated_at: now,
    })
    .where('connection_id', '=', account.connectionId)
    .execute();
  return 0;
}

/** Everything that was read about the account; the readings of a media go with the media. */
async function erase(
  ctx: Context,
  account: { workspaceId: string; instagramUserId: string },
): Promise<number> {
  for (const table of ['account_insights', 'account_totals', 'audience_readings', 'refused_metrics'] as const)
    await ctx.db
      .deleteFrom(table)
      .where('workspace_id', '=', account.workspaceId)
      .where('instagram_user_id', '=', account.instagramUserId)
      .execute();
  return 0;
}
