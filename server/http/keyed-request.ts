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

/**
 * Does a keyed request once: what it makes and its answer are one transaction, so that a crash leaves both or neither.
 * Asked again within a day it gives that answer; a refusal is not kept, for nothing was done. Throws
 * `idempotency_conflict` for another input under the same key, and `idempotency_in_progress` while the first is at work.
 */
export async function answerOnce(
  ctx: HttpContext,
  request: {
    member: Member;
    operation: Pick<AnyOp, 'method' | 'path' | 'status'>;
    key: string;
    input: unknown;
  },
  work: (ctx: HttpContext) => Promise<unknown>,
): Promise<{ answer: unknown; isRepeated: boolean }> {
  const { member, operation, key } = request;
  const name = `${operation.method} ${operation.path}`;
  const bodyHash = createHash('sha256').update(JSON.stringify(request.input)).digest();
  return inTransaction(ctx, async (ctx) => {
    // Not waited for: who waits would hold a connection that the first one may need.
    const { rows } = await sql<{ mine: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`key:${member.workspaceId} ${name} ${key}`}, 0)) as mine
    `.execute(ctx.db);
    if (!rows[0]?.mine) throw new AppError('idempotency_in_progress', { details: { retryAfterSeconds: 1 } });
    const now = ctx.clock.now();
    const row = { workspace_id: member.workspaceId, operation: name, key };
    const kept = await ctx.db
      .selectFrom('idempotency_keys')
      .select(['body_hash', 'answer', 'expires_at'])
      .where((eb) => eb.and(row))
      .executeTakeFirst();
    if (kept && kept.expires_at > now) {
      if (!kept.body_hash.equals(bodyHash)) throw new AppError('idempotency_conflict');
      return { answer: kept.answer, isRepeated: true };
    }
    if (kept)
      await ctx.db
        .deleteFrom('idempotency_keys')
        .where((eb) => eb.and(row))
        .execute();
    const answer = await work(ctx);
    await ctx.db
      .insertInto('idempotency_keys')
      .values({
        ...row,
        body_hash: bodyHash,
        status: operation.status,
        answer: JSON.stringify(answer),
        created_at: now,
        expires_at: plusSeconds(now, keptSeconds),
      })
      .execute();
    return { answer, isRepeated: false };
  });
}

/** Forgets the answers that are a day old. */
export async function sweepIdempotencyKeys(ctx: Pick<HttpContext, 'db' | 'clock'>): Promise<void> {
  await ctx.db.deleteFrom('idempotency_keys').where('expires_at', '<', ctx.clock.now()).execute();
}
