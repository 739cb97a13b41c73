import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../../test-context.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

test('a post at rest is told once, and then that nothing more will come', async () => {
  const { owner, house } = app;
  const { session_id: sessionId } = { session_id: crypto.randomUUID() };
  await house.connect(
    { account: business },
    { ...owner, userName: 'Ada', sessionId, workspaceSlug: owner.slug, role: 'owner' },
  );
  const { id: connectionId } = await house.ctx.db
    .selectFrom('connections')
    .select('id')
    .executeTakeFirstOrThrow();
  const base = `/api/v1/workspaces/${owner.workspaceId}`;
  const png = await sharp({ create: { width: 400, height: 400, channels: 3, background: '#886644' } })
    .png()
    .toBuffer();
  const uploaded = await owner.ask('POST', `${base}/assets?name=a.png`, { body: png });
  const { asset } = (await uploaded.json()) as { asset: { id: string } };
  const created = await owner.ask('POST', `${base}/posts`, {
    body: { connectionId, items: [{ assetId: asset.id }], caption: 'Silver' },
  });
  const { id } = (await created.json()) as { id: string };

  const response = await owner.ask('GET', `${base}/posts/${id}/events`);
  const text = await response.text();

  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(text.match(/^event: \w+/gm)).toEqual(['event: post', 'event: rest']);
  expect(text).toContain('"caption":"Silver"');
});
