import type { Context } from '../context.ts';

const dayMs = 24 * 3600 * 1000;

/** Removes expired sessions and links, and counts of attempts older than a day. */
export async function sweepSignIn(ctx: Pick<Context, 'db' | 'clock'>): Promise<void> {
  await ctx.db.deleteFrom('sessions').where('expires_at', '<', new Date()).execute();
  await ctx.db.deleteFrom('account_links').where('expires_at', '<', ctx.clock.now()).execute();
  await ctx.db
    .deleteFrom('rate_limits')
    .where('last_request', '<', String(ctx.clock.now().getTime() - dayMs))
    .execute();
}
