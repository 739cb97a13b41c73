import { plusSeconds } from '../clock.ts';
import type { Context, Member } from '../context.ts';
import { recordDeed, type Deed } from './record-event.ts';

/** Drafts are saved every few seconds while somebody writes: one line for each quarter of an hour tells as much. */
const together = 15 * 60;

/**
 * What somebody edits by and by, as one event for each quarter of an hour and set of fields. `fields` are names; what stands in
 * them is not kept.
 */
export async function recordEditing(
  ctx: Pick<Context, 'db' | 'clock' | 'origin'>,
  member: Pick<Member, 'workspaceId' | 'userId'>,
  deed: Deed & { subject: string; fields: readonly string[] },
): Promise<void> {
  const { fields, ...rest } = deed;
  const lately = await ctx.db
    .selectFrom('audit_events')
    .select('details')
    .where('subject', '=', deed.subject)
    .where('at', '>', plusSeconds(ctx.clock.now(), -together))
    .where('workspace_id', '=', member.workspaceId)
    .where('user_id', '=', member.userId)
    .where('action', '=', deed.action)
    .execute();
  const told = new Set(lately.flatMap(({ details }) => details['fields'] as string[]));
  const untold = fields.filter((field) => !told.has(field));
  if (untold.length > 0)
    await recordDeed(ctx, member, { ...rest, details: { ...rest.details, fields: untold } });
}
