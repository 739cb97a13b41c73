import { randomBytes } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { lockPerson } from './person-lock.ts';
import { readSignedRequest, type SignedRequest } from './signed-request.ts';

/**
 * A person removed the app at Instagram: the row goes. One that was issued before the present consent is acknowledged and
 * ignored; an unknown person is no error, and their queued revocations are done. Throws `invalid_input` for a bad signature.
 */
export async function receiveDeauthorize(ctx: Context, signedRequest: string): Promise<void> {
  const request = readSignedRequest(ctx, signedRequest);
  await inTransaction(ctx, (ctx) => removePerson(ctx, request, false));
}

/** A person asks for their data to be erased: row and everything that was read go. Answers where the status can be seen. */
export async function receiveDataDeletion(
  ctx: Context,
  signedRequest: string,
): Promise<{ url: string; confirmation_code: string }> {
  const request = readSignedRequest(ctx, signedRequest);
  const code = randomBytes(12).toString('hex');
  await inTransaction(ctx, async (ctx) => {
    const erased = await removePerson(ctx, request, true);
    const now = ctx.clock.now();
    await ctx.db
      .insertInto('data_deletions')
      .values({
        id: newId(),
        confirmation_code: code,
        app_scoped_user_id: request.userId,
        state: 'completed',
        erased: JSON.stringify(erased),
        requested_at: now,
        completed_at: now,
      })
      .execute();
  });
  return { url: `${ctx.config.publicUrl}/deletion/${code}`, confirmation_code: code };
}

/** What became of a data deletion. Throws `not_found`. */
export async function readDeletion(ctx: Context, code: string) {
  const row = await ctx.db
    .selectFrom('data_deletions')
    .selectAll()
    .where('confirmation_code', '=', code)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    state: row.state,
    requestedAt: row.requested_at.toISOString(),
    completedAt: row.completed_at?.toISOString() ?? null,
  };
}

async function removePerson(
  ctx: Context,
  request: SignedRequest,
  erase: boolean,
): Promise<{ connections: number; posts: number }> {
  const { db } = ctx;
  const rows = await db
    .selectFrom('connections')
    .innerJoin('grants', 'grants.connection_id', 'connections.id')
    .selectAll('connections')
    .select('grants.consented_at')
    .where('app_id', '=', request.appId)
    .where((eb) =>
      eb.or([eb('app_scoped_user_id', '=', request.userId), eb('instagram_user_id', '=', request.userId)]),
    )
    .execute();
  await lockPerson(ctx, {
    appId: request.appId,
    appScopedUserId: rows[0]?.app_scoped_user_id ?? request.userId,
  });
  const erased = { connections: 0, posts: 0 };
  for (const row of rows) {
    // Meta gives whole seconds.
    if (request.issuedAt.getTime() + 999 < row.consented_at.getTime()) continue;
    const pausedPosts = await ctx.dependants.pause(ctx, row.id);
    if (erase)
      erased.posts += await ctx.dependants.erase(ctx, {
        workspaceId: row.workspace_id,
        instagramUserId: row.instagram_user_id,
      });
    await db.deleteFrom('connections').where('id', '=', row.id).execute();
    erased.connections++;
    await recordEvent(ctx, {
      workspaceId: row.workspace_id,
      actor: 'instagram',
      action: erase ? 'connection.erased_at_instagram' : 'connection.removed_at_instagram',
      subject: row.id,
      details: { username: row.username, instagramUserId: row.instagram_user_id, pausedPosts },
    });
  }
  await db
    .updateTable('revocations')
    .set({
      state: 'confirmed',
      kek_id: null,
      dek_wrapped: null,
      jwe: null,
      next_attempt_at: null,
      finished_at: ctx.clock.now(),
    })
    .where('app_id', '=', request.appId)
    .where((eb) =>
      eb.or([eb('app_scoped_user_id', '=', request.userId), eb('instagram_user_id', '=', request.userId)]),
    )
    .where('state', '=', 'queued')
    .execute();
  return erased;
}
