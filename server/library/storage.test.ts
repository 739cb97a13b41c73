import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasCode } from '../app-error.ts';
import { createLocalStorage } from './local-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** An S3 server that judges signatures; its key is the one it was made with. */
let server: S3rver;
let settings: Parameters<typeof createS3Storage>[0];
let folder: string;
const storages: Record<string, Storage> = {};
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-storage-'));
  server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: join(folder, 's3'),
    configureBuckets: [{ name: 'plates' }],
  });
  const { port } = await server.run();
  settings = {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    bucket: 'plates',
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
  };
  storages['the local disk'] = createLocalStorage(join(folder, 'local'));
  storages['a bucket'] = createS3Storage(settings, fetch);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const bytes = Buffer.from('a plate of silver');

describe.each(['the local disk', 'a bucket'])('%s', (name) => {
  test('gives back the bytes that were put', async () => {
    await storages[name]!.put('aa-1', bytes);

    expect(await storages[name]!.get('aa-1')).toEqual(bytes);
  });

  test('keeps a file, large or small, whatever becomes of it where it was', async () => {
    const large = Buffer.alloc(6 * 1024 * 1024, 'silver ');
    const path = join(folder, 'large');
    await writeFile(path, large);
    await storages[name]!.putFile('aa-2', path);
    const still = await readFile(path);
    await rm(path);

    expect(Buffer.compare(still, large)).toBe(0);
    expect(Buffer.compare(await storages[name]!.get('aa-2'), large)).toBe(0);
  });

  test('streams all or a range', async () => {
    await storages[name]!.put('aa-3', bytes);
    const read = async (range?: { start: number; end: number }) =>
      Buffer.concat(await storages[name]!.stream('aa-3', range).toArray()).toString();

    expect([await read(), await read({ start: 2, end: 6 })]).toEqual(['a plate of silver', 'plate']);
  });

  test('removes, also what is gone already', async () => {
    await storages[name]!.put('aa-4', bytes);
    await storages[name]!.remove('aa-4');
    await storages[name]!.remove('aa-4');

    await expect(storages[name]!.get('aa-4')).rejects.toThrow();
  });

  test('a stream of what is not there ends with an error', async () => {
    await expect(storages[name]!.stream('aa-none').toArray()).rejects.toThrow();
  });
});

test('a wrong secret and a server that is away are told without an address or a key', async () => {
  const wrong = createS3Storage({ ...settings, secretAccessKey: 'wrong' }, fetch);
  const away = createS3Storage({ ...settings, endpoint: 'http://127.0.0.1:1' }, fetch);
  const [one, two] = await Promise.all(
    [wrong, away].map((storage) => storage.put('aa-5', bytes).catch((error: unknown) => error)),
  );

  expect(hasCode(one, 'storage_failed') && one.details).toEqual({ operation: 'PUT', status: 403 });
  expect(hasCode(two, 'storage_failed') && two.details).toEqual({ operation: 'PUT' });
});
