import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { isUnleased, leaseUntil } from '../database/index.ts';
import { dispatchDelivery } from './dispatch-delivery.ts';

const atOnce = 20;
/** Longer than the slowest delivery of a thousand updates. */
const leaseSeconds = 120;
/** A day and a half of tries, as long as Meta's own. */
const mostFailures = 40;
const mostWaitSeconds = 3600;

interface Claimed {
  id: string;
  body: Buffer;
  receivedAt: Date;
  failures: number;
}

/** Works through what is due, the oldest first, until nothing is or `signal` ends it. Each delivery by itself: one that fails holds up none. */
export async function workDeliveries(ctx: Context, signal?: AbortSignal): Promise<void> {
  for (;;) {
    if (signal?.aborted) return;
    const claimed = await claim(ctx);
    const done: { id: string; outcome: string }[] = [];
    for (const delivery of claimed)
      try {
        done.push({ id: delivery.id, outcome: await dispatchDelivery(ctx, delivery) });
      } catch (error) {
        await putOff(ctx, delivery, error);
      }
    await settle(ctx, done);
    if (claimed.length < atOnce) return;
  }
}

/** The lease goes by the database's clock: another process works on it only if this one is dead. */
async function claim(ctx: Context): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    update webhook_deliveries set lease_until = ${leaseUntil(leaseSeconds)}
    where id in (
      select id from webhook_deliveries
      where done_at is null and due_at <= ${ctx.clock.now()} and ${isUnleased()}
      order by due_at, id limit ${atOnce} for update skip locked)
    returning id, body, received_at as "receivedAt", failures`.execute(ctx.db);
  return rows.toSorted((one, other) => Number(BigInt(one.id) - BigInt(other.id)));
}

async function settle(ctx: Context, done: { id: string; outcome: string }[]): Promise<void> {
  if (done.length === 0) return;
  await sql`
    update webhook_deliveries set done_at = ${ctx.clock.now()}, outcome = done.outcome, body = '', lease_until = null
    from unnest(${done.map(({ id }) => id)}::bigint[], ${done.map(({ outcome }) => outcome)}::text[]) as done (id, outcome)
    where webhook_deliveries.id = done.id`.execute(ctx.db);
}

/** Tried again ever more rarely; polling finds the same comments meanwhile. */
async function putOff(
  ctx: Context,
  delivery: { id: string; failures: number },
  error: unknown,
): Promise<void> {
  const now = ctx.clock.now();
  const failures = delivery.failures + 1;
  ctx.log.warn({ deliveryId: delivery.id, failures, err: error }, 'webhook delivery not worked through');
  await ctx.db
    .updateTable('webhook_deliveries')
    .set({
      failures,
      lease_until: null,
      ...(failures < mostFailures
        ? { due_at: plusSeconds(now, Math.min(2 ** failures, mostWaitSeconds)) }
        : { done_at: now, outcome: 'failed' }),
    })
    .where('id', '=', delivery.id)
    .execute();
}
