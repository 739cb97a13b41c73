import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicMediaUrl } from '../../library/index.ts';
import { codeOf, openTestApp, type TestApp } from '../test-app.ts';
import { aVideo } from '../../library/test-video.ts';

let app: TestApp;
let png: Buffer;
beforeAll(async () => {
  app = await openTestApp();
  app.house.ctx.config.library.videoLimitBytes = 1024 * 1024;
  png = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#886644' } })
    .png()
    .toBuffer();
});
afterAll(() => app.close());

const assets = () => `/api/v1/workspaces/${app.owner.workspaceId}/assets`;
const raw = { 'content-type': 'application/octet-stream' };

interface Stored {
  id: string;
  name: string;
  pictureUrl: string;
  rendition: { id: string; sizeBytes: number };
}

async function upload(): Promise<Stored> {
  const response = await app.owner.ask('POST', `${assets()}?name=plate.png`, { body: png, headers: raw });
  return ((await response.json()) as { asset: Stored }).asset;
}

test('a picture that was uploaded is shown to its workspace as a JPEG', async () => {
  const stored = await upload();
  const picture = await app.owner.ask('GET', stored.pictureUrl);

  expect(stored.name).toBe('plate.png');
  expect(picture.headers.get('content-type')).toBe('image/jpeg');
  expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).format).toBe('jpeg');
});

test('a picture of one workspace is none of another', async () => {
  const { id } = await upload();
  const stranger = await app.stranger();

  const there = await stranger.ask('GET', `/api/v1/workspaces/${stranger.workspaceId}/assets/${id}/picture`);

  expect(await codeOf(there)).toBe('not_found');
});

test('the same bytes again are told as a duplicate with the file that is here, or kept as a copy when that is said', async () => {
  const { id } = await upload();
  const again = await app.owner.ask('POST', `${assets()}?name=again.png`, { body: png, headers: raw });
  const copy = await app.owner.ask('POST', `${assets()}?name=copy.png&keepCopy=true`, {
    body: png,
    headers: raw,
  });
  const copied = (await copy.json()) as { outcome: string; asset: { id: string; name: string } };

  expect([again.status, await again.json()]).toMatchObject([200, { outcome: 'duplicate', asset: { id } }]);
  expect([copy.status, copied]).toMatchObject([201, { outcome: 'stored', asset: { name: 'copy.png' } }]);
  expect(copied.asset.id).not.toBe(id);
});

test('an upload that is sent again under its key makes one file; other bytes under that key are refused', async () => {
  const send = (body: Uint8Array) =>
    app.owner.ask('POST', `${assets()}?name=key.png&keepCopy=true`, {
      body,
      headers: { ...raw, 'idempotency-key': 'upload-1' },
    });
  const first = await send(png);
  const second = await send(png);
  const other = await send(Buffer.concat([png, Buffer.from(' ')]));

  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.headers.get('idempotency-replayed')).toBe('true');
  expect(await second.json()).toEqual(await first.json());
  expect(await codeOf(other)).toBe('idempotency_conflict');
});

test('a drawing is refused, and nothing is kept of it', async () => {
  const before = (await (await app.owner.ask('GET', assets())).json()) as { assets: unknown[] };
  const svg = new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>');
  const response = await app.owner.ask('POST', `${assets()}?name=a.jpg`, { body: svg, headers: raw });

  expect(await codeOf(response)).toBe('picture_unreadable');
  expect(await (await app.owner.ask('GET', assets())).json()).toEqual(before);
});

test('an upload over the limit is refused before it is read', async () => {
  const response = await app.owner.ask('POST', `${assets()}?name=a.jpg`, {
    body: png,
    headers: { ...raw, 'content-length': String(31 * 1024 * 1024) },
  });

  expect([response.status, await codeOf(response)]).toEqual([413, 'file_too_large']);
});

test('an upload that does not say its length is cut off at the limit', async () => {
  const large = new Uint8Array(30 * 1024 * 1024 + 1);
  const response = await app.owner.ask('POST', `${assets()}?name=a.jpg`, { body: large, headers: raw });

  expect(await codeOf(response)).toBe('file_too_large');
});

test('a video without a still is a plain plate, and plays in ranges', async () => {
  const film = await aVideo({ seconds: 1 });
  const response = await app.owner.ask('POST', `${assets()}?name=a.mp4`, { body: film, headers: raw });
  const { asset } = (await response.json()) as { asset: { pictureUrl: string; videoUrl: string } };
  const { pictureUrl, videoUrl } = asset;
  const still = await app.owner.ask('GET', pictureUrl);
  const part = await app.owner.ask('GET', videoUrl, { headers: { range: 'bytes=4-7' } });

  expect([still.status, still.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  expect([part.status, part.headers.get('content-type')]).toEqual([206, 'video/mp4']);
  expect(await part.text()).toBe('ftyp');
});

test('a still that a browser made of a video is its picture from then on', async () => {
  const film = await aVideo({ seconds: 1, framesPerSecond: 25 });
  const response = await app.owner.ask('POST', `${assets()}?name=a.mp4`, { body: film, headers: raw });
  const { asset } = (await response.json()) as { asset: { id: string; pictureUrl: string } };
  const { id, pictureUrl } = asset;
  const still = await sharp({ create: { width: 90, height: 160, channels: 3, background: '#555' } })
    .jpeg()
    .toBuffer();
  const put = (body: Uint8Array) => app.owner.ask('PUT', `${assets()}/${id}/still`, { body, headers: raw });
  const statuses = [(await put(still)).status, (await put(still)).status, (await put(png)).status];
  const picture = await app.owner.ask('GET', pictureUrl);

  expect(statuses).toEqual([200, 200, 422]);
  expect((await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width).toBe(90);
});

test('Meta fetches the picture whole, in a range, and only under its signature', async () => {
  const { rendition } = await upload();
  const path = publicMediaUrl(app.house.ctx, rendition.id).slice(app.publicUrl.length);
  const meta = app.browser();

  const whole = await meta.ask('GET', path);
  const part = await meta.ask('GET', path, { headers: { range: 'bytes=0-9' } });
  const forged = await meta.ask(
    'GET',
    path.replace(/.\.jpg$/, (end) => (end[0] === 'A' ? 'B.jpg' : 'A.jpg')),
  );

  expect(whole.headers.get('content-type')).toBe('image/jpeg');
  expect((await whole.arrayBuffer()).byteLength).toBe(rendition.sizeBytes);
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 0-9/${rendition.sizeBytes}`]);
  expect((await part.arrayBuffer()).byteLength).toBe(10);
  expect(forged.status).toBe(404);
});
