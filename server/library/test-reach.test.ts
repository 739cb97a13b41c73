import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestContext, type TestContext } from '../test-context.ts';
import { inTransaction } from '../database/index.ts';
import { importFile, storeAsset, testReach } from './index.ts';
import { aVideo } from './test-video.ts';

let house: TestContext;
let renditionId: string;
beforeAll(async () => {
  house = await openTestContext();
  const film = await aVideo();
  const bytes = Buffer.concat([film, Buffer.alloc(20 * 1024 * 1024)]);
  bytes.writeUInt32BE(bytes.length - film.length, film.length);
  bytes.write('free', film.length + 4, 'latin1');
  const asset = await storeAsset(house.ctx, house.member, { name: 'large.mp4', bytes });
  renditionId = asset.rendition.id;
});
afterAll(() => house.close());

test('of a large video the beginning is asked for and compared', async () => {
  let range: string | null = null;
  const ours = house.ctx.fetch;
  const watched = (input: Parameters<typeof fetch>[0], init?: RequestInit) => {
    range = new Headers(init?.headers).get('range');
    return ours(input, init);
  };

  expect((await testReach({ ...house.ctx, fetch: watched }, renditionId)).state).toBe('ok');
  expect(range).toBe('bytes=0-262143');
});

test('nothing is fetched inside a transaction', async () => {
  const look = inTransaction(house.ctx, (ctx) => testReach(ctx, renditionId));
  const file = { url: 'https://example.com/a.jpg', folderId: null, keepCopy: false };
  const bring = inTransaction(house.ctx, (ctx) => importFile(ctx, house.member, file));

  await expect(look).rejects.toThrow('inside a transaction');
  await expect(bring).rejects.toThrow('inside a transaction');
});

test('a page in front of it is told as such', async () => {
  const page = async () => new Response('<p>hello', { headers: { 'content-type': 'text/html' } });

  expect((await testReach({ ...house.ctx, fetch: page }, renditionId)).state).toBe('wrong_bytes');
});
