import { createReadStream } from 'node:fs';
import { copyFile, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Storage } from './storage.ts';

/** Files under one folder, written whole or not at all, and durable before `put` returns. */
export function createLocalStorage(folder: string): Storage {
  const at = (key: string) => join(folder, key.slice(0, 2), key);
  /** Beside its place: a rename is only whole within one file system. */
  const draftOf = (key: string) => `${at(key)}.${process.pid}.draft`;

  async function keep(key: string): Promise<void> {
    await rename(draftOf(key), at(key));
    await syncFolder(dirname(at(key)));
  }

  return {
    async put(key, bytes) {
      await mkdir(dirname(at(key)), { recursive: true });
      const draft = await open(draftOf(key), 'w');
      await draft.writeFile(bytes);
      await draft.sync();
      await draft.close();
      await keep(key);
    },
    async putFile(key, path) {
      await mkdir(dirname(at(key)), { recursive: true });
      await linkFile(path, draftOf(key));
      const draft = await open(draftOf(key), 'r+');
      await draft.sync();
      await draft.close();
      await keep(key);
    },
    get: (key) => readFile(at(key)),
    stream: (key, range) => createReadStream(at(key), range),
    remove: (key) => rm(at(key), { force: true }),
  };
}

async function linkFile(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch {
    // The folder of uploads may lie on another disk, and not every disk knows links.
    await copyFile(from, to);
  }
}

/** A rename is durable once its folder is. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}
