import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { createLocalStorage } from './local-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** The bucket that is configured, or else a folder of `DATA_DIR`. */
export function createStorage(config: Config, send: typeof fetch): Storage {
  const { s3 } = config.library;
  return s3 ? createS3Storage(s3, send) : createLocalStorage(join(config.dataDir, 'files'));
}
