import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aVideo } from '../library/test-video.ts';
import { openTestApp, type TestApp } from './test-app.ts';
import { besideTheTable } from './test-routes.ts';

/** What `audit-walk.test.ts` asks of the table, asked of the routes beside it. */

let app: TestApp;
let film: Buffer;
beforeAll(async () => {
  app = await openTestApp();
  film = await aVideo();
});
afterAll(() => app.close());

const inWorkspace = '/api/v1/workspaces/:workspaceId';
/** The event that a success leaves, and how to come to one. */
const leaves: Record<string, [action: string, ask: () => Promise<Response>]> = {
  [`post ${inWorkspace}/assets`]: ['file.stored', () => store(film)],
  [`put ${inWorkspace}/assets/:assetId/still`]: [
    'file.still_set',
    async () => putStill(await aFilm(), await aJpeg(90)),
  ],
};
/** What changes nothing that anybody could ask about, with the reason. */
const leavesNone: Record<string, string> = {
  [`post ${inWorkspace}/uploads`]:
    'bytes on their way are no file; that one was made of them is written down',
  [`patch ${inWorkspace}/uploads/:uploadId`]: 'the same',
  [`delete ${inWorkspace}/uploads/:uploadId`]: 'the same: what is given up was never a file',
};

test('every route beside the table that writes stands in one of the two lists', () => {
  const writes = besideTheTable
    .filter(({ method }) => method !== 'get')
    .map(({ method, path }) => `${method} ${path}`);

  expect([...Object.keys(leaves), ...Object.keys(leavesNone)].toSorted()).toEqual(writes.toSorted());
});

test.each(Object.keys(leaves))('%s leaves its event, with where it came from', async (route) => {
  const [action, ask] = leaves[route]!;

  expect((await ask()).ok).toBe(true);
  expect(await lastEvent()).toMatchObject({
    action,
    via: 'web',
    network: '203.0.113.0/24',
    browser: 'Firefox on Linux',
  });
});

test('a still that is there is not exchanged, by a colleague or by who sent the video', async () => {
  const assetId = await aFilm();
  await putStill(assetId, await aJpeg(90));
  const before = await lastEvent();

  expect((await putStill(assetId, await aJpeg(64))).status).toBe(200);
  expect((await putStill(assetId, await aJpeg(64), await aColleague())).status).toBe(200);
  expect(await widthOfStill(assetId)).toBe(90);
  expect(await lastEvent()).toEqual(before);
});

const from = '203.0.113.77';
const headers = {
  'content-type': 'application/octet-stream',
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};
const assets = () => `/api/v1/workspaces/${app.owner.workspaceId}/assets`;
const store = (body: Uint8Array) =>
  app.owner.ask('POST', `${assets()}?name=film.mp4&keepCopy=true`, { body, headers, from });
const putStill = (assetId: string, body: Uint8Array, who: Pick<TestApp['owner'], 'ask'> = app.owner) =>
  who.ask('PUT', `${assets()}/${assetId}/still`, { body, headers, from });

async function aFilm(): Promise<string> {
  return ((await (await store(film)).json()) as { asset: { id: string } }).asset.id;
}

function aJpeg(width: number): Promise<Buffer> {
  return sharp({ create: { width, height: 80, channels: 3, background: '#555' } })
    .jpeg()
    .toBuffer();
}

async function aColleague() {
  const person = await app.stranger();
  const { workspaceId } = app.owner;
  await app.house.ctx.db
    .insertInto('members')
    .values({
      workspace_id: workspaceId,
      user_id: person.userId,
      role: 'contributor',
      created_at: new Date(),
    })
    .execute();
  return person;
}

async function widthOfStill(assetId: string): Promise<number | undefined> {
  const picture = await app.owner.ask('GET', `${assets()}/${assetId}/picture`);
  return (await sharp(Buffer.from(await picture.arrayBuffer())).metadata()).width;
}

const lastEvent = () =>
  app.house.ctx.db
    .selectFrom('audit_events')
    .selectAll()
    .where('action', 'like', 'file.%')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
