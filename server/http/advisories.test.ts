import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ada, codeOf, openTestApp, type TestApp } from './test-app.ts';

/**
 * What was found wrong in better-auth by others, tried here. The rest stands beside what it is about: a second step that is
 * passed by (GHSA-xg6x-h9c9-2m83) in two-factor.test.ts, a session's token in an answer in sign-in.test.ts, invites for others in invites.test.ts.
 */

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.house.ctx.db.deleteFrom('rate_limits').execute());

const peopleAndSessions = async () => {
  const { db } = app.house.ctx;
  const people = await db.selectFrom('users').select(['id', 'email']).orderBy('id').execute();
  return { people, sessions: await db.selectFrom('sessions').select('id').orderBy('id').execute() };
};

test.each([
  ['sign-up/email', { email: 'eve@example.com', password: ada.password, name: 'Eve' }],
  ['sign-in/email', { email: ada.email, password: ada.password }],
  // CVE-2025-61928: keys for anybody, by anybody.
  ['api-key/create', { userId: 'anybody', name: 'key' }],
  // CVE-2026-45337: the device flow.
  ['device/code', { client_id: 'tv' }],
  ['device/token', { grant_type: 'urn:ietf:params:oauth:grant-type:device_code', device_code: 'x' }],
  // CVE-2026-41427: the OAuth provider.
  ['oauth2/register', { redirect_uris: ['https://evil.example'] }],
  ['oauth2/token', { grant_type: 'refresh_token', refresh_token: 'x' }],
  ['mcp/token', { grant_type: 'refresh_token', refresh_token: 'x' }],
  // GHSA-g38m-r43w-p2q7: an account of elsewhere linked to somebody's.
  ['link-social', { provider: 'google', idToken: { token: 'x' } }],
  ['callback/google?code=x&state=y', undefined],
  ['sso/register', { issuer: 'http://169.254.169.254' }],
  // GHSA-fmh4-wcc4-5jm3: somebody else's invitation.
  ['organization/accept-invitation', { invitationId: 'x' }],
  ['two-factor/disable', { password: ada.password }],
  ['update-user', { emailVerified: true }],
  ['change-email', { newEmail: 'eve@example.com' }],
])('better-auth’s own %s is not there, signed in or not', async (path, body) => {
  const before = await peopleAndSessions();

  for (const browser of [app.browser(), app.owner])
    for (const method of ['GET', 'POST']) {
      const asked = method === 'GET' ? {} : { body };
      const response = await browser.ask(method, `/api/auth/${path}`, asked);
      expect([response.status, response.headers.getSetCookie()]).toEqual([404, []]);
    }

  expect(await peopleAndSessions()).toEqual(before);
});

test('CVE-2026-45364: addresses of one network of IPv6 are one visitor, however many there are', async () => {
  const codes: string[] = [];
  for (let n = 0; n < 52; n++) {
    const body = { email: `guess${n}@example.com`, password: 'not this one at all' };
    const from = `2001:db8:0:1:${n.toString(16)}::${n.toString(16)}`;
    codes.push(await codeOf(await app.browser().ask('POST', '/api/v1/session', { body, from })));
  }

  expect([codes[0], codes.at(-1)]).toEqual(['sign_in_failed', 'too_many_attempts']);
}, 60_000);

test('GHSA-fmh4-wcc4-5jm3: an owner of elsewhere neither sees, takes back nor changes an invite by its id', async () => {
  const foreign = await app.stranger();
  const invites = `/api/v1/workspaces/${app.owner.workspaceId}/invites`;
  const made = await app.owner.ask('POST', invites, { body: { role: 'viewer', email: null } });
  const { invite, link } = (await made.json()) as { invite: { id: string }; link: string };
  const theirs = `/api/v1/workspaces/${foreign.workspaceId}/invites`;

  const statuses = [
    await foreign.ask('GET', invites),
    await foreign.ask('DELETE', `${invites}/${invite.id}`),
    await foreign.ask('DELETE', `${theirs}/${invite.id}`),
  ].map(({ status }) => status);
  const listed = (await (await foreign.ask('GET', theirs)).json()) as { invites: unknown[] };
  const opened = await app.browser().ask('POST', '/api/v1/invite-lookups', {
    body: { token: new URL(link).hash.slice(1) },
  });

  expect([statuses, listed.invites, opened.status]).toEqual([[404, 404, 404], [], 200]);
});

test('GHSA-g38m-r43w-p2q7: an invite for an address that has an account signs nobody into it, however it is written', async () => {
  const person = await app.stranger();
  const before = await peopleAndSessions();
  const email = `${person.userId}@EXAMPLE.com`;
  const invites = `/api/v1/workspaces/${app.owner.workspaceId}/invites`;
  for (const bound of [email, null]) {
    const made = await app.owner.ask('POST', invites, { body: { role: 'viewer', email: bound } });
    const { link } = (await made.json()) as { link: string };
    const token = new URL(link).hash.slice(1);
    const body = { token, name: 'Eve', email, password: 'a password of my own' };
    const joined = await app.browser().ask('POST', '/api/v1/invite-sign-ups', { body });
    expect([joined.status, await codeOf(joined)]).toEqual([409, 'email_taken']);
  }

  expect(await peopleAndSessions()).toEqual(before);
});

test('a session is no bearer’s, and no header of ours names whom to be', async () => {
  const { token } = await app.house.ctx.db
    .selectFrom('sessions')
    .select('token')
    .where('user_id', '=', app.owner.userId)
    .executeTakeFirstOrThrow();

  for (const [name, value] of [
    ['authorization', `Bearer ${token}`],
    ['x-api-key', token],
    ['x-user-id', app.owner.userId],
  ] as const) {
    const response = await app.browser().ask('GET', '/api/v1/account', { headers: { [name]: value } });
    expect(response.status).toBe(401);
  }
});
