import type { ClockChoice } from '#contract/moment.ts';
import { offsetName, readWallTime, wallTimeAt, type WallReading } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** A form that was open for a moment may name the minute that has just begun; it then means now. */
const graceMs = 60_000;
const farthestYears = 5;

/**
 * The instant of a wall time in a zone. Where the clock skips it or shows it twice, `unclear` says which of the two is
 * meant. Throws `wall_time_unclear` (details.reading, details.choices) without it, `time_past`, `time_too_far`,
 * `invalid_input` for what is no time.
 */
export function resolveWallTime(
  ctx: Pick<Context, 'clock'>,
  input: { wallTime: string; timeZone: string; unclear?: ClockChoice | undefined },
): Date {
  const reading = readWallTime(input.wallTime, input.timeZone);
  if (!reading)
    throw new AppError('invalid_input', {
      details: { fields: [{ path: 'wallTime', message: 'This day or time does not exist.' }] },
    });
  // Before the question which of the two: neither may be of use.
  refuseTooFar(ctx, reading.is === 'exact' ? reading.at : reading.earlier);
  if (reading.is === 'exact') return refusePast(ctx, reading.at);
  if (!input.unclear)
    throw new AppError('wall_time_unclear', {
      details: { reading: reading.is, choices: choicesOf(reading, input.timeZone) },
    });
  return refusePast(ctx, reading[input.unclear]);
}

/** As `resolveWallTime`, for an instant. */
export function resolveInstant(ctx: Pick<Context, 'clock'>, publishAt: string): Date {
  const at = Date.parse(publishAt);
  refuseTooFar(ctx, at);
  return refusePast(ctx, at);
}

/** The two moments near a change of the clock, earlier first, each with the wall time that it really has. */
export function choicesOf(reading: WallReading, timeZone: string) {
  if (reading.is === 'exact') return [];
  return (['earlier', 'later'] as const).map((unclear) => ({
    unclear,
    publishAt: new Date(reading[unclear]).toISOString(),
    wallTime: wallTimeAt(reading[unclear], timeZone),
    offset: offsetName(reading[unclear], timeZone),
  }));
}

function refusePast(ctx: Pick<Context, 'clock'>, at: number): Date {
  const now = ctx.clock.now();
  if (at < now.getTime() - graceMs) throw new AppError('time_past');
  return at < now.getTime() ? now : new Date(at);
}

function refuseTooFar(ctx: Pick<Context, 'clock'>, at: number): void {
  const farthest = new Date(ctx.clock.now());
  farthest.setUTCFullYear(farthest.getUTCFullYear() + farthestYears);
  if (at > farthest.getTime()) throw new AppError('time_too_far');
}
