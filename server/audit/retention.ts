import { sql } from 'kysely';
import type { AuditYears } from '#contract/audit.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { recordDeed, recordEvent } from './record-event.ts';

/** What people did with their own accounts is kept for a year: they alone see it. */
const yearsOfOwn = 1;
const batch = 1000;
/** More waits for the next round. */
const mostBatches = 50;

/** Chooses how long a workspace keeps its trail; null: for ever. The choice is an event itself. */
export async function setRetention(ctx: Context, member: Member, keptYears: AuditYears): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const before = await ctx.db
      .selectFrom('workspaces')
      .select('audit_years')
      .where('id', '=', member.workspaceId)
      .forUpdate()
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('workspaces')
      .set({ audit_years: keptYears })
      .where('id', '=', member.workspaceId)
      .execute();
    await recordDeed(ctx, member, {
      action: 'audit.retention_set',
      before: { keptYears: before.audit_years },
      after: { keptYears },
    });
  });
}

/** Erases what is older than its workspace keeps, day by day and in batches; how much went is an event. */
export async function sweepAuditTrail(ctx: Pick<Context, 'db' | 'clock' | 'origin'>): Promise<void> {
  const workspaces = await ctx.db
    .selectFrom('workspaces')
    .select(['id', 'audit_years'])
    .where('audit_years', 'is not', null)
    .execute();
  for (const { id, audit_years } of workspaces) {
    const before = startOfDay(ctx, audit_years!);
    const events = await erase(ctx, id, before);
    if (events > 0)
      await recordEvent(ctx, {
        workspaceId: id,
        actor: 'system',
        action: 'audit.erased',
        details: { events, before: before.toISOString() },
      });
  }
  await erase(ctx, null, startOfDay(ctx, yearsOfOwn));
}

async function erase(ctx: Pick<Context, 'db'>, workspaceId: string | null, before: Date): Promise<number> {
  let events = 0;
  for (let batches = 0; batches < mostBatches; batches++) {
    const { rows } = await sql<{ erased: number }>`
      select erase_audit_events(${workspaceId}::uuid, ${before}::timestamptz, ${batch}) as erased`.execute(
      ctx.db,
    );
    events += rows[0]!.erased;
    if (rows[0]!.erased < batch) break;
  }
  return events;
}

// By whole days, so that one sweep of the day finds something and the others nothing.
function startOfDay(ctx: Pick<Context, 'clock'>, yearsAgo: number): Date {
  const day = new Date(ctx.clock.now());
  day.setUTCHours(0, 0, 0, 0);
  day.setUTCFullYear(day.getUTCFullYear() - yearsAgo);
  return day;
}
