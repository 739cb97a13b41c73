import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { notify } from '../notices/index.ts';
import { findAccountToken } from './find-account-token.ts';
import { lockPerson } from './person-lock.ts';

/** Meta: the person removed the app; the person must confirm that it is them. */
const removed = 458;
const checkpoints = new Set([459, 490]);

/**
 * Somebody saw Instagram refuse the token. Only a second, agreeing answer changes anything: removed at Instagram takes the
 * row away, any other refusal destroys the token and asks for a reconnect. An outage changes nothing.
 */
export async function settleRefusal(
  ctx: Context,
  input: { connectionId: string; subcode?: number | undefined },
): Promise<'alive' | 'unreachable' | 'removed' | 'needs_reconnect' | 'gone'> {
  const account = await findAccountToken(ctx, input.connectionId);
  if (!account) return 'gone';
  const probe = await ctx.instagram.probeToken(account.login, account.token, account.instagramUserId);
  if (probe.state !== 'refused') return probe.state;
  const subcode = probe.subcode ?? input.subcode;
  return inTransaction(ctx, async (ctx) => {
    const row = await ctx.db
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', account.connectionId)
      .executeTakeFirst();
    if (!row) return 'gone';
    await lockPerson(ctx, { appId: row.app_id, appScopedUserId: row.app_scoped_user_id });
    // A reconnect in the meantime brought another token: the refusal was about the old one.
    const same = await ctx.db
      .selectFrom('connections')
      .select('id')
      .where('id', '=', row.id)
      .where('token_version', '=', account.version)
      .where('state', '=', 'active')
      .forUpdate()
      .executeTakeFirst();
    if (!same) return 'gone';
    const isRemoved = subcode === removed;
    const pausedPosts = await ctx.dependants.pause(ctx, row.id);
    if (isRemoved) await ctx.db.deleteFrom('connections').where('id', '=', row.id).execute();
    else {
      const now = ctx.clock.now();
      await ctx.db
        .updateTable('connections')
        .set({
          state: 'needs_reconnect',
          state_reason: reasonOf(subcode, row.data_access_expires_at, now),
          state_changed_at: now,
          token_expires_at: null,
          refresh_after: null,
        })
        .where('id', '=', row.id)
        .execute();
      await ctx.db.deleteFrom('vault.sealed_tokens').where('connection_id', '=', row.id).execute();
    }
    await recordEvent(ctx, {
      workspaceId: row.workspace_id,
      actor: 'instagram',
      action: isRemoved ? 'connection.removed_at_instagram' : 'connection.needs_reconnect',
      subject: row.id,
      details: {
        username: row.username,
        instagramUserId: row.instagram_user_id,
        subcode: subcode ?? null,
        pausedPosts,
      },
    });
    await notify(ctx, {
      workspaceId: row.workspace_id,
      kind: isRemoved ? 'access_removed' : 'needs_reconnect',
      instagramUserId: row.instagram_user_id,
      key: `access:${row.id}:${row.token_version}`,
      params: { account: row.username, paused: pausedPosts },
    });
    return isRemoved ? 'removed' : 'needs_reconnect';
  });
}

/** Facebook's refusal at the end of data access is told by the date, which Meta gave us, and by no number that it documents. */
function reasonOf(subcode: number | undefined, dataAccessExpiresAt: Date | null, now: Date): string {
  if (subcode !== undefined && checkpoints.has(subcode)) return 'checkpoint';
  return dataAccessExpiresAt && dataAccessExpiresAt <= now ? 'data_access_expired' : 'token_refused';
}
