import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

const keptDays = 30;
const atOnce = 1000;

/** Deletes what is older than thirty days, a thousand a statement, so that no lock lasts. */
export async function forgetDeliveries(ctx: Context): Promise<void> {
  const before = plusSeconds(ctx.clock.now(), -keptDays * 86_400);
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from webhook_deliveries where id in (
        select id from webhook_deliveries where received_at < ${before} order by received_at limit ${atOnce})`.execute(
      ctx.db,
    );
    if (numAffectedRows < atOnce) return;
  }
}
