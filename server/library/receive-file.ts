import type { Context } from '../context.ts';
import { fileLimitBytes } from './file-limits.ts';
import { hashFile, withStagedBody } from './staging.ts';

/** What came in, as a file on this disk that is gone once it was used. */
export interface Received {
  path: string;
  /** Hex. */
  sha256: string;
}

/** Writes a body down to its end before anything is decided, so that nothing waits for a slow line. Throws `file_too_large`. */
export function receiveFile<T>(
  ctx: Context,
  body: AsyncIterable<Uint8Array> | null,
  use: (received: Received) => Promise<T>,
): Promise<T> {
  return withStagedBody(ctx, body, fileLimitBytes(ctx), async (path) =>
    use({ path, sha256: await hashFile(path) }),
  );
}
