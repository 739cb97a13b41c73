import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

/** How exactly the last word of a webhook is known. */
const exactSeconds = 30;

/** A webhook told of this account: they arrive. */
export async function noteTold(ctx: Context, connectionId: string): Promise<void> {
  const now = ctx.clock.now();
  await ctx.db
    .updateTable('comment_plans')
    .set({ told_at: now })
    .where('connection_id', '=', connectionId)
    .where((eb) => eb.or([eb('told_at', 'is', null), eb('told_at', '<', plusSeconds(now, -exactSeconds))]))
    .execute();
}
