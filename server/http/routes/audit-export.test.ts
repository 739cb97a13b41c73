import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../test-app.ts';

let app: TestApp;
let trail: string;
beforeAll(async () => {
  app = await openTestApp();
  trail = `/api/v1/workspaces/${app.owner.workspaceId}/audit-events`;
});
afterAll(() => app.close());

const actionsOf = async () => {
  const { events } = (await (await app.owner.ask('GET', trail)).json()) as { events: { action: string }[] };
  return events.map(({ action }) => action);
};

test('the trail is taken as CSV and as JSON lines, and that is in the trail itself', async () => {
  const csv = await app.owner.ask('GET', `${trail}.csv`);
  const lines = await app.owner.ask('GET', `${trail}.jsonl`);

  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
  expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="audit-trail-[\d-]+\.csv"$/);
  expect(await csv.text()).toMatch(/^at,actor,[^]+audit\.exported[^]+workspace\.created/);
  const told = (await lines.text())
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(told).toMatchObject([
    { action: 'audit.exported', details: { format: 'jsonl' }, via: 'web', network: '127.0.0.0/24' },
    { action: 'audit.exported', details: { format: 'csv' } },
    { action: 'workspace.created' },
  ]);
});

test('a file holds what the filter finds', async () => {
  const response = await app.owner.ask('GET', `${trail}.jsonl?area=workspace`);

  expect(
    (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object),
  ).toMatchObject([{ action: 'workspace.created' }]);
});

test('a look at the head of a file takes nothing and leaves nothing', async () => {
  const before = await actionsOf();

  const response = await app.owner.ask('HEAD', `${trail}.csv`);

  expect([response.status, await response.text(), await actionsOf()]).toEqual([200, '', before]);
});

test.each(['?area=', '?person=me', '?since=yesterday', '?account=x', '?area=post%00'])(
  'a filter like %s is refused',
  async (query) => {
    for (const path of [trail, `${trail}.csv`, `${trail}.jsonl`])
      expect((await app.owner.ask('GET', path + query)).status).toBe(422);
  },
);
