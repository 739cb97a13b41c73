import { expect, onTestFinished, test } from 'vitest';
import { aVideoHost, connect, setStage, type Stage } from '../graph/publishing/media-stage.ts';
import { startSimulator } from '../serve.ts';
import { demoApp } from '../world/seed.ts';
import { aMovie } from './test-movie.ts';

/** Longer than one kept piece, so that parts begin and end in the middle of pieces. */
const movie = aMovie({ dataBytes: 2_500_000 });
const size = movie.byteLength;

async function anUpload(kind: Record<string, string> = { media_type: 'REELS' }) {
  const stage = await setStage();
  const path = `/${stage.account.id}/media`;
  const { body } = await stage.onFacebook('POST', path, { upload_type: 'resumable', ...kind });
  const send = (
    headers: Record<string, string>,
    bytes?: Uint8Array | ReadableStream,
    uri: string = body.uri,
  ) =>
    stage.simulator.fetch(uri, {
      method: 'POST',
      headers: { authorization: `OAuth ${stage.facebookToken()}`, ...headers },
      ...(bytes !== undefined && { body: bytes, duplex: 'half' }),
    } as RequestInit);
  const read = () => stage.readContainer(body.id, 'status_code,video_status');
  return { stage, id: body.id as string, uri: body.uri as string, send, read };
}

const whole = (sizeBytes = size) => ({ offset: '0', file_size: String(sizeBytes) });

async function readRefusal(response: Response) {
  const { debug_info: info } = (await response.json()) as { debug_info: Record<string, unknown> };
  const inner = JSON.parse(String(info['message'])) as { success: boolean; error: { message: string } };
  return { status: response.status, retriable: info['retriable'], type: info['type'], ...inner };
}

const phases = (uploading: string, bytes: number, processing: string) => ({
  video_status: {
    uploading_phase: { status: uploading, bytes_transferred: bytes },
    processing_phase: { status: processing },
  },
});

test('a container waits for its bytes and is FINISHED when they have come and were worked on', async () => {
  const { stage, send, read } = await anUpload();
  stage.setFlags({ containerSeconds: 10 });

  const waiting = await read();
  const answer = await send(whole(), movie);
  await stage.simulator.settled();
  const worked = await read();
  stage.advance(10);
  const ready = await read();

  expect([answer.status, await answer.json()]).toEqual([
    200,
    { success: true, message: 'Upload successful.' },
  ]);
  expect(waiting).toMatchObject({ status_code: 'IN_PROGRESS', ...phases('not_started', 0, 'not_started') });
  expect(worked).toMatchObject({ status_code: 'IN_PROGRESS', ...phases('complete', size, 'in_progress') });
  expect(ready).toMatchObject({ status_code: 'FINISHED', ...phases('complete', size, 'complete') });
});

test('the published file is the uploaded file, byte by byte, when it came in three parts', async () => {
  const { stage, id, send, read } = await anUpload();
  const cuts = [0, 1_000_001, 1_000_002, size];
  for (let part = 0; part < 3; part += 1) {
    const [from = 0, to = 0] = cuts.slice(part, part + 2);
    await send({ offset: String(from), file_size: String(size) }, movie.subarray(from, to));
    if (part === 0) expect(await read()).toMatchObject(phases('in_progress', 1_000_001, 'not_started'));
  }
  await stage.simulator.settled();
  const { body } = await stage.call('POST', '/me/media_publish', { creation_id: id });
  const { media_url: address } = (await stage.call('GET', `/${body.id}`, { fields: 'media_url' })).body;

  const file = Buffer.from(await (await stage.simulator.fetch(address)).arrayBuffer());

  expect(file.equals(movie)).toBe(true);
});

test('what came before the wire broke is kept, and the rest goes behind it', async () => {
  const { stage, send, read } = await anUpload();
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(movie.slice(0, 1_234_567)),
    pull: (controller) => controller.error(new TypeError('terminated')),
  });

  const broken = await readRefusal(await send(whole(), body));
  const kept = await read();
  await send({ offset: '1234567', file_size: String(size) }, movie.subarray(1_234_567));
  await stage.simulator.settled();

  expect(broken).toMatchObject({ status: 400, retriable: true });
  expect(kept).toMatchObject(phases('in_progress', 1_234_567, 'not_started'));
  expect(await read()).toMatchObject({ status_code: 'FINISHED' });
});

test('file_url lets the uploader fetch the bytes', async () => {
  const { stage, send, read } = await anUpload();
  const address = 'https://cdn.example.com/clip.mp4';
  stage.web.set(address, aVideoHost(movie));

  const answer = await send({ file_url: address });
  await stage.simulator.settled();

  expect(await answer.json()).toMatchObject({ success: true });
  expect(await read()).toMatchObject({ status_code: 'FINISHED' });
});

test('the version in the path may be left out, and a story and a child upload likewise', async () => {
  const kinds: Record<string, string>[] = [
    { media_type: 'STORIES' },
    { media_type: 'VIDEO', is_carousel_item: 'true' },
  ];
  for (const kind of kinds) {
    const { send, uri } = await anUpload(kind);
    expect((await send(whole(), movie, uri.replace('/v25.0', ''))).status).toBe(200);
  }
});

type Sent = [string, Record<string, string>, Record<string, unknown>];

test.each<Sent>([
  ['another offset', { offset: '5', file_size: String(size) }, { retriable: true }],
  ['no size', { offset: '0' }, { retriable: false }],
  ['a size that is none', { offset: '0', file_size: '1e9' }, { retriable: false }],
  ['a size above 300 MiB', whole(300 * 1024 * 1024 + 1), { retriable: false }],
  [
    'another token',
    { ...whole(), authorization: 'OAuth EAAnobody' },
    { error: { message: 'unauthorized user request' } },
  ],
  ['no token', { ...whole(), authorization: '' }, { error: { message: 'unauthorized user request' } }],
])('an upload with %s is refused and changes nothing', async (_what, headers, refusal) => {
  const { send, read } = await anUpload();

  const refused = await readRefusal(await send(headers, movie));

  expect(refused).toMatchObject({ status: 400, type: 'ProcessingFailedError', success: false, ...refusal });
  expect(await read()).toMatchObject(phases('not_started', 0, 'not_started'));
});

test('a part under another size than the first is refused', async () => {
  const { send } = await anUpload();
  await send(whole(), movie.subarray(0, 1000));

  const refused = await readRefusal(await send({ offset: '1000', file_size: String(size + 1) }, movie));

  expect(refused).toMatchObject({ retriable: false, error: { message: 'file_size is not what it was' } });
});

test('more bytes than were announced end the container with 2207053', async () => {
  const { stage, id, send } = await anUpload();

  await send(whole(1000), movie);

  const read = await stage.readContainer(id, 'status_code,status,video_status');
  expect(read).toMatchObject({
    status_code: 'ERROR',
    status: 'Error: Media upload has failed with error code 2207053',
    ...phases('error', 0, 'not_started'),
  });
  expect(stage.simulator.world.videos.size).toBe(0);
});

test('a video that was uploaded takes no second one', async () => {
  const { send } = await anUpload();
  await send(whole(), movie);

  expect(await readRefusal(await send(whole(), movie))).toMatchObject({ retriable: false });
});

test('two clients at once do not mix their bytes', async () => {
  const { stage, send, read } = await anUpload();

  const both = await Promise.all([send(whole(), movie), send(whole(), movie)]);
  await stage.simulator.settled();

  expect(both.map((response) => response.status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  expect(await read()).toMatchObject({ status_code: 'FINISHED' });
});

test("the container of another person's account is nobody's to upload to", async () => {
  const { stage, id, send } = await anUpload();
  const { containers } = stage.simulator.world;
  const made = containers.get(id);
  if (made === undefined) throw new Error('no container');
  containers.put({ ...made, accountId: '17841400000000404' });

  expect((await readRefusal(await send(whole(), movie))).error.message).toBe('unauthorized user request');
});

test('an upload that never starts is IN_PROGRESS for a day, and then too late', async () => {
  const { stage, send, read } = await anUpload();
  stage.advance(24 * 60 * 60 - 1);
  const before = await read();
  stage.advance(1);

  expect(before.status_code).toBe('IN_PROGRESS');
  expect((await read()).status_code).toBe('EXPIRED');
  expect(await readRefusal(await send(whole(), movie))).toMatchObject({ retriable: false });
});

test('by flag a container of Instagram Login is uploaded with its own token', async () => {
  const stage: Stage = await setStage();
  stage.setFlags({ resumableOnInstagram: true });
  const params = { media_type: 'REELS', upload_type: 'resumable' };
  const { body } = await stage.call('POST', '/me/media', params);

  const answer = await stage.simulator.fetch(body.uri, {
    method: 'POST',
    headers: { authorization: `OAuth ${stage.token}`, ...whole() },
    body: movie,
  });

  expect(answer.status).toBe(200);
});

/** A simulator behind a socket, with a container of Instagram Login that waits for its bytes. */
async function aSocket() {
  const { url, simulator, close } = await startSimulator({ port: 0 });
  const { world } = simulator;
  const app = world.apps.get(demoApp.id) ?? demoApp;
  world.apps.put({ ...app, flags: { ...app.flags, resumableOnInstagram: true } });
  const account = world.accounts.get('17841400000000101');
  if (account === undefined) throw new Error('no account');
  const token = connect(simulator, account, [
    'instagram_business_basic',
    'instagram_business_content_publish',
  ]);
  const made = await fetch(`${url}/graph.instagram.com/v25.0/me/media`, {
    method: 'POST',
    body: new URLSearchParams({ media_type: 'REELS', upload_type: 'resumable', access_token: token }),
  });
  const { id, uri } = (await made.json()) as { id: string; uri: string };
  const send = (headers: Record<string, string>, body: BodyInit) =>
    fetch(uri, {
      method: 'POST',
      headers: { authorization: `OAuth ${token}`, ...headers },
      body,
      duplex: 'half',
    } as RequestInit);
  return { url, id, simulator, close, send };
}

test('over a socket a large body is taken as it comes', async () => {
  const { id, simulator, close, send } = await aSocket();
  onTestFinished(close);

  const answer = await send(whole(), movie);

  expect(await answer.json()).toEqual({ success: true, message: 'Upload successful.' });
  expect(simulator.world.containers.get(id)?.upload?.bytesTransferred).toBe(size);
});

test('over a socket a refused upload is told why, though its bytes were not wanted', async () => {
  const { close, send } = await aSocket();
  onTestFinished(close);

  const stranger = await send({ ...whole(), authorization: 'OAuth IGAAnobody' }, movie);
  const tooMuch = await send(whole(1000), movie);

  expect([stranger.status, tooMuch.status]).toEqual([400, 400]);
  expect(await readRefusal(tooMuch)).toMatchObject({ error: { message: 'more bytes than file_size' } });
});

test('a client that stalls in the middle does not hold a simulator that closes', async () => {
  const { url, close, send, simulator, id } = await aSocket();
  const stalled = new ReadableStream({ start: (controller) => controller.enqueue(movie.slice(0, 1000)) });
  const sent = send(whole(), stalled).catch(() => 'broken');
  // The journal names a request when it has arrived.
  for (let journal = ''; !journal.includes('ig-api-upload');) {
    journal = await (await fetch(`${url}/_simulator/journal`)).text();
  }

  await close();

  await sent;
  expect(simulator.world.containers.get(id)?.upload?.state).toBe('not_started');
});
