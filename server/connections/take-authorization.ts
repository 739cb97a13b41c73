import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';
import { hashState } from './start-authorization.ts';

export type TakenAuthorization = NonNullable<Awaited<ReturnType<typeof takeOnce>>>;

/** `taken`: ours to complete. `settled`: this very callback again, its outcome is stored. `expired`: anything else. */
export type Taking =
  | { kind: 'taken'; authorization: TakenAuthorization }
  | { kind: 'settled'; authorizationId: string; workspaceId: string }
  | { kind: 'expired' };

/** Longer than the two provider rounds of a callback may take. */
const waitMs = 25_000;

/**
 * Uses a state up, once, by one atomic UPDATE: only for the session that started it, its login, and within 10 minutes.
 * The same session repeating the identical callback waits for the outcome of the first.
 */
export async function takeAuthorization(
  ctx: Context,
  input: { login: Login; query: URLSearchParams; sessionId: string },
): Promise<Taking> {
  const stateHash = hashState(input.query.get('state') ?? '');
  const callbackHash = createHash('sha256').update(input.query.toString()).digest();
  const authorization = await takeOnce(ctx, { ...input, stateHash, callbackHash });
  if (authorization) return { kind: 'taken', authorization };
  return findRepeat(ctx, { sessionId: input.sessionId, stateHash, callbackHash });
}

function takeOnce(
  ctx: Context,
  input: { login: Login; sessionId: string; stateHash: Buffer; callbackHash: Buffer },
) {
  const now = ctx.clock.now();
  return ctx.db
    .updateTable('authorizations')
    .set({ taken_at: now, callback_hash: input.callbackHash })
    .where('state_hash', '=', input.stateHash)
    .where('session_id', '=', input.sessionId)
    .where('login', '=', input.login)
    .where('taken_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
}

async function findRepeat(
  ctx: Context,
  input: { sessionId: string; stateHash: Buffer; callbackHash: Buffer },
): Promise<Taking> {
  for (let waited = 0; waited < waitMs; waited += 100) {
    const first = await ctx.db
      .selectFrom('authorizations')
      .select(['id', 'workspace_id', 'finished_at'])
      .where('state_hash', '=', input.stateHash)
      .where('session_id', '=', input.sessionId)
      .where('callback_hash', '=', input.callbackHash)
      .executeTakeFirst();
    if (!first) return { kind: 'expired' };
    if (first.finished_at)
      return { kind: 'settled', authorizationId: first.id, workspaceId: first.workspace_id };
    await pause(100);
  }
  return { kind: 'expired' };
}
