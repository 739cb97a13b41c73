import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import { openTestContext, type TestContext } from '../test-context.ts';
import { appendToUpload, createUpload, getUpload, storeUpload } from './index.ts';
import { createS3Storage } from './s3-storage.ts';
import { stagingFolder } from './staging.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

let shade = 0;
async function anUpload(): Promise<string> {
  const bytes = await sharp({
    create: { width: 400, height: 400, channels: 3, background: { r: ++shade, g: 9, b: 9 } },
  })
    .png()
    .toBuffer();
  const { id } = await createUpload(house.ctx, house.member, { name: 'jar.png', sizeBytes: bytes.length });
  await appendToUpload(house.ctx, house.member, id, {
    offset: 0,
    body: (async function* () {
      yield bytes;
    })(),
  });
  return id;
}

const store = (ctx: Context, uploadId: string) =>
  storeUpload(ctx, house.member, uploadId, { folderId: null, keepCopy: false });
const isWhole = async (uploadId: string) => {
  const { offset, sizeBytes } = await getUpload(house.ctx, house.member, uploadId);
  return offset === sizeBytes;
};
const kept = async () =>
  (
    await readdir(join(house.ctx.config.dataDir, 'files'), { recursive: true, withFileTypes: true }).catch(
      () => [],
    )
  ).filter((entry) => entry.isFile()).length;

test.each(['assets', 'uploads'])(
  'an upload stays whole, and nothing of it lies about, where the database could not keep it in %s',
  async (table) => {
    const uploadId = await anUpload();
    const before = await kept();
    await sql`create or replace function refuse() returns trigger language plpgsql as 'begin raise exception ''full''; end'`.execute(
      house.ctx.db,
    );
    await sql`create trigger refuse before insert or update on ${sql.table(table)} for each row execute function refuse()`.execute(
      house.ctx.db,
    );
    await expect(store(house.ctx, uploadId)).rejects.toThrow('full');
    const after = { isWhole: await isWhole(uploadId), kept: await kept() };
    await sql`drop trigger refuse on ${sql.table(table)}`.execute(house.ctx.db);

    expect(after).toEqual({ isWhole: true, kept: before });
    expect(await store(house.ctx, uploadId)).toMatchObject({ outcome: 'stored', asset: { name: 'jar.png' } });
    expect(await readdir(stagingFolder(house.ctx))).not.toContain(uploadId);
  },
);

test('an upload stays whole while the bucket is away', async () => {
  const uploadId = await anUpload();
  const s3 = {
    endpoint: 'http://127.0.0.1:1',
    region: 'us-east-1',
    bucket: 'plates',
    accessKeyId: 'a',
    secretAccessKey: 'b',
  };
  const error = await store({ ...house.ctx, storage: createS3Storage(s3, fetch) }, uploadId).catch(
    (error: unknown) => error,
  );

  expect(hasCode(error, 'storage_failed')).toBe(true);
  expect(await isWhole(uploadId)).toBe(true);
  expect((await store(house.ctx, uploadId)).outcome).toBe('stored');
});
