import type { Context } from '../context.ts';

/** Bytes of a picture; more is refused before it is read to the end. */
export const pictureLimitBytes = 30 * 1024 * 1024;

/** Bytes that any file may have here. */
export function fileLimitBytes({ config }: Pick<Context, 'config'>): number {
  return Math.max(pictureLimitBytes, config.library.videoLimitBytes);
}
