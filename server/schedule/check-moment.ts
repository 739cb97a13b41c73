import type { MomentCheck } from '#contract/schedule.ts';
import { readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { readPublishingLimit } from '../posts/index.ts';
import { crowdingAt } from './find-crowding.ts';
import { choicesOf } from './resolve-moment.ts';

/** What a wall time, or now, means for an account. Saves nothing. Throws `not_found`, `invalid_input` for what is no time. */
export async function checkMoment(
  ctx: Context,
  workspaceId: string,
  ask: { connectionId: string; wallTime: string | undefined; except: string | undefined },
): Promise<MomentCheck> {
  const { timeZone } = await getConnection(ctx, workspaceId, ask.connectionId);
  const now = ctx.clock.now().getTime();
  const wallTime = ask.wallTime ?? wallTimeAt(now, timeZone);
  const reading = ask.wallTime ? readWallTime(ask.wallTime, timeZone) : ({ is: 'exact', at: now } as const);
  if (!reading)
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'wallTime', message: 'This day or time does not exist.' }] },
    });
  const at = reading.is === 'exact' ? reading.at : reading.earlier;
  const limit = await readPublishingLimit(ctx, ask.connectionId);
  return {
    timeZone,
    wallTime,
    reading: reading.is,
    publishAt: reading.is === 'exact' ? new Date(reading.at).toISOString() : null,
    choices: choicesOf(reading, timeZone),
    isPast: at < now - 60_000,
    warnings: await crowdingAt(ctx, workspaceId, {
      connectionId: ask.connectionId,
      at,
      except: ask.except,
      limit,
    }),
    publishingLimit: limit,
  };
}
