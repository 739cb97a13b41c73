import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Storage } from './storage.ts';

/** Files under one folder, written whole or not at all, and durable before `put` returns. */
export function createLocalStorage(folder: string): Storage {
  const at = (key: string) => join(folder, key.slice(0, 2), key);
  return {
    async put(key, bytes) {
      const path = at(key);
      await mkdir(dirname(path), { recursive: true });
      const draft = await open(`${path}.${process.pid}.draft`, 'w');
      await draft.writeFile(bytes);
      await draft.sync();
      await draft.close();
      await rename(`${path}.${process.pid}.draft`, path);
      await syncFolder(dirname(path));
    },
    get: (key) => readFile(at(key)),
    stream: (key, range) => createReadStream(at(key), range),
    remove: (key) => rm(at(key), { force: true }),
  };
}

/** A rename is durable once its folder is. Windows has no such call and needs none. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync();
  await folder.close();
}
