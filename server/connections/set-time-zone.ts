import type { Connection } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getConnection } from './list-connections.ts';

/**
 * Sets the zone in which an account is scheduled and shown. Posts that have a time keep it on the wall: what was to go out
 * at 10:00 goes out at 10:00 of the new zone. Throws `invalid_input`, `not_found`.
 */
export async function setTimeZone(
  ctx: Context,
  member: Member,
  input: { connectionId: string; timeZone: string },
): Promise<Connection> {
  if (!isTimeZone(input.timeZone))
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'timeZone', message: 'This is no time zone.' }] },
    });
  await inTransaction(ctx, async (ctx) => {
    const before = await ctx.db
      .selectFrom('connections')
      .select(['username', 'instagram_user_id', 'time_zone'])
      .where('id', '=', input.connectionId)
      .where('workspace_id', '=', member.workspaceId)
      .forUpdate()
      .executeTakeFirst();
    if (!before) return;
    await ctx.db
      .updateTable('connections')
      .set({ time_zone: input.timeZone })
      .where('id', '=', input.connectionId)
      .where('workspace_id', '=', member.workspaceId)
      .execute();
    await ctx.dependants.changeZone(ctx, input);
    await recordDeed(ctx, member, {
      action: 'connection.time_zone_set',
      subject: input.connectionId,
      details: { username: before.username, instagramUserId: before.instagram_user_id },
      before: { timeZone: before.time_zone },
      after: { timeZone: input.timeZone },
    });
  });
  return getConnection(ctx, member.workspaceId, input.connectionId);
}

/** Whether a name stands in the zone database. A bare offset does not: it knows no summer. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
