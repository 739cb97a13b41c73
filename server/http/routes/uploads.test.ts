import sharp from 'sharp';
import { Upload } from 'tus-js-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIntake } from '../../webhooks/index.ts';
import { createAuth } from '../../workspaces/index.ts';
import { sweepUploads } from '../../library/index.ts';
import { aVideo } from '../../library/test-video.ts';
import { createApp, listen } from '../index.ts';
import { codeOf, openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
let socket: { url: string; close(): Promise<void> };
let film: Buffer;
beforeAll(async () => {
  app = await openTestApp();
  const { ctx } = app.house;
  const answer = await createApp(
    { ...ctx, auth: createAuth(ctx), draining: new AbortController().signal, intake: createIntake(ctx) },
    { webFolder: '/nowhere' },
  );
  const listener = await listen({ host: '127.0.0.1', port: 0 });
  listener.serve(answer.fetch);
  socket = { url: `http://127.0.0.1:${listener.port}`, close: () => listener.close(1000) };
  film = await aVideo({ seconds: 20, bytesPerFrame: 4000 });
});
afterAll(async () => {
  await socket.close();
  await app.close();
});

const uploads = () => `/api/v1/workspaces/${app.owner.workspaceId}/uploads`;
const tus = { 'tus-resumable': '1.0.0' };
const chunk = { ...tus, 'content-type': 'application/offset+octet-stream' };

/** The client that most people use, unchanged. */
function client(bytes: Buffer, options: ConstructorParameters<typeof Upload>[1] = {}) {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const upload = new Upload(bytes, {
    endpoint: socket.url + uploads(),
    headers: { cookie: app.owner.cookie },
    chunkSize: 500_000,
    metadata: { filename: 'spring film.mp4' },
    retryDelays: null,
    onError: reject,
    onSuccess: () => resolve(upload.url!),
    ...options,
  });
  return { upload, done: promise };
}

const pathOf = (address: string) => new URL(address, socket.url).pathname;
const store = (path: string, body: object = {}) => app.owner.ask('PUT', `${path}/asset`, { body });

async function begin(length: number, name = 'a.jpg'): Promise<string> {
  const response = await app.owner.ask('POST', uploads(), {
    headers: {
      ...tus,
      'upload-length': String(length),
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  return response.headers.get('location') ?? `refused: ${await codeOf(response)}`;
}

const send = (path: string, offset: number, body: Uint8Array) =>
  app.owner.ask('PATCH', path, { body, headers: { ...chunk, 'upload-offset': String(offset) } });
const offsetOf = async (path: string) =>
  (await app.owner.ask('HEAD', path, { headers: tus })).headers.get('upload-offset');

test('tus-js-client uploads a film in pieces, and it becomes a file of the library', async () => {
  const { upload, done } = client(film);
  upload.start();
  const response = await store(pathOf(await done));

  expect(await response.json()).toMatchObject({
    outcome: 'stored',
    asset: { name: 'spring film.mp4', kind: 'video', sizeBytes: film.length },
  });
});

test('tus-js-client goes on where it stopped', async () => {
  const halted = Promise.withResolvers<string>();
  const first = client(film, {
    onChunkComplete: (_size, sent) => {
      if (sent >= 1_000_000) void first.upload.abort().then(() => halted.resolve(first.upload.url!));
    },
  });
  first.upload.start();
  const url = await halted.promise;
  const before = Number(await offsetOf(pathOf(url)));
  let begunAt: number | undefined;
  const second = client(film, { uploadUrl: url, onProgress: (sent) => (begunAt ??= sent) });
  second.upload.start();
  const path = pathOf(await second.done);

  expect(before).toBeGreaterThanOrEqual(1_000_000);
  expect(begunAt).toBeGreaterThanOrEqual(before);
  expect(await (await store(path, { keepCopy: true })).json()).toMatchObject({
    asset: { sizeBytes: film.length },
  });
});

test('tus-js-client ends an upload, and nothing is left of it', async () => {
  const { upload, done } = client(film);
  upload.start();
  const url = await done;
  await Upload.terminate(url, { headers: { cookie: app.owner.cookie } });

  expect((await app.owner.ask('HEAD', pathOf(url), { headers: tus })).status).toBe(404);
});

test('the same bytes again are told as a duplicate with the older file, and are kept when the person says so', async () => {
  const bytes = await sharp({ create: { width: 500, height: 500, channels: 3, background: '#345' } })
    .jpeg()
    .toBuffer();
  const one = await begin(bytes.length, 'one.jpg');
  await send(one, 0, bytes);
  const { asset } = (await (await store(one)).json()) as { asset: { id: string } };
  const two = await begin(bytes.length, 'two.jpg');
  await send(two, 0, bytes);

  expect(await (await store(two)).json()).toMatchObject({ outcome: 'duplicate', asset: { id: asset.id } });
  expect(await (await store(two, { keepCopy: true })).json()).toMatchObject({
    outcome: 'stored',
    asset: { name: 'two.jpg' },
  });
});

test('asked twice at once, an upload becomes one file', async () => {
  const bytes = await sharp({ create: { width: 510, height: 500, channels: 3, background: '#345' } })
    .png()
    .toBuffer();
  const path = await begin(bytes.length);
  await send(path, 0, bytes);
  const answers = await Promise.all([store(path), store(path)]);
  const [one, two] = (await Promise.all(answers.map((each) => each.json()))) as { asset: { id: string } }[];

  expect(one?.asset.id).toBeDefined();
  expect(two?.asset.id).toBe(one?.asset.id);
});

test('what has not arrived whole is no file yet', async () => {
  const path = await begin(1000);
  await send(path, 0, new Uint8Array(400));

  expect(await codeOf(await store(path))).toBe('upload_incomplete');
  expect(await offsetOf(path)).toBe('400');
});

test('bytes at another place than the upload stands at are refused, and change nothing', async () => {
  const path = await begin(1000);
  await send(path, 0, new Uint8Array(400));
  const response = await send(path, 300, new Uint8Array(10));

  expect([response.status, await offsetOf(path)]).toEqual([409, '400']);
});

test('bytes beyond the length that was told are refused before they are kept', async () => {
  const path = await begin(10);

  expect(await codeOf(await send(path, 0, new Uint8Array(11)))).toBe('file_too_large');
  expect(await offsetOf(path)).toBe('0');
});

test.each([
  ['5 GB', 5 * 1024 ** 3, 'file_too_large'],
  ['nothing', 0, 'file_empty'],
])('an upload of %s is refused before it begins', async (_what, length, code) => {
  expect(await begin(length)).toBe(`refused: ${code}`);
});

test.each(['', '-1', '1e3', '1.5', 'NaN', '9'.repeat(20)])('a length of "%s" is refused', async (length) => {
  const headers = { ...tus, 'upload-length': length };

  expect(await codeOf(await app.owner.ask('POST', uploads(), { headers }))).toBe('invalid_input');
});

test('a file that cannot be used is told at the end with its own sentence, and forgotten', async () => {
  const path = await begin(4, 'page.jpg');
  await send(path, 0, new TextEncoder().encode('<svg'));

  expect(await codeOf(await store(path))).toBe('picture_unreadable');
  expect((await app.owner.ask('HEAD', path, { headers: tus })).status).toBe(404);
});

test('an upload is nobody else’s, not even in the same workspace', async () => {
  const path = await begin(10);
  const stranger = await app.stranger();
  await app.house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: app.owner.workspaceId,
      user_id: stranger.userId,
      role: 'admin',
      created_at: new Date(),
    })
    .execute();
  const response = await stranger.ask('PATCH', path, {
    body: new Uint8Array(1),
    headers: { ...chunk, 'upload-offset': '0' },
  });

  expect(response.status).toBe(404);
});

test('an upload that nobody went on with for a day is forgotten with its bytes', async () => {
  const path = await begin(1000);
  await send(path, 0, new Uint8Array(400));
  await app.house.advance(25 * 3600);
  await sweepUploads(app.house.ctx);
  await app.house.advance(-25 * 3600);

  expect((await app.owner.ask('HEAD', path, { headers: tus })).status).toBe(404);
});

test('the server says which parts of tus it speaks and how large a file may be', async () => {
  const { headers } = await app.owner.ask('OPTIONS', uploads());

  expect([headers.get('tus-extension'), headers.get('tus-max-size')]).toEqual([
    'creation,termination,expiration',
    String(300 * 1024 * 1024),
  ]);
});
