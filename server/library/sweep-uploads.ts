import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { stagingFolder } from './staging.ts';

/** Longer than any upload lives, by the disk's own clock. */
const forgottenMs = 2 * 24 * 3600 * 1000;

/** Forgets uploads that nobody went on with, and files that a crash left among them. */
export async function sweepUploads(ctx: Context): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('uploads')
    .where('expires_at', '<=', ctx.clock.now())
    .returning('id')
    .execute();
  const folder = stagingFolder(ctx);
  for (const { id } of gone) await rm(join(folder, id), { force: true });
  for (const name of await listFolder(folder)) {
    const { mtimeMs } = await stat(join(folder, name)).catch(() => ({ mtimeMs: Infinity }));
    if (Date.now() - mtimeMs > forgottenMs) await rm(join(folder, name), { force: true });
  }
}

async function listFolder(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
