import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context } from '../context.ts';

/** In one statement, so that many that wait share one commit. */
const mostAtOnce = 200;
/** Bodies that may wait in memory for their turn; Meta tries again what is refused. */
const mostWaitingBytes = 64 * 1024 * 1024;

/** Stores bodies as they came; the same body again is the same row. */
export interface DeliveryStore {
  /** Resolves once the body is durable. `full`: nothing was stored, and it should be sent again. */
  store(body: Buffer): Promise<'stored' | 'full'>;
  /** Resolves when nothing waits any more. */
  settled(): Promise<void>;
}

/** Whoever comes while a statement runs goes with the next one: a burst costs few commits, and nobody waits for a timer. */
export function createDeliveryStore(ctx: Pick<Context, 'db' | 'clock'>): DeliveryStore {
  const waiting: { body: Buffer; done: PromiseWithResolvers<'stored'> }[] = [];
  let waitingBytes = 0;
  let round: Promise<void> | undefined;

  async function storeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, mostAtOnce);
      try {
        await insert(
          ctx,
          batch.map(({ body }) => body),
        );
        for (const { done } of batch) done.resolve('stored');
      } catch (error) {
        for (const { done } of batch) done.reject(error);
      }
      for (const { body } of batch) waitingBytes -= body.length;
    }
    round = undefined;
  }

  return {
    async store(body) {
      if (waitingBytes + body.length > mostWaitingBytes) return 'full';
      waitingBytes += body.length;
      const done = Promise.withResolvers<'stored'>();
      waiting.push({ body, done });
      round ??= Promise.resolve().then(storeAll);
      return done.promise;
    },
    settled: async () => round,
  };
}

async function insert(ctx: Pick<Context, 'db' | 'clock'>, bodies: Buffer[]): Promise<void> {
  const digests = bodies.map((body) => createHash('sha256').update(body).digest());
  const now = ctx.clock.now();
  await sql`
    insert into webhook_deliveries (digest, body, received_at, due_at)
    select digest, body, ${now}, ${now} from unnest(${digests}::bytea[], ${bodies}::bytea[]) as told (digest, body)
    on conflict (digest) do nothing`.execute(ctx.db);
}
