import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';
import { hashState } from './start-authorization.ts';

export type TakenAuthorization = NonNullable<Awaited<ReturnType<typeof takeOnce>>>;

/**
 * `taken`: ours to complete. `settled`: an attempt of this session whose outcome is, or soon will be, in its row.
 * `expired`: anything else, in one answer, so that nothing can be probed.
 */
export type Taking =
  | { kind: 'taken'; authorization: TakenAuthorization }
  | { kind: 'settled'; authorizationId: string; workspaceId: string }
  | { kind: 'expired' };

/**
 * An attempt that is taken and unfinished for this long died with its process, and is expired. More than two provider
 * rounds and a wait for a revocation of the same person may take; what comes later still changes nothing.
 */
export const abandonedSeconds = 90;

/** How long a repeated callback waits for the first, by the wall: no longer than a person would. */
const waitMs = 25_000;

interface Callback {
  login: Login;
  sessionId: string;
  stateHash: Buffer;
  /** SHA-256 of the query: the same session repeating it means a reload, not a replay. */
  callbackHash: Buffer;
}

/**
 * Uses a state up, once, by one atomic UPDATE: only for the session that started it, its login, and within 10 minutes.
 * The same session repeating the identical callback waits for the outcome of the first.
 */
export async function takeAuthorization(
  ctx: Context,
  input: { login: Login; query: URLSearchParams; sessionId: string },
): Promise<Taking> {
  const callback = {
    login: input.login,
    sessionId: input.sessionId,
    stateHash: hashState(input.query.get('state') ?? ''),
    callbackHash: createHash('sha256').update(input.query.toString()).digest(),
  };
  const authorization = await takeOnce(ctx, callback);
  if (authorization) return { kind: 'taken', authorization };
  const late = await closeLate(ctx, callback);
  return late ?? findRepeat(ctx, callback);
}

/** Whether an attempt is over although nobody wrote an outcome: its link is too old, or its process died on the way. */
export function isAbandoned(
  row: { taken_at: Date | null; choosing_until: Date | null; expires_at: Date },
  now: Date,
): boolean {
  if (row.choosing_until) return row.choosing_until <= now;
  return row.taken_at ? plusSeconds(row.taken_at, abandonedSeconds) <= now : row.expires_at <= now;
}

function takeOnce(ctx: Context, callback: Callback) {
  const now = ctx.clock.now();
  return ctx.db
    .updateTable('authorizations')
    .set({ taken_at: now, callback_hash: callback.callbackHash })
    .where('state_hash', '=', callback.stateHash)
    .where('session_id', '=', callback.sessionId)
    .where('login', '=', callback.login)
    .where('taken_at', 'is', null)
    .where('expires_at', '>', now)
    .returningAll()
    .executeTakeFirst();
}

/** The person came back by their own link, only too late: used up all the same, and told where they started. */
async function closeLate(ctx: Context, callback: Callback): Promise<Taking | undefined> {
  const now = ctx.clock.now();
  const late = await ctx.db
    .updateTable('authorizations')
    .set({
      taken_at: now,
      callback_hash: callback.callbackHash,
      finished_at: now,
      outcome: 'state_expired',
      outcome_details: '{}',
    })
    .where('state_hash', '=', callback.stateHash)
    .where('session_id', '=', callback.sessionId)
    .where('login', '=', callback.login)
    .where('taken_at', 'is', null)
    .returning(['id', 'workspace_id'])
    .executeTakeFirst();
  return late && { kind: 'settled', authorizationId: late.id, workspaceId: late.workspace_id };
}

async function findRepeat(ctx: Context, callback: Callback): Promise<Taking> {
  for (let waited = 0; ; waited += 100) {
    const first = await ctx.db
      .selectFrom('authorizations')
      .select(['id', 'workspace_id', 'taken_at', 'choosing_until', 'expires_at', 'finished_at'])
      .where('state_hash', '=', callback.stateHash)
      .where('session_id', '=', callback.sessionId)
      .where('login', '=', callback.login)
      .where('callback_hash', '=', callback.callbackHash)
      .executeTakeFirst();
    if (!first) return { kind: 'expired' };
    if (first.finished_at || first.choosing_until || isAbandoned(first, ctx.clock.now()) || waited >= waitMs)
      return { kind: 'settled', authorizationId: first.id, workspaceId: first.workspace_id };
    await pause(100);
  }
}
