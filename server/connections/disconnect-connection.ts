import type { Revocation } from '#contract/connections.ts';
import { AppError, hasCode } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { attemptRevocation, revocationSeconds } from './attempt-revocation.ts';
import { lockPerson } from './person-lock.ts';
import { readRevocation } from './read-revocation.ts';

/**
 * The row, the grant and the sealed token go at once, whatever Meta says; posts that are not sent yet are paused. Then the
 * grant is revoked at Instagram and looked after. Throws `not_found`.
 */
export async function disconnectConnection(
  ctx: Context,
  member: Member,
  input: { connectionId: string; erase: boolean },
): Promise<{ username: string; pausedPosts: number; revocation: Revocation | null }> {
  const { username, pausedPosts, revocationId } = await inTransaction(ctx, (ctx) =>
    removeRow(ctx, member, input),
  );
  if (!revocationId) return { username, pausedPosts, revocation: null };
  try {
    await attemptRevocation(ctx, { revocationId });
  } catch (error) {
    // The row is gone and the revocation is queued: whatever went wrong here is tried again by itself.
    ctx.log.error({ err: error, revocationId }, 'first revocation attempt failed');
  }
  return { username, pausedPosts, revocation: await findRevocation(ctx, member.workspaceId, revocationId) };
}

/** Null when the same person was connected again in the meantime: nothing is to be revoked any more. */
async function findRevocation(
  ctx: Context,
  workspaceId: string,
  revocationId: string,
): Promise<Revocation | null> {
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

  const now = ctx.clock.now();
  const revocationId = sealed ? newId() : undefined;
  if (sealed && revocationId) {
    await db
      .insertInto('revocations')
      .values({
        id: revocationId,
        workspace_id: sealed.workspace_id,
        connection_id: sealed.connection_id,
        login: connection.login,
        app_id: connection.app_id,
        instagram_user_id: connection.instagram_user_id,
        app_scoped_user_id: connection.app_scoped_user_id,
        state: 'queued',
        reason: 'disconnect',
        purpose: sealed.purpose,
        version: sealed.version,
        kek_id: sealed.kek_id,
        dek_wrapped: sealed.dek_wrapped,
        jwe: sealed.jwe,
        next_attempt_at: now,
        created_at: now,
        expires_at: plusSeconds(now, revocationSeconds),
      })
      .execute();
    await ctx.queue.enqueue(db, 'connections.revoke', { revocationId }, { startAfter: plusSeconds(now, 30) });
  }
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
    },
  });
  return { username: connection.username, pausedPosts, revocationId };
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
