import { AppError } from '../app-error.ts';
import { getConnection, isTimeZone } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { previewZoneChange } from '../posts/index.ts';

/** What another zone would do to the posts of an account that have a time; its own zone does nothing. Throws `invalid_input`, `not_found`. */
export async function previewTimeZone(
  ctx: Context,
  workspaceId: string,
  ask: { connectionId: string; timeZone: string | undefined },
): Promise<{ moved: number; shifted: number; kept: number }> {
  const connection = await getConnection(ctx, workspaceId, ask.connectionId);
  const timeZone = ask.timeZone ?? connection.timeZone;
  if (!isTimeZone(timeZone))
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'timeZone', message: 'This is no time zone.' }] },
    });
  return previewZoneChange(ctx, { connectionId: connection.id, timeZone });
}
