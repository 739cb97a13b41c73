import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { createConversions, getAsset, retryConversion, storeAsset } from './index.ts';
import { convertVideo } from './convert-video.ts';
import { probeVideo } from './probe-video.ts';
import { aVideo } from './test-video.ts';

let house: TestContext;
let folder: string;
let webm: Buffer;
beforeAll(async () => {
  house = await openTestContext();
  folder = await mkdtemp(join(tmpdir(), 'tintype-convert-'));
  webm = await aVideo({ container: 'webm' });
  await writeFile(join(folder, 'good.mp4'), await aVideo());
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async ({ skip }) => {
  skip(process.platform === 'win32', 'the stand-ins for ffmpeg are shell scripts');
  await house.ctx.db.updateTable('assets').set({ conversion: null }).execute();
});

/** A program in ffmpeg's place: answers -version, and does `script` with the last argument as $last. */
async function standIn(name: string, script: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\nfor last; do :; done\n[ "$last" = "-version" ] && exit 0\n${script}\n`);
  await chmod(path, 0o755);
  return path;
}

async function convertWith(ffmpeg: string) {
  house.ctx.config.library.ffmpeg = ffmpeg;
  const { id } = await storeAsset(house.ctx, house.member, { name: 'film.webm', bytes: webm });
  const conversions = createConversions(house.ctx);
  await conversions.sweep();
  return getAsset(house.ctx, house.member.workspaceId, id);
}

test('what the program made goes out in place of the original, with its own facts', async () => {
  const asset = await convertWith(await standIn('good', `cp "${join(folder, 'good.mp4')}" "$last"`));

  expect(asset).toMatchObject({
    conversion: null,
    contentType: 'video/webm',
    video: { codec: 'avc', audioCodec: 'aac' },
    rendition: { fixes: ['transcoded'], sizeBytes: (await readFile(join(folder, 'good.mp4'))).length },
  });
});

test.each([
  ['fails', 'exit 1'],
  ['makes nothing that is a video', 'echo no > "$last"'],
  ['makes what Instagram would refuse all the same', 'cp "$0.webm" "$last"'],
  ['makes half of it', 'cp "$0.short" "$last"'],
])('where the program %s, the file says that it could not be converted', async (name, script) => {
  const program = await standIn(name.replaceAll(' ', '-'), script);
  await writeFile(`${program}.webm`, webm);
  await writeFile(`${program}.short`, await aVideo({ seconds: 1 }));

  expect((await convertWith(program)).conversion).toBe('failed');
});

test('without the program the file says so, and waits again once it is there', async () => {
  const asset = await convertWith(join(folder, 'no-such-program'));
  house.ctx.config.library.ffmpeg = await standIn('late', `cp "${join(folder, 'good.mp4')}" "$last"`);
  await createConversions(house.ctx).sweep();

  expect(asset.conversion).toBe('missing');
  expect((await getAsset(house.ctx, house.member.workspaceId, asset.id)).conversion).toBeNull();
});

test('two workers never convert the same file', async () => {
  const program = await standIn(
    'count',
    `echo x >> "${join(folder, 'runs')}"; cp "${join(folder, 'good.mp4')}" "$last"`,
  );
  house.ctx.config.library.ffmpeg = program;
  await storeAsset(house.ctx, house.member, { name: 'film.webm', bytes: webm });
  await Promise.all([createConversions(house.ctx).sweep(), createConversions(house.ctx).sweep()]);

  expect(await readFile(join(folder, 'runs'), 'utf8')).toBe('x\n');
});

/** Begins to convert a film by a program that says that it has begun, and then reads from a pipe that nobody writes to. */
async function beginEndless(renewMs?: number) {
  const begun = join(folder, crypto.randomUUID());
  spawnSync('mkfifo', [begun, `${begun}.never`]);
  house.ctx.config.library.ffmpeg = await standIn('hang', `echo begun > "${begun}"; cat "${begun}.never"`);
  const { id } = await storeAsset(house.ctx, house.member, { name: 'film.webm', bytes: webm });
  const conversions = createConversions(house.ctx, renewMs);
  const round = conversions.sweep();
  await readFile(begun);
  const change = house.ctx.db.updateTable('assets').where('id', '=', id);
  return { id, conversions, round, change };
}

const rowOf = (id: string) =>
  house.ctx.db
    .selectFrom('assets')
    .select(['conversion', 'conversion_lease_until', 'conversion_tries'])
    .select(sql<boolean>`conversion_lease_until > clock_timestamp()`.as('isHeld'))
    .select(
      sql<boolean>`conversion_lease_until > clock_timestamp() + interval '2 minutes'`.as('isHeldForLong'),
    )
    .where('id', '=', id)
    .executeTakeFirstOrThrow();

test('a program that never ends is ended with the process, and the file waits again as if never begun', async () => {
  const { id, conversions, round } = await beginEndless();
  conversions.stop();
  await round;

  expect(await rowOf(id)).toMatchObject({
    conversion: 'waiting',
    conversion_lease_until: null,
    conversion_tries: 0,
  });
});

test('a film is held for two minutes at most, and again while its program runs', async () => {
  const { id, conversions, round, change } = await beginEndless(20);
  const begun = await rowOf(id);
  await change.set({ conversion_lease_until: new Date(0) }).execute();
  await vi.waitFor(async () => expect(await rowOf(id)).toMatchObject({ isHeld: true }));
  conversions.stop();
  await round;

  expect(begun).toMatchObject({ isHeld: true, isHeldForLong: false });
});

test('who has lost a film to another ends its own program, and leaves the film to the other', async () => {
  const { id, round, change } = await beginEndless(20);
  await change.set({ conversion_tries: 2 }).execute();
  await round;

  expect(await rowOf(id)).toMatchObject({ conversion: 'waiting', isHeld: true, conversion_tries: 2 });
});

test('a film that was begun three times and never ended is given up, and waits when a person asks again', async () => {
  const runs = join(folder, 'deadly');
  house.ctx.config.library.ffmpeg = await standIn('deadly-program', `echo x >> "${runs}"; exit 1`);
  const { id } = await storeAsset(house.ctx, house.member, { name: 'film.webm', bytes: webm });
  await house.ctx.db
    .updateTable('assets')
    .set({ conversion_tries: 3, conversion_lease_until: new Date(0) })
    .where('id', '=', id)
    .execute();
  await createConversions(house.ctx).sweep();
  const given = await rowOf(id);

  expect(given).toMatchObject({ conversion: 'failed', conversion_lease_until: null });
  await expect(readFile(runs)).rejects.toMatchObject({ code: 'ENOENT' });
  expect(await retryConversion(house.ctx, house.member, id)).toMatchObject({ conversion: 'waiting' });
});

const hasRealOne = spawnSync('ffmpeg', ['-version']).status === 0;
// Two encodings of half a second each: on a busy machine that takes a while.
test(
  'ffmpeg itself makes of a VP9 film an MP4 that needs nothing more',
  { timeout: 240_000 },
  async ({ skip }) => {
    skip(!hasRealOne, 'ffmpeg is not installed here');
    const [from, to] = [join(folder, 'real.webm'), join(folder, 'real.mp4')];
    spawnSync('ffmpeg', [
      '-y',
      '-f',
      'lavfi',
      '-i',
      'testsrc=size=2000x1000:rate=12:duration=0.5',
      '-c:v',
      'libvpx',
      from,
    ]);
    const video = await probeVideo(from);
    const ffmpeg = { program: 'ffmpeg', searchPath: process.env.PATH ?? '' };
    const input = { from, to, contentType: 'video/webm', video, limitBytes: 50_000_000 };

    expect(await convertVideo(ffmpeg, input, new AbortController().signal)).toBe('done');
    expect(await probeVideo(to)).toMatchObject({ codec: 'avc', width: 1920, height: 960, frameRate: 30 });
  },
);
