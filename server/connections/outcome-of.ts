import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** What a person is told: throttles and outages are one thing here, a dead fresh token is a riddle. */
export function outcomeOf(ctx: Context, error: unknown): AppError {
  if (!(error instanceof AppError)) {
    ctx.log.error({ err: error }, 'connect failed');
    return new AppError('internal_error', { cause: error });
  }
  if (error.code === 'throttled')
    return new AppError('network_error', { cause: error, details: error.details });
  if (
    error.code === 'reconnect_needed' ||
    error.code === 'permission_missing' ||
    error.code === 'media_missing'
  )
    return new AppError('instagram_unexpected', { cause: error, details: error.details });
  return error;
}
