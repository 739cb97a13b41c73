import { afterAll, beforeAll, expect, test } from 'vitest';
import { notify } from '../../notices/index.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const tell = () =>
  notify(app.house.ctx, {
    workspaceId: app.owner.workspaceId,
    kind: 'needs_reconnect',
    key: crypto.randomUUID(),
    params: { account: 'linden.ceramics', paused: 0 },
  });

test('an open page hears what is told, and no more once its session has ended', async () => {
  const stream = await app.owner.ask('GET', `/api/v1/workspaces/${app.owner.workspaceId}/notices/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const told: string[] = [];
  const read = async () => {
    const { value, done } = await reader.read();
    told.push(...((value ?? '').match(/\{.*?\}/g) ?? []));
    return done;
  };
  await read();
  await tell();
  while (told.length < 2) await read();
  await app.house.ctx.db.deleteFrom('sessions').where('user_id', '=', app.owner.userId).execute();
  await tell();
  while (!(await read()));

  expect(told).toEqual(['{"unread":0}', '{"unread":1}']);
});
