import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { recordDeed, type Deed } from './record-event.ts';

/** A page asks again whenever somebody comes back to it: one line for each quarter of an hour tells as much. */
const together = 15 * 60;

/** What the holder of a link looks at, as one event for each quarter of an hour, link and name. */
export async function recordLooking(
  ctx: Pick<Context, 'db' | 'clock' | 'origin'>,
  member: Pick<Member, 'workspaceId' | 'userId'> & Required<Pick<Member, 'viaLink'>>,
  deed: Deed & { subject: string },
): Promise<void> {
  const lately = await ctx.db
    .selectFrom('audit_events')
    .select('id')
    .where('subject', '=', deed.subject)
    .where('at', '>', plusSeconds(ctx.clock.now(), -together))
    .where('workspace_id', '=', member.workspaceId)
    .where('action', '=', deed.action)
    .where(sql`details ->> 'linkId'`, '=', member.viaLink.linkId)
    .where('user_name', '=', member.viaLink.name)
    .limit(1)
    .executeTakeFirst();
  if (!lately) await recordDeed(ctx, member, deed);
}
