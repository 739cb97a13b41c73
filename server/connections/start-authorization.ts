import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId, type Login } from '../database/index.ts';
import { isTimeZone } from './set-time-zone.ts';

/** The help page's promise: the connect link is good for 10 minutes. */
export const authorizationSeconds = 600;
const mostOpen = 10;
const keptSeconds = 7 * 24 * 3600;

/** SHA-256 of a state: the only form in which it is kept. */
export function hashState(state: string): Buffer {
  return createHash('sha256').update(state).digest();
}

/**
 * Starts to connect an account, or to reconnect a known one, and answers where the browser goes. The state travels in
 * that address and is kept only as its hash, bound to session, person and workspace. Throws `not_found` for a foreign
 * connection, `app_misconfigured` for a login without an app.
 */
export async function startAuthorization(
  ctx: Context,
  member: Member,
  input: { login: Login; reconnectConnectionId?: string; timeZone: string },
): Promise<{ id: string; authorizeUrl: string; expiresAt: string }> {
  if (input.reconnectConnectionId) await mustBeOurs(ctx, member.workspaceId, input.reconnectConnectionId);
  const id = newId();
  const state = randomBytes(32).toString('base64url');
  const redirectUri = `${ctx.config.publicUrl}/oauth/${input.login}/callback`;
  const authorizeUrl = ctx.instagram.authorizeUrl({
    login: input.login,
    state,
    redirectUri,
    // A reconnect is often done in a browser that is logged in as somebody else.
    forceReauth: true,
  });
  const now = ctx.clock.now();
  const expiresAt = plusSeconds(now, authorizationSeconds);
  await inTransaction(ctx, async (ctx) => {
    const { db } = ctx;
    await db
      .insertInto('authorizations')
      .values({
        id,
        state_hash: hashState(state),
        session_id: member.sessionId,
        user_id: member.userId,
        workspace_id: member.workspaceId,
        login: input.login,
        connection_id: newId(),
        reconnect_connection_id: input.reconnectConnectionId ?? null,
        redirect_uri: redirectUri,
        time_zone: isTimeZone(input.timeZone) ? input.timeZone : 'UTC',
        created_at: now,
        expires_at: expiresAt,
      })
      .execute();
    // Old attempts go; of the open ones a person keeps the newest.
    await db.deleteFrom('authorizations').where('created_at', '<', plusSeconds(now, -keptSeconds)).execute();
    await db
      .deleteFrom('authorizations')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('authorizations')
          .select('id')
          .where('user_id', '=', member.userId)
          .where('taken_at', 'is', null)
          .orderBy('created_at', 'desc')
          .orderBy('id', 'desc')
          .offset(mostOpen),
      )
      .execute();
    await recordDeed(ctx, member, {
      action: 'authorization.started',
      subject: id,
      details: { login: input.login },
    });
  });
  return { id, authorizeUrl, expiresAt: expiresAt.toISOString() };
}

async function mustBeOurs(ctx: Context, workspaceId: string, connectionId: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('id', '=', connectionId)
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!found) throw new AppError('not_found');
}
