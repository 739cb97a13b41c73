import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { resolveWallTime } from './resolve-moment.ts';

const shape = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?: (earlier|later))?$/;
const noTime = 'Write a day and time that exist, as 2026-10-14 10:00.';

/** The instant of a cell like `2026-10-14 10:00`, with ` earlier` or ` later` behind it where the clock changes; or what is wrong with it. */
export function readCellTime(
  ctx: Pick<Context, 'clock'>,
  text: string,
  timeZone: string,
): { at: Date } | { wrong: string } {
  const [, day, time, choice] = shape.exec(text) ?? [];
  if (!day) return { wrong: noTime };
  const unclear = choice as 'earlier' | 'later' | undefined;
  try {
    return { at: resolveWallTime(ctx, { wallTime: `${day}T${time}`, timeZone, unclear }) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'invalid_input') return { wrong: noTime };
    if (error.code !== 'wall_time_unclear') return { wrong: error.message };
    return {
      wrong: `The clock of ${timeZone} changes at this time. Write “earlier” or “later” behind it.`,
    };
  }
}
