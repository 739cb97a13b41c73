import { randomBytes } from 'node:crypto';
import { access, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isAlive } from './alive.ts';

const draftsOfThisProcess = new Set<string>();

/**
 * Makes `target` appear complete or not at all: `fill` writes a draft beside it, which is then renamed. Killed at any
 * moment it leaves at most a draft, which the next call clears away. When two processes make the same folder the first
 * one wins and the second's draft is dropped.
 */
export async function createWholeFolder(
  target: string,
  fill: (draft: string) => Promise<void>,
): Promise<void> {
  await clearDrafts(target);
  const draft = `${target}.draft-${process.pid}-${randomBytes(4).toString('hex')}`;
  draftsOfThisProcess.add(draft);
  try {
    await mkdir(draft);
    await fill(draft);
    await rename(draft, target).catch(async (error: unknown) => {
      // When another process was first, its folder is as complete as ours.
      await access(target).catch(() => Promise.reject(error));
    });
    await syncFolder(dirname(target));
  } finally {
    await rm(draft, { recursive: true, force: true });
    draftsOfThisProcess.delete(draft);
  }
}

async function clearDrafts(target: string): Promise<void> {
  const prefix = `${basename(target)}.draft-`;
  for (const entry of await readdir(dirname(target))) {
    if (!entry.startsWith(prefix)) continue;
    const path = join(dirname(target), entry);
    const maker = Number(entry.slice(prefix.length).split('-')[0]);
    // In a container a restarted process often has the number of the killed one, so our own number proves nothing.
    const isLeft = maker === process.pid ? !draftsOfThisProcess.has(path) : !isAlive(maker);
    if (isLeft) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A rename survives a power cut only when its folder is synced. Windows cannot open folders and needs none of it. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
