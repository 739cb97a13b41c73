import { afterAll, beforeAll, expect, test } from 'vitest';
import { business } from '../../test-context.ts';
import { codeOf, openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await openTestApp();
  const owner = await app.house.aMember();
  Object.assign(owner, { workspaceId: app.owner.workspaceId, userId: app.owner.userId });
  await app.house.connect({ account: business }, owner);
  const connectionId = await app.house.connectionOf(business, owner);
  folder = `/api/v1/workspaces/${owner.workspaceId}/connections/${connectionId}/insights`;
});
afterAll(() => app.close());

test.each(['overview', 'media', 'audience', 'best-time'])('%s comes as a file of CSV', async (name) => {
  const response = await app.owner.ask('GET', `${folder}/${name}.csv`);

  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="insights-[\w-]+\.csv"$/,
  );
  const [names] = (await response.text()).split('\r\n');
  expect(names).toMatch(/^[a-z_]+(,[a-z_]+)+$/);
});

test('a window that is none is refused, as the page’s is', async () => {
  const response = await app.owner.ask('GET', `${folder}/overview.csv?since=2026-11-24&until=2026-11-22`);

  expect([response.status, await codeOf(response)]).toEqual([422, 'invalid_input']);
});

test.each(['12', 'x', '..%2f', '9'.repeat(40)])('there is no media %s', async (mediaId) => {
  const response = await app.owner.ask('GET', `${folder}/media/${mediaId}.csv`);

  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
});
