import type { z } from 'zod';
import type { inbox } from '#contract/inbox.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

type InboxState = z.output<typeof inbox.state.response>;

/** A webhook that spoke within this time is trusted to speak again. */
const trustedSeconds = 7 * 24 * 3600;

/** How the comments of each connected account that is not hidden arrive, and why they do not. */
export async function readInboxState(
  ctx: Context,
  workspaceId: string,
  hidden: readonly string[] = [],
): Promise<InboxState> {
  const rows = await ctx.db
    .selectFrom('connections')
    .leftJoin('comment_plans as plan', 'plan.connection_id', 'connections.id')
    .select([
      'connections.id',
      'connections.username',
      'connections.state',
      'plan.subscribed',
      'plan.told_at',
      'plan.polled_at',
      'plan.held_by',
      'plan.held_until',
      'plan.subscribe_refusal',
    ])
    .where('connections.workspace_id', '=', workspaceId)
    .$if(hidden.length > 0, (query) => query.where('connections.instagram_user_id', 'not in', hidden))
    .orderBy('connections.username')
    .execute();
  const now = ctx.clock.now();
  return {
    accounts: rows.map((row) => {
      const isHeld = row.held_until !== null && row.held_until > now;
      const reason =
        row.state === 'active'
          ? isHeld
            ? (row.held_by ?? 'throttled')
            : row.subscribe_refusal
          : 'reconnect_needed';
      const isTold =
        (row.subscribed?.includes('comments') ?? false) &&
        row.told_at !== null &&
        plusSeconds(row.told_at, trustedSeconds) > now;
      return {
        connectionId: row.id,
        username: row.username,
        // A held poll stops nothing that webhooks tell.
        arrives: row.state !== 'active' ? 'stopped' : isTold ? 'webhook' : isHeld ? 'stopped' : 'polling',
        reason,
        lastReadAt: row.polled_at?.toISOString() ?? null,
        lastToldAt: row.told_at?.toISOString() ?? null,
      };
    }),
  };
}
