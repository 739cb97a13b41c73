import { expect, test } from 'vitest';
import { aFacebook } from '../test-facebook.ts';
import { baseUrl, readError } from '../fixture.ts';
import { signRequest } from '../oauth/signed-request.ts';
import { demoApp } from '../world/seed.ts';

const deauthorizeUrl = 'https://app.example/deauthorize';
const dataDeletionUrl = 'https://app.example/deletion';

/** A Facebook whose app answers its callbacks, with what it was told. */
async function withCallbacks(change: Record<string, unknown> = {}) {
  const told: { url: string; signed: string | null }[] = [];
  const facebook = aFacebook({
    fetch: async (input: string | URL | Request, init?: RequestInit) => {
      const request = new Request(input, init);
      const signed = new URLSearchParams(await request.text()).get('signed_request');
      told.push({ url: request.url, signed });
      return Response.json({ url: 'https://app.example/d/1', confirmation_code: 'c1' });
    },
  });
  await facebook.control('PUT', `/apps/${demoApp.id}`, { deauthorizeUrl, dataDeletionUrl, ...change });
  return { ...facebook, told };
}

test('the page lists what the app may do, on which Pages and accounts', async () => {
  const { logIn, visitor } = await withCallbacks();
  await logIn({ pages: [], accounts: [] });
  const page = await visitor.readSettings(baseUrl, 'marta');
  expect(page).toContain('Tintype');
  expect(page).toContain('Show a list of the Pages you manage');
  expect(page).toMatch(/Pages\s+none\s+Instagram\s+none/);
});

test('Remove ends every token with 190/458 and sends the deauthorize call, signed, with the app-scoped id', async () => {
  const { logIn, visitor, ask, read, told } = await withCallbacks();
  const token = await logIn();
  const { id } = await read<{ id: string }>('/me', token);
  await visitor.removeApp(baseUrl, { person: 'marta', appId: demoApp.id });
  expect(await readError(await ask('/me', token))).toMatchObject({ code: 190, error_subcode: 458 });
  const issuedAtSeconds = Date.UTC(2026, 9, 14, 9, 38) / 1000;
  expect(told).toEqual([
    { url: deauthorizeUrl, signed: signRequest({ appSecret: demoApp.secret, userId: id, issuedAtSeconds }) },
  ]);
});

test('what was removed stands under Removed, with the answer of the app', async () => {
  const { logIn, visitor } = await withCallbacks();
  await logIn();
  await visitor.removeApp(baseUrl, { person: 'marta', appId: demoApp.id });
  const page = await visitor.readSettings(baseUrl, 'marta', 'removed');
  expect(page).toMatch(/Removed 14 Oct 2026\s+by you/);
  expect(page).toContain('answered 200');
});

test('Send request asks the app to delete the data', async () => {
  const { logIn, visitor, told } = await withCallbacks();
  await logIn();
  await visitor.requestDeletion(baseUrl, { person: 'marta', appId: demoApp.id });
  expect(told).toEqual([]);
  await visitor.removeApp(baseUrl, { person: 'marta', appId: demoApp.id });
  await visitor.requestDeletion(baseUrl, { person: 'marta', appId: demoApp.id });
  expect(told.map(({ url }) => url)).toEqual([deauthorizeUrl, dataDeletionUrl]);
});

test('removing twice tells the app once', async () => {
  const { logIn, visitor, told } = await withCallbacks();
  await logIn();
  await visitor.removeApp(baseUrl, { person: 'marta', appId: demoApp.id });
  await visitor.removeApp(baseUrl, { person: 'marta', appId: demoApp.id });
  expect(told).toHaveLength(1);
});

test('a removal told through control sends the same call', async () => {
  const { logIn, control, told } = await withCallbacks({ flags: { sendDataDeletion: true } });
  await logIn();
  await control('PATCH', '/people/marta', { tokens: 'removed' });
  expect(told.map(({ url }) => url)).toEqual([deauthorizeUrl, dataDeletionUrl]);
});

test('the removal by DELETE /me/permissions sends no call', async () => {
  const { logIn, ask, told } = await withCallbacks();
  await ask('/me/permissions', await logIn(), { method: 'DELETE' });
  expect(told).toEqual([]);
});

test.each(['remove', 'deletion'])('a form of another site for %s does nothing', async (path) => {
  const { logIn, simulator, told } = await withCallbacks();
  await logIn();
  const cookie = `simulated_facebook=${simulator.world.facebookSessions.list()[0]?.id}`;
  const response = await simulator.fetch(
    new Request(`${baseUrl}/www.facebook.com/settings/${path}`, {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ person_id: 'marta', app_id: demoApp.id }),
    }),
  );
  expect(response.status).toBe(403);
  expect(told).toEqual([]);
});

test('nobody removes an app of somebody else', async () => {
  const { logIn, simulator, ask } = await withCallbacks();
  const marta = await logIn();
  const ilse = await logIn({ person: 'ilse' });
  const session = simulator.world.facebookSessions.list().find(({ personId }) => personId === 'ilse');
  await simulator.fetch(
    new Request(`${baseUrl}/www.facebook.com/settings/remove`, {
      method: 'POST',
      headers: { cookie: `simulated_facebook=${session?.id}` },
      body: new URLSearchParams({ person_id: 'marta', app_id: demoApp.id }),
    }),
  );
  // Another tab may have logged in as somebody else since: neither the one nor the other is removed.
  for (const token of [marta, ilse]) expect((await ask('/me', token)).status).toBe(200);
});

test('who is not signed in is asked to log in', async () => {
  const { send } = await withCallbacks();
  const response = await send('/www.facebook.com/settings?tab=applications');
  expect(await response.text()).toContain('Log in to the simulated Facebook');
});
