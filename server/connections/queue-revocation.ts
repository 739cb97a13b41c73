import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { newId, type Database, type Login } from '../database/index.ts';
import type { SealedToken } from '../vault/index.ts';
import type { AppPerson } from './person-lock.ts';

/** A sealed token waits for its revocation for a day at most; then it is destroyed. */
const revocationSeconds = 24 * 3600;

/**
 * Puts a sealed token into the revocation queue, with the identity it was sealed with, inside the caller's transaction.
 * Answers the revocation's id. `instagramUserId` is empty when the account was never read.
 */
export async function queueRevocation(
  ctx: Context,
  input: {
    login: Login;
    person: AppPerson;
    instagramUserId: string;
    token: SealedToken;
    reason: Database['revocations']['reason'];
    /** Of an account that a person disconnected: they are told how it ends. */
    username?: string;
  },
  startAfterSeconds = 0,
): Promise<string> {
  const { token, person } = input;
  const now = ctx.clock.now();
  const id = newId();
  await ctx.db
    .insertInto('revocations')
    .values({
      id,
      workspace_id: token.identity.workspaceId,
      connection_id: token.identity.connectionId,
      login: input.login,
      app_id: person.appId,
      instagram_user_id: input.instagramUserId,
      app_scoped_user_id: person.appScopedUserId,
      state: 'queued',
      reason: input.reason,
      username: input.username ?? null,
      purpose: token.identity.purpose,
      version: token.identity.version,
      kek_id: token.kekId,
      dek_wrapped: token.dekWrapped,
      jwe: token.jwe,
      next_attempt_at: now,
      created_at: now,
      expires_at: plusSeconds(now, revocationSeconds),
    })
    .execute();
  await ctx.queue.enqueue(
    ctx.db,
    'connections.revoke',
    { revocationId: id },
    startAfterSeconds > 0 ? { startAfter: plusSeconds(now, startAfterSeconds) } : {},
  );
  return id;
}

/** Takes the queued revocations of a person away, under their lock: one would kill the grant that was just given. */
export async function dropQueuedRevocations(ctx: Pick<Context, 'db'>, person: AppPerson): Promise<void> {
  await ctx.db
    .deleteFrom('revocations')
    .where('app_id', '=', person.appId)
    .where('app_scoped_user_id', '=', person.appScopedUserId)
    .where('state', '=', 'queued')
    .execute();
}
