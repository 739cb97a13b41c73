import { afterAll, beforeAll, expect, test } from 'vitest';
import { notify } from '../../notices/index.ts';
import { business } from '../../test-context.ts';
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
    instagramUserId: business,
    key: crypto.randomUUID(),
    params: { account: 'linden.ceramics', paused: 0 },
  });

/** Listens, and answers what was told once it has heard so much, what ends it was done, and the stream has ended. */
async function listenUntil(heard: number, end: () => Promise<unknown>): Promise<string[]> {
  const stream = await app.owner.ask('GET', `/api/v1/workspaces/${app.owner.workspaceId}/notices/events`);
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const told: string[] = [];
  const read = async () => {
    const { value, done } = await reader.read();
    told.push(...((value ?? '').match(/\{.*?\}/g) ?? []));
    return done;
  };
  await read();
  while (told.length < heard) {
    await tell();
    await read();
  }
  await end();
  await tell();
  while (!(await read()));
  return told;
}

test('an open page hears nothing more once its workspace asks for a second step that the person has not', async () => {
  const workspace = app.house.ctx.db.updateTable('workspaces').where('id', '=', app.owner.workspaceId);

  const told = await listenUntil(1, () => workspace.set({ requires_two_factor: true }).execute());
  await workspace.set({ requires_two_factor: false }).execute();

  expect(told).toEqual(['{"unread":0}']);
});

test('an open page hears what is told, and no more once its session has ended', async () => {
  const told = await listenUntil(2, () =>
    app.house.ctx.db.deleteFrom('sessions').where('user_id', '=', app.owner.userId).execute(),
  );

  expect(told).toEqual(['{"unread":1}', '{"unread":2}']);
});
