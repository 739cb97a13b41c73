import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** So many attempts for one key within a window of seconds. */
export interface Limit {
  attempts: number;
  windowSeconds: number;
}

/**
 * Counts one attempt, atomically and in the database, so that several processes share the count.
 * Throws `too_many_attempts` with `retryAfterSeconds` beyond the limit. `subject` is kept as a hash only.
 */
export async function limitAttempts(
  ctx: Pick<Context, 'db' | 'clock'>,
  kind: string,
  subject: string,
  limit: Limit,
): Promise<void> {
  const now = ctx.clock.now().getTime();
  const windowMs = limit.windowSeconds * 1000;
  const isOver = sql<boolean>`rate_limits.last_request <= ${now - windowMs}`;
  const { rows } = await sql<{ count: number; last_request: string }>`
    insert into rate_limits (key, count, last_request) values (${keyOf(kind, subject)}, 1, ${now})
    on conflict (key) do update set
      count = case when ${isOver} then 1 else rate_limits.count + 1 end,
      last_request = case when ${isOver} then ${now} else rate_limits.last_request end
    returning count, last_request`.execute(ctx.db);
  const row = rows[0]!;
  if (row.count <= limit.attempts) return;
  const retryAfterSeconds = Math.max(1, Math.ceil((Number(row.last_request) + windowMs - now) / 1000));
  throw new AppError('too_many_attempts', { details: { retryAfterSeconds } });
}

/** Forgets the attempts of a key: the person has shown who they are. */
export async function forgetAttempts(ctx: Pick<Context, 'db'>, kind: string, subject: string): Promise<void> {
  await ctx.db.deleteFrom('rate_limits').where('key', '=', keyOf(kind, subject)).execute();
}

/** The part of an address that one person holds: all of IPv4, the first 64 bits of IPv6. */
export function addressBlock(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('%')[0]!.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = tail === undefined ? left : [...left, ...zeros(8 - left.length - right.length), ...right];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

function zeros(count: number): string[] {
  return Array.from({ length: Math.max(0, count) }, () => '0');
}

function keyOf(kind: string, subject: string): string {
  return `${kind}:${createHash('sha256').update(subject).digest('base64url')}`;
}
