import type { Disconnected } from '#contract/connections.ts';
import { AppError, hasCode } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { attemptRevocation } from './attempt-revocation.ts';
import { isGrantUsed } from './is-grant-used.ts';
import { lockPerson } from './person-lock.ts';
import { queueRevocation } from './queue-revocation.ts';
import { readRevocation } from './read-revocation.ts';
import { sealedTokenOf } from './sealed-token-of.ts';

/**
 * The row, the grant and the sealed token go at once, whatever Meta says; posts that are not sent yet are paused. Then the
 * grant is revoked at Instagram and looked after. A Facebook grant that serves other accounts too stays, and that is said:
 * `grantStays`. Throws `not_found`.
 */
export async function disconnectConnection(
  ctx: Context,
  member: Member,
  input: { connectionId: string; erase: boolean },
): Promise<Disconnected> {
  const { revocationId, ...told } = await inTransaction(ctx, (ctx) => removeRow(ctx, member, input));
  if (!revocationId) return { ...told, revocation: null };
  try {
    await attemptRevocation(ctx, { revocationId });
  } catch (error) {
    // The row is gone and the revocation is queued: whatever went wrong here is tried again by itself.
    ctx.log.error({ err: error, revocationId }, 'first revocation attempt failed');
  }
  return { ...told, revocation: await findRevocation(ctx, member.workspaceId, revocationId) };
}

/** Null when the same person was connected again in the meantime: nothing is to be revoked any more. */
async function findRevocation(
  ctx: Context,
  workspaceId: string,
  revocationId: string,
): Promise<Disconnected['revocation']> {
  try {
    return await readRevocation(ctx, workspaceId, revocationId);
  } catch (error) {
    if (hasCode(error, 'not_found')) return null;
    throw error;
  }
}

async function removeRow(ctx: Context, member: Member, input: { connectionId: string; erase: boolean }) {
  const { db } = ctx;
  const connection = await lockConnection(ctx, member.workspaceId, input.connectionId);
  const sealed = await db
    .selectFrom('vault.sealed_tokens')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .executeTakeFirst();
  const pausedPosts = await ctx.dependants.pause(ctx, connection.id);
  const account = { workspaceId: member.workspaceId, instagramUserId: connection.instagram_user_id };
  if (input.erase) await ctx.dependants.erase(ctx, account);
  await db.deleteFrom('connections').where('id', '=', connection.id).execute();

  const person = { appId: connection.app_id, appScopedUserId: connection.app_scoped_user_id };
  const grantStays = connection.login === 'facebook' && (await isGrantUsed(ctx, person));
  // The first attempt follows at once; the job is for when this process dies before it.
  const revocationId =
    sealed && !grantStays
      ? await queueRevocation(
          ctx,
          {
            login: connection.login,
            person,
            instagramUserId: connection.instagram_user_id,
            token: sealedTokenOf(sealed),
            reason: 'disconnect',
            username: connection.username,
          },
          30,
        )
      : undefined;
  await recordEvent(ctx, {
    workspaceId: member.workspaceId,
    actor: 'member',
    userId: member.userId,
    action: 'connection.disconnected',
    subject: connection.id,
    details: {
      username: connection.username,
      instagramUserId: connection.instagram_user_id,
      erased: input.erase,
      pausedPosts,
      ...(grantStays ? { grantStays } : {}),
    },
  });
  return { login: connection.login, username: connection.username, pausedPosts, grantStays, revocationId };
}

/** The row as it stands once nobody connects, revokes or renews it any more. */
async function lockConnection(ctx: Context, workspaceId: string, connectionId: string) {
  const ours = ctx.db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', connectionId)
    .where('workspace_id', '=', workspaceId);
  const seen = await ours.executeTakeFirst();
  if (!seen) throw new AppError('not_found');
  await lockPerson(ctx, { appId: seen.app_id, appScopedUserId: seen.app_scoped_user_id });
  const row = await ours.forUpdate().executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}
