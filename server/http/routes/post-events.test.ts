import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../../test-context.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
let connectionId: string;
beforeAll(async () => {
  app = await openTestApp();
  const { owner, house } = app;
  const member = { ...owner, userName: 'Ada', sessionId: crypto.randomUUID(), workspaceSlug: owner.slug };
  await house.connect({ account: business }, { ...member, role: 'owner' });
  const { id } = await house.ctx.db.selectFrom('connections').select('id').executeTakeFirstOrThrow();
  connectionId = id;
});
afterAll(() => app.close());

/** A draft of the owner's account. Answers its address. */
async function draft(caption: string): Promise<string> {
  const { owner } = app;
  const base = `/api/v1/workspaces/${owner.workspaceId}`;
  const png = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#886644' } })
    .png()
    .toBuffer();
  const uploaded = await owner.ask('POST', `${base}/assets?name=a.png`, { body: png });
  const { asset } = (await uploaded.json()) as { asset: { id: string } };
  const created = await owner.ask('POST', `${base}/posts`, {
    body: { connectionId, items: [{ assetId: asset.id }], caption },
  });
  const { id } = (await created.json()) as { id: string };
  return `${base}/posts/${id}`;
}

test('a post at rest is told once, and then that nothing more will come', async () => {
  const response = await app.owner.ask('GET', `${await draft('Silver')}/events`);
  const text = await response.text();

  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(text.match(/^event: \w+/gm)).toEqual(['event: post', 'event: rest']);
  expect(text).toContain('"caption":"Silver"');
});

test('a post that waits is told no more once the session has ended, and not that it is at rest', async () => {
  const { owner, house } = app;
  const post = await draft('Copper');
  const publishAt = new Date(house.ctx.clock.now().getTime() + 3_600_000).toISOString();
  const scheduled = await owner.ask('PUT', `${post}/schedule`, { body: { publishAt } });
  expect(scheduled.status).toBe(200);
  const stream = await owner.ask('GET', `${post}/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader.read();

  await house.ctx.db.deleteFrom('sessions').where('user_id', '=', owner.userId).execute();
  let text = first.value ?? '';
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) text += chunk.value;

  expect(text.match(/^event: \w+/gm)).toEqual(['event: post']);
});
