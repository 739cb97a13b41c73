import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { AnyOp } from '#contract/op.ts';
import { idempotencyKey } from '#contract/idempotency.ts';
import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import type { Exchange, HttpContext } from './exchange.ts';

/** As long as an answer is kept for who asks again. */
const keptSeconds = 24 * 3600;

/** The key of a request, or undefined. Throws `invalid_input` for one that cannot be kept. */
export function keyOf(exchange: Exchange, operation: Pick<AnyOp, 'keyed'>): string | undefined {
  const given = operation.keyed ? exchange.req.header('idempotency-key') : undefined;
  if (given === undefined) return undefined;
  const key = idempotencyKey.safeParse(given);
  if (key.success) return key.data;
  throw new AppError('invalid_input', {
    details: { fields: [{ path: 'Idempotency-Key', message: key.error.issues[0]?.message ?? '' }] },
  });
}

interface KeyedRequest {
  member: Pick<Member, 'workspaceId' | 'userId'>;
  operation: Pick<AnyOp, 'method' | 'path' | 'status'>;
  key: string;
  input: unknown;
}

/** What does the request, in the transaction of the context that it is given. */
type Does = (ctx: HttpContext) => Promise<unknown>;

interface Answered {
  answer: unknown;
  isRepeated: boolean;
}

/** Requests that this process is at: what they prepare is not prepared twice. */
const atWork = new Set<string>();

/**
 * Does a keyed request once: what it makes and its answer are one transaction, so that a crash leaves both or neither; what
 * is slow is prepared before it. Asked again by the same person within a day it gives that answer, and prepares nothing; a
 * refusal is not kept, for nothing was done. Throws `idempotency_conflict` for another input under the same key, and
 * `idempotency_in_progress` while the first is at work.
 */
export async function answerOnce(
  ctx: HttpContext,
  request: KeyedRequest,
  prepare: () => Promise<Does>,
): Promise<Answered> {
  const name = nameOf(request);
  if (atWork.has(name)) throw inProgress();
  atWork.add(name);
  try {
    return (await findAnswer(ctx, request)) ?? (await answer(ctx, request, await prepare()));
  } finally {
    atWork.delete(name);
  }
}

async function answer(ctx: HttpContext, request: KeyedRequest, work: Does): Promise<Answered> {
  return inTransaction(ctx, async (ctx) => {
    // Another process may be at it. Not waited for: who waits would hold a connection that the first one may need.
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${nameOf(request)}, 0)) as mine
    `.execute(ctx.db);
    if (!rows[0]?.mine) throw inProgress();
    const kept = await findAnswer(ctx, request);
    if (kept) return kept;
    const row = rowOf(request);
    const now = ctx.clock.now();
    await ctx.db
      .deleteFrom('idempotency_keys')
      .where((eb) => eb.and(row))
      .execute();
    const answer = await work(ctx);
    await ctx.db
      .insertInto('idempotency_keys')
      .values({
        ...row,
        body_hash: hashOf(request),
        status: request.operation.status,
        answer: JSON.stringify(answer),
        created_at: now,
        expires_at: plusSeconds(now, keptSeconds),
      })
      .execute();
    return { answer, isRepeated: false };
  });
}

/** The answer that was given already, as long as it is kept. Throws `idempotency_conflict` for another input. */
async function findAnswer(ctx: HttpContext, request: KeyedRequest): Promise<Answered | undefined> {
  const kept = await ctx.db
    .selectFrom('idempotency_keys')
    .select(['body_hash', 'answer'])
    .where((eb) => eb.and(rowOf(request)))
    .where('expires_at', '>', ctx.clock.now())
    .executeTakeFirst();
  if (!kept) return undefined;
  if (!kept.body_hash.equals(hashOf(request))) throw new AppError('idempotency_conflict');
  return { answer: kept.answer, isRepeated: true };
}

/** A key is one person's: what another made up is none of theirs, and its answer neither. */
function rowOf({ member, operation, key }: KeyedRequest) {
  return {
    workspace_id: member.workspaceId,
    user_id: member.userId,
    operation: `${operation.method} ${operation.path}`,
    key,
  };
}

function nameOf(request: KeyedRequest): string {
  return `key:${Object.values(rowOf(request)).join(' ')}`;
}

function hashOf({ input }: KeyedRequest): Buffer {
  return createHash('sha256').update(JSON.stringify(input)).digest();
}

function inProgress(): AppError {
  return new AppError('idempotency_in_progress', { details: { retryAfterSeconds: 1 } });
}

/** Forgets the answers that are a day old. */
export async function sweepIdempotencyKeys(ctx: Pick<HttpContext, 'db' | 'clock'>): Promise<void> {
  await ctx.db.deleteFrom('idempotency_keys').where('expires_at', '<', ctx.clock.now()).execute();
}
