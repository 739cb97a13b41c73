import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createVisitor, type ConsentChoice } from '../../../simulator/index.ts';
import { bakery, business } from '../../test-context.ts';
import { openTestApp, type TestApp } from '../test-app.ts';

/** The attacks on the way back from Instagram (RFC 9700), each over HTTP as a browser would meet it. */

let app: TestApp;
let stranger: Awaited<ReturnType<TestApp['stranger']>>;
beforeAll(async () => {
  app = await openTestApp();
  stranger = await app.stranger();
});
afterEach(async () => {
  await app.house.ctx.db.deleteFrom('connections').execute();
  await app.house.control('DELETE', '/journal');
});
afterAll(() => app.close());

type Person = TestApp['owner'];
const expired = '/connect/expired';

/** Starts as `person` and walks through the dialog; answers the path and query with which Instagram sends the browser back. */
async function comeBackFromDialog(
  person: Person,
  choice: ConsentChoice = { account: business },
): Promise<string> {
  const started = await person.ask('POST', `/api/v1/workspaces/${person.workspaceId}/authorizations`, {
    body: { login: 'instagram' },
  });
  const { authorizeUrl } = (await started.json()) as { authorizeUrl: string };
  const visitor = createVisitor((request) => app.house.simulator.answer(request));
  const { pathname, search } = new URL(await visitor.consent(authorizeUrl, choice));
  return pathname + search;
}

async function exchanges(): Promise<number> {
  const { requests } = (await app.house.control('GET', '/journal')) as {
    requests: { path: string; host: string }[];
  };
  return requests.filter(({ host, path }) => host === 'api.instagram.com' && path.includes('access_token'))
    .length;
}

async function connections(): Promise<{ workspace_id: string }[]> {
  return app.house.ctx.db.selectFrom('connections').select('workspace_id').execute();
}

const locationOf = (response: Response) => response.headers.get('location') ?? '';

test('the way back ends at a clean address of our own that no one stores and no one is told of', async () => {
  const response = await app.owner.ask('GET', await comeBackFromDialog(app.owner));

  expect(response.status).toBe(303);
  expect(locationOf(response)).toMatch(
    new RegExp(`^/w/${app.owner.slug}/settings/integrations\\?authorization=[0-9a-f-]{36}$`),
  );
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await connections()).toEqual([{ workspace_id: app.owner.workspaceId }]);
});

test('an attacker’s code in a victim’s session connects nothing and is never exchanged', async () => {
  const attackers = await comeBackFromDialog(stranger);

  expect(locationOf(await app.owner.ask('GET', attackers))).toBe(expired);
  expect([await exchanges(), await connections()]).toEqual([0, []]);
});

test('a victim’s consent on an attacker’s link gives the attacker nothing', async () => {
  const victims = await comeBackFromDialog(stranger, { account: bakery });
  const withoutSession = await app.browser().ask('GET', victims);

  expect(locationOf(withoutSession)).toBe(expired);
  expect(locationOf(await app.owner.ask('GET', victims))).toBe(expired);
  expect([await exchanges(), await connections()]).toEqual([0, []]);
});

test('twenty callbacks at once give one exchange and one connection, and all the same answer', async () => {
  const back = await comeBackFromDialog(app.owner);
  const answers = await Promise.all(Array.from({ length: 20 }, () => app.owner.ask('GET', back)));

  expect(new Set(answers.map(locationOf)).size).toBe(1);
  expect([await exchanges(), (await connections()).length]).toEqual([1, 1]);
});

test('a reload by the same session shows the stored outcome and exchanges nothing', async () => {
  const back = await comeBackFromDialog(app.owner);
  const first = locationOf(await app.owner.ask('GET', back));
  const again = locationOf(await app.owner.ask('GET', back));

  expect(again).toBe(first);
  expect(await exchanges()).toBe(1);
});

test('a used state with another code exchanges nothing', async () => {
  const back = await comeBackFromDialog(app.owner);
  await app.owner.ask('GET', back);
  await app.owner.ask('GET', back.replace(/code=[^&]+/, 'code=another'));

  expect(await exchanges()).toBe(1);
});

test('HEAD on the way back uses nothing up', async () => {
  const back = await comeBackFromDialog(app.owner);
  const head = await app.owner.ask('HEAD', back);
  const get = await app.owner.ask('GET', back);

  expect([head.status, head.headers.get('location')]).toEqual([204, null]);
  expect(locationOf(get)).toContain('/settings/integrations?authorization=');
  expect(await connections()).toHaveLength(1);
});

test('a state older than ten minutes is expired', async () => {
  const back = await comeBackFromDialog(app.owner);
  await app.house.advance(601);
  await app.owner.ask('GET', back);

  expect([await exchanges(), await connections()]).toEqual([0, []]);
});

test('a state of one login is none of the other', async () => {
  const back = await comeBackFromDialog(app.owner);
  const mixed = await app.owner.ask('GET', back.replace('/oauth/instagram/', '/oauth/facebook/'));

  expect(locationOf(mixed)).toBe(expired);
  expect([await exchanges(), await connections()]).toEqual([0, []]);
});

test('an answer that says it comes from another issuer is not exchanged', async () => {
  const back = await comeBackFromDialog(app.owner);
  await app.owner.ask('GET', `${back}&iss=https%3A%2F%2Fevil.example`);

  expect([await exchanges(), await connections()]).toEqual([0, []]);
});

test('a role lost during the flow connects nothing', async () => {
  const back = await comeBackFromDialog(app.owner);
  const membership = app.house.ctx.db.updateTable('members').where('user_id', '=', app.owner.userId);
  await membership.set({ role: 'publisher' }).execute();
  await app.owner.ask('GET', back);
  await membership.set({ role: 'owner' }).execute();

  expect([await exchanges(), await connections()]).toEqual([0, []]);
});

test('a session that was signed out and in again does not own the former state', async () => {
  const person = await app.stranger();
  const back = await comeBackFromDialog(person);
  await person.ask('DELETE', '/api/v1/sessions');
  await person.ask('POST', '/api/v1/session', {
    body: { email: `${person.userId}@example.com`, password: 'a long enough password' },
  });

  expect(locationOf(await person.ask('GET', back))).toBe(expired);
  expect(await exchanges()).toBe(0);
});

test.each([
  'state=x&code=y',
  'state=x&code=y&redirect_uri=https://evil.example',
  'state=x&next=//evil.example',
  'state=//evil.example',
  'state=x&return_path=%2F%2Fevil.example',
  'state=x&error=access_denied&error_description=%3Cscript%3Ealert(1)%3C/script%3E',
  'state=x%0d%0aLocation:%20https://evil.example',
  'authorization=https://evil.example',
  'state=x&state=y',
  '',
])('the query "%s" decides nothing about where the browser goes', async (query) => {
  const response = await app.owner.ask('GET', `/oauth/instagram/callback?${query}`);

  expect([response.status, locationOf(response), await response.text()]).toEqual([303, expired, '']);
});

test('a Host or forwarded header of somebody else appears nowhere in what we send', async () => {
  const headers = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
  };
  const started = await app.owner.ask('POST', `/api/v1/workspaces/${app.owner.workspaceId}/authorizations`, {
    body: { login: 'instagram' },
    headers,
  });
  const callback = await app.owner.ask('GET', '/oauth/instagram/callback?state=x', { headers });

  const { authorizeUrl } = (await started.json()) as { authorizeUrl: string };
  expect(new URL(authorizeUrl).searchParams.get('redirect_uri')).toBe(
    `${app.publicUrl}/oauth/instagram/callback`,
  );
  expect(locationOf(callback)).toBe(expired);
});

test('the state is in the answer that starts the flow and in no other', async () => {
  const back = await comeBackFromDialog(app.owner);
  const state = new URL(back, app.publicUrl).searchParams.get('state')!;
  const done = await app.owner.ask('GET', back);
  const read = await app.owner.ask(
    'GET',
    `/api/v1/workspaces/${app.owner.workspaceId}/authorizations/${locationOf(done).split('=')[1]}`,
  );

  const text = (await read.text()) + JSON.stringify([...done.headers]);
  expect(text).toContain('connected');
  expect(text).not.toContain(state);
});
