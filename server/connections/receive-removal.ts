import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { notify } from '../notices/index.ts';
import { dropChoices } from './close-choice.ts';
import { lockPerson } from './person-lock.ts';
import { settleRevocation } from './settle-revocation.ts';
import { readSignedRequest, type SignedRequest } from './signed-request.ts';

/**
 * A person removed the app at Instagram or Facebook: the rows of all their accounts go. One that was issued before the present consent is acknowledged and
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
  await lockPeople(ctx, request);
  const rows = await connectionsOf(ctx, request)
    .innerJoin('grants', 'grants.connection_id', 'connections.id')
    .selectAll('connections')
    .select('grants.consented_at')
    .execute();
  const [renewed, meant] = [
    rows.filter((row) => row.consented_at > request.issuedBefore),
    rows.filter((row) => row.consented_at <= request.issuedBefore),
  ];
  let posts = 0;
  if (erase)
    for (const account of await everRead(ctx, request))
      // Connected anew since: the request was about the time before, and what is read now has a new consent.
      if (!renewed.some((row) => row.instagram_user_id === account.instagramUserId))
        posts += await ctx.dependants.erase(ctx, account);
  for (const row of meant) {
    const pausedPosts = await ctx.dependants.pause(ctx, row.id);
    await ctx.db.deleteFrom('connections').where('id', '=', row.id).execute();
    await recordEvent(ctx, {
      workspaceId: row.workspace_id,
      actor: 'instagram',
      action: erase ? 'connection.erased_at_instagram' : 'connection.removed_at_instagram',
      subject: row.id,
      details: { username: row.username, instagramUserId: row.instagram_user_id, pausedPosts },
    });
    await notify(ctx, {
      workspaceId: row.workspace_id,
      kind: 'access_removed',
      instagramUserId: row.instagram_user_id,
      key: `access:${row.id}:${row.token_version}`,
      params: { account: row.username, paused: pausedPosts },
    });
  }
  await dropChoices(ctx, { appId: request.appId, appScopedUserId: request.userId }, request.issuedBefore);
  await settleQueued(ctx, request);
  return { connections: meant.length, posts };
}

/** Meta names either id. The lock goes by the app-scoped one; in order, so that two callbacks never wait for each other. */
async function lockPeople(ctx: Context, request: SignedRequest): Promise<void> {
  const known = await connectionsOf(ctx, request).select('app_scoped_user_id').execute();
  const ids = new Set([request.userId, ...known.map((row) => row.app_scoped_user_id)]);
  for (const appScopedUserId of [...ids].toSorted())
    await lockPerson(ctx, { appId: request.appId, appScopedUserId });
}

function connectionsOf(ctx: Context, request: SignedRequest) {
  return ctx.db
    .selectFrom('connections')
    .where('app_id', '=', request.appId)
    .where((eb) =>
      eb.or([eb('app_scoped_user_id', '=', request.userId), eb('instagram_user_id', '=', request.userId)]),
    );
}

/** Every account of this person that was ever connected: a deauthorize may have taken the row away a moment before. */
async function everRead(ctx: Context, request: SignedRequest) {
  return ctx.db
    .selectFrom('audit_events')
    .select(['workspace_id as workspaceId', sql<string>`details->>'instagramUserId'`.as('instagramUserId')])
    .distinct()
    .$narrowType<{ workspaceId: string }>()
    .where('action', 'in', ['connection.established', 'connection.reconnected'])
    .where('workspace_id', 'is not', null)
    .where(sql`details->>'appId'`, '=', request.appId)
    .where((eb) =>
      eb.or([
        eb(sql`details->>'appScopedUserId'`, '=', request.userId),
        eb(sql`details->>'instagramUserId'`, '=', request.userId),
      ]),
    )
    .execute();
}

/** What was queued before the person removed the app is done by that; what came after has a grant of its own to revoke. */
async function settleQueued(ctx: Context, request: SignedRequest): Promise<void> {
  const queued = await ctx.db
    .selectFrom('revocations')
    .select('id')
    .where('app_id', '=', request.appId)
    .where((eb) =>
      eb.or([eb('app_scoped_user_id', '=', request.userId), eb('instagram_user_id', '=', request.userId)]),
    )
    .where('state', '=', 'queued')
    .where('created_at', '<=', request.issuedBefore)
    .execute();
  for (const { id } of queued) await settleRevocation(ctx, id, 'confirmed');
}
