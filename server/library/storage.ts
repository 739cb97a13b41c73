import type { Readable } from 'node:stream';

/** Where the bytes of uploaded files and renditions are. Keys are ours, random, and say nothing. */
export interface Storage {
  /** Durable when it returns. */
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** Keeps a whole file: durable when it returns. `path` stays, and must not be written to any more. Never in memory at once. */
  putFile(key: string, path: string): Promise<void>;
  get(key: string): Promise<Buffer>;
  /** The bytes from `start` to `end`, both included; all of them without a range. */
  stream(key: string, range?: { start: number; end: number }): Readable;
  /** Safe to call for what is gone already. */
  remove(key: string): Promise<void>;
}
