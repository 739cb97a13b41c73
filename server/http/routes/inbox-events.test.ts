import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../../test-context.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
let base: string;
beforeAll(async () => {
  app = await openTestApp();
  const { owner, house } = app;
  base = `/api/v1/workspaces/${owner.workspaceId}/inbox`;
  const member = { ...owner, userName: 'Ada', sessionId: crypto.randomUUID(), workspaceSlug: owner.slug };
  await house.connect({ account: business }, { ...member, role: 'owner' });
});
afterAll(() => app.close());

/** Reads events of an open stream, one `data` after the other. */
async function openStream(): Promise<{ next(): Promise<Changed>; close(): Promise<void> }> {
  const response = await app.owner.ask('GET', `${base}/events`);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const [, data, rest] = /^event: changed\ndata: (.*)\n\n([^]*)$/m.exec(text) ?? [];
        if (data !== undefined) {
          text = rest ?? '';
          return JSON.parse(data) as Changed;
        }
        const { value, done } = await reader.read();
        if (done) throw new Error('The stream ended.');
        text += value;
      }
    },
    close: () => reader.cancel(),
  };
}

interface Changed {
  threadIds: string[];
  counts: { open: number; mine: number; trouble: number };
}

/** As Meta tells of a comment, signed with our app's secret. */
async function tell(commentId: string, text: string): Promise<void> {
  const value = {
    id: commentId,
    from: { id: '5550001', username: 'wren.and.kiln' },
    media: { id: '180001' },
    text,
  };
  const time = Math.floor(app.house.ctx.clock.now().getTime() / 1000);
  const body = Buffer.from(
    JSON.stringify({
      object: 'instagram',
      entry: [{ id: business, time, changes: [{ field: 'comments', value }] }],
    }),
  );
  const { secret } = app.house.ctx.config.instagramApp!;
  const response = await app.browser().ask('POST', '/webhooks/meta', {
    body,
    headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` },
  });
  expect(response.status).toBe(200);
}

test('a new comment is on the open page within a second of its webhook, with what waits', async () => {
  const stream = await openStream();
  expect((await stream.next()).threadIds).toEqual([]);
  const before = performance.now();

  await tell('17900000000000001', 'Are you open today?');
  const changed = await stream.next();

  expect(performance.now() - before).toBeLessThan(1000);
  expect([changed.threadIds.length, changed.counts.open]).toEqual([1, 1]);
  const read = await app.owner.ask('GET', `${base}/threads/${changed.threadIds[0]}`);
  expect(await read.json()).toMatchObject({ thread: { lastWords: 'Are you open today?' } });
  await stream.close();
});

test('several pages are told, and what stood before they listened is not', async () => {
  const [one, other] = [await openStream(), await openStream()];
  const first = [await one.next(), await other.next()];

  await tell('17900000000000002', 'And tomorrow?');
  const [toOne, toOther] = [await one.next(), await other.next()];

  expect(first.map(({ threadIds }) => threadIds)).toEqual([[], []]);
  expect(toOne).toEqual(toOther);
  expect(toOne?.threadIds).toHaveLength(1);
  await Promise.all([one.close(), other.close()]);
});

test('an open page hears nothing more once its person was put out of the workspace', async () => {
  const stream = await openStream();
  await stream.next();

  await app.house.ctx.db.deleteFrom('members').where('user_id', '=', app.owner.userId).execute();

  await expect(stream.next()).rejects.toThrow('The stream ended.');
});
