import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import { roles, type AnyOp } from '#contract/op.ts';
import { newId } from '../database/index.ts';
import { besideTheTable } from './test-routes.ts';
import { codeOf, openTestApp, type TestApp } from './test-app.ts';
import { wholeInputOf } from './test-inputs.ts';

let app: TestApp;
let foreign: Awaited<ReturnType<TestApp['stranger']>>;
beforeAll(async () => {
  app = await openTestApp();
  foreign = await app.stranger();
});
afterAll(() => app.close());

const all = [
  ...Object.values(contract).flatMap((group) => Object.values(group) as AnyOp[]),
  ...besideTheTable,
];
const table = all.map(({ method, path, access }) => ({ method: method.toUpperCase(), path, access }));
const inWorkspace = table.filter(({ path }) => path.includes(':workspaceId'));
const aboveViewer = inWorkspace.filter(({ access }) => access !== 'viewer');
const privateOnes = table.filter(({ access }) => access !== 'public');

/** The path with this workspace, and with ids that exist nowhere. */
function at(path: string, workspaceId: string): string {
  return path.replace(':workspaceId', workspaceId).replaceAll(/:\w+/g, () => newId());
}

test.each(privateOnes)(
  '$method $path without a session is refused as not signed in',
  async ({ method, path }) => {
    const response = await app.browser().ask(method, at(path, app.owner.workspaceId));

    expect([response.status, await codeOf(response)]).toEqual([401, 'not_signed_in']);
  },
);

test.each(inWorkspace)(
  '$method $path says nothing of a workspace of somebody else',
  async ({ method, path }) => {
    const response = await app.owner.ask(method, at(path, foreign.workspaceId));

    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  },
);

test.each(inWorkspace)('$method $path says the same of no workspace at all', async ({ method, path }) => {
  const nowhere = await app.owner.ask(method, at(path, newId()));
  const noId = await app.owner.ask(method, at(path, '..%2f'));

  expect([await codeOf(nowhere), await codeOf(noId)]).toEqual(['not_found', 'not_found']);
});

test.each(aboveViewer)('$method $path refuses the role below $access', async ({ method, path, access }) => {
  const below = roles[roles.indexOf(access as (typeof roles)[number]) - 1]!;
  const members = app.house.ctx.db
    .updateTable('members')
    .where('user_id', '=', app.owner.userId)
    .where('workspace_id', '=', app.owner.workspaceId);
  await members.set({ role: below }).execute();

  const response = await app.owner.ask(method, at(path, app.owner.workspaceId));
  await members.set({ role: 'owner' }).execute();

  expect([response.status, await codeOf(response)]).toEqual([403, 'not_allowed']);
});

const foreignThings = inWorkspace.filter(({ path }) => /:(?!workspaceId)\w+/.test(path));
test.each(foreignThings)(
  '$method $path does not find a thing that is not in the workspace',
  async ({ method, path }) => {
    const body = wholeInputOf(method, path);
    const response = await app.owner.ask(method, at(path, app.owner.workspaceId), { body });

    expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
  },
);

test('what is wrong with an input is named part by part, and nothing is saved', async () => {
  const response = await app.owner.ask('POST', '/api/v1/workspaces', { body: { name: '  ' } });

  expect(await response.json()).toMatchObject({
    status: 422,
    code: 'invalid_input',
    fields: [{ path: 'name', message: 'Write a name.' }],
  });
});

test('text that no database keeps is a wrong input, wherever it stands', async () => {
  const put = (body: unknown) => app.owner.ask('POST', '/api/v1/workspaces', { body });
  const [nothing, half] = [await put({ name: 'Sho\0p' }), await put({ name: 'Shop \ud83d' })];

  for (const response of [nothing, half])
    expect(await response.json()).toMatchObject({
      status: 422,
      code: 'invalid_input',
      fields: [{ path: 'name', message: 'Some characters cannot be kept.' }],
    });
});

test('a body that is no JSON is refused, whatever it says it is', async () => {
  const form = await app.owner.ask('POST', '/api/v1/workspaces', {
    body: { name: 'x' },
    headers: { 'content-type': 'text/plain' },
  });
  const large = await app.owner.ask('POST', '/api/v1/workspaces', { body: { name: 'x'.repeat(70_000) } });

  expect([await codeOf(form), await codeOf(large)]).toEqual(['invalid_input', 'invalid_input']);
});

test('an unknown address of the API is a problem and no page', async () => {
  const response = await app.owner.ask('GET', '/api/v1/nothing');

  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(await codeOf(response)).toBe('not_found');
});
