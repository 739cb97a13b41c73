import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { createConversions, retryConversion, storeAsset, storeStill } from './index.ts';
import { makeNextStill } from './make-still.ts';
import { aVideo } from './test-video.ts';

let house: TestContext;
let folder: string;
let film: Buffer;
beforeAll(async () => {
  house = await openTestContext();
  folder = await mkdtemp(join(tmpdir(), 'tintype-still-'));
  film = await aVideo();
  await writeFile(join(folder, 'frame.jpg'), await aJpeg(64));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async ({ skip }) => {
  skip(process.platform === 'win32', 'the stand-ins for ffmpeg are shell scripts');
  await house.ctx.db.deleteFrom('assets').execute();
});

function aJpeg(width: number): Promise<Buffer> {
  return sharp({ create: { width, height: 80, channels: 3, background: '#555' } })
    .jpeg()
    .toBuffer();
}

/** A program in ffmpeg's place: answers -version, and does `script` with the last argument as $last. */
async function standIn(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nfor last; do :; done\n[ "$last" = "-version" ] && exit 0\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

const storeFilm = async () =>
  (await storeAsset(house.ctx, house.member, { name: 'film.mp4', bytes: film })).id;

async function sweepWith(ffmpeg: string): Promise<void> {
  house.ctx.config.library.ffmpeg = ffmpeg;
  await createConversions(house.ctx).sweep();
}

/** Pixels across of what our pages show of a video; null for the plain plate. */
async function stillOf(assetId: string): Promise<number | null> {
  const { contentType, body } = await shown(assetId);
  return contentType === 'image/jpeg' ? ((await sharp(body).metadata()).width ?? 0) : null;
}

async function shown(assetId: string) {
  const row = await house.ctx.db
    .selectFrom('renditions')
    .select(['content_type', 'storage_key'])
    .where('asset_id', '=', assetId)
    .where('kind', '=', 'poster')
    .executeTakeFirst();
  if (!row) return { contentType: 'image/svg+xml', body: Buffer.alloc(0) };
  const chunks: Buffer[] = [];
  for await (const chunk of house.ctx.storage.stream(row.storage_key)) chunks.push(chunk as Buffer);
  return { contentType: row.content_type, body: Buffer.concat(chunks) };
}

const isDue = async (assetId: string) =>
  (
    await house.ctx.db
      .selectFrom('assets')
      .select('still_due_at')
      .where('id', '=', assetId)
      .executeTakeFirstOrThrow()
  ).still_due_at !== null;

test('a video that no browser made a still of gets its first frame, after a minute', async () => {
  const program = await standIn('frame', `cp "${join(folder, 'frame.jpg')}" "$last"`);
  const id = await storeFilm();
  await sweepWith(program);
  expect(await stillOf(id)).toBeNull();

  await house.advance(61);
  await sweepWith(program);
  expect([await stillOf(id), await isDue(id)]).toEqual([64, false]);
});

test('the still that a browser made stays, and the program is not asked', async () => {
  const id = await storeFilm();
  await storeStill(house.ctx, house.member, id, [await aJpeg(90)] as never);
  await house.advance(61);
  await sweepWith(await standIn('asked', `echo x > "${join(folder, 'was-asked')}"; exit 1`));

  expect(await stillOf(id)).toBe(90);
  await expect(readFile(join(folder, 'was-asked'))).rejects.toThrow('ENOENT');
});

test.each([
  ['fails', 'exit 1'],
  ['makes nothing that is a picture', 'echo no > "$last"'],
])('where the program %s, the plain plate stays and it is not tried again', async (name, script) => {
  const id = await storeFilm();
  await house.advance(61);
  await sweepWith(await standIn(name.replaceAll(' ', '-'), script));

  expect([await stillOf(id), await isDue(id)]).toEqual([null, false]);
});

test('without the program the plain plate stays, and the still is made once it is there', async () => {
  const id = await storeFilm();
  await house.advance(61);
  await sweepWith(join(folder, 'no-such-program'));
  expect([await stillOf(id), await isDue(id)]).toEqual([null, true]);

  await sweepWith(await standIn('late', `cp "${join(folder, 'frame.jpg')}" "$last"`));
  expect(await stillOf(id)).toBe(64);
});

test('a conversion that failed waits again when a person says so, and one that waits is left alone', async () => {
  house.ctx.config.library.ffmpeg = await standIn('no', 'exit 1');
  const { id } = await storeAsset(house.ctx, house.member, {
    name: 'film.webm',
    bytes: await aVideo({ container: 'webm' }),
  });
  await createConversions(house.ctx).sweep();
  const retry = async () => (await retryConversion(house.ctx, house.member, id)).conversion;

  expect([await retry(), await retry()]).toEqual(['waiting', 'waiting']);
});

test('ffmpeg itself takes the first frame of a film', async ({ skip }) => {
  skip(spawnSync('ffmpeg', ['-version']).status !== 0, 'ffmpeg is not installed here');
  const path = join(folder, 'real.webm');
  spawnSync('ffmpeg', ['-y', '-f', 'lavfi', '-i', 'testsrc=size=640x360:rate=25:duration=1', path]);
  const { id } = await storeAsset(house.ctx, house.member, {
    name: 'real.webm',
    bytes: await readFile(path),
  });
  await house.advance(61);
  const ffmpeg = { program: 'ffmpeg', searchPath: process.env.PATH ?? '' };
  await makeNextStill(house.ctx, ffmpeg, new AbortController().signal);

  expect(await stillOf(id)).toBe(640);
});
