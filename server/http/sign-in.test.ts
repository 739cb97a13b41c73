import { afterAll, beforeAll, expect, test } from 'vitest';
import { ada, codeOf, openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

const right = { email: ada.email, password: ada.password };
const tokens = async () =>
  (await app.house.ctx.db.selectFrom('sessions').select('token').execute()).map(({ token }) => token);
const userOf = async (response: Response) => ((await response.json()) as { user: unknown }).user;

test('six first sign-ups at once make one owner', async () => {
  await app.house.ctx.db.deleteFrom('users').execute();
  await app.house.ctx.db.deleteFrom('workspaces').execute();

  const answers = await Promise.all(
    [1, 2, 3, 4, 5, 6].map((n) =>
      app.browser().ask('POST', '/api/v1/owner', {
        body: { ...ada, email: `person${n}@example.com`, workspaceName: 'Studio' },
      }),
    ),
  );

  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
    201, 403, 403, 403, 403, 403,
  ]);
  expect(await app.house.ctx.db.selectFrom('users').select('id').execute()).toHaveLength(1);
  await app.house.ctx.db.updateTable('users').set({ email: ada.email }).execute();
});

test('sign-up stays closed afterwards', async () => {
  const response = await app
    .browser()
    .ask('POST', '/api/v1/owner', { body: { ...ada, workspaceName: 'Mine' } });

  expect(await codeOf(response)).toBe('sign_up_closed');
});

test('the session travels in an HttpOnly cookie and in no body', async () => {
  const browser = app.browser();
  const response = await browser.ask('POST', '/api/v1/session', { body: right });
  const text = await response.text();

  expect(response.headers.getSetCookie()).toHaveLength(1);
  expect(response.headers.get('set-cookie')).toMatch(
    /^tintype=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const found = (await tokens()).filter((token) => text.includes(token));
  expect(found).toEqual([]);
  expect(await userOf(await browser.ask('GET', '/api/v1/session'))).toMatchObject({ email: ada.email });
});

test('a token from the database opens nothing, neither as cookie nor as bearer', async () => {
  await app.browser().ask('POST', '/api/v1/session', { body: right });
  const token = (await tokens()).at(-1)!;

  const attempts: Record<string, string>[] = [
    { cookie: `tintype=${token}` },
    { cookie: `tintype=${token}.${'A'.repeat(43)}%3D` },
    { authorization: `Bearer ${token}` },
    { authorization: `Bearer ${token}`, cookie: `tintype=${token}` },
  ];
  for (const headers of attempts) {
    const response = await app.browser().ask('GET', '/api/v1/sessions', { headers });
    expect(response.status).toBe(401);
  }
});

test('signing in ends the session that the browser held before', async () => {
  const browser = app.browser();
  await browser.ask('POST', '/api/v1/session', { body: right });
  const former = browser.cookie;
  await browser.ask('POST', '/api/v1/session', { body: right });

  expect(browser.cookie).not.toBe(former);
  const replay = await app.browser().ask('GET', '/api/v1/sessions', { headers: { cookie: former } });
  expect(replay.status).toBe(401);
});

test('signing out ends the session on the server, not only in the browser', async () => {
  const browser = app.browser();
  await browser.ask('POST', '/api/v1/session', { body: right });
  const kept = browser.cookie;
  const response = await browser.ask('DELETE', '/api/v1/session');

  expect(response.headers.get('set-cookie')).toMatch(
    /^tintype=; Max-Age=0; Path=\/; HttpOnly; SameSite=Lax$/,
  );
  const replay = await app.browser().ask('GET', '/api/v1/sessions', { headers: { cookie: kept } });
  expect(replay.status).toBe(401);
});

test('signing out everywhere ends every other session as well', async () => {
  const [here, there] = [app.browser(), app.browser()];
  await here.ask('POST', '/api/v1/session', { body: right });
  await there.ask('POST', '/api/v1/session', { body: right });
  await here.ask('DELETE', '/api/v1/sessions');

  expect((await there.ask('GET', '/api/v1/sessions')).status).toBe(401);
});

test('a session of somebody else cannot be ended, nor is it told that it exists', async () => {
  const stranger = await app.stranger();
  const theirs = (await (await stranger.ask('GET', '/api/v1/sessions')).json()) as {
    sessions: { id: string }[];
  };
  const browser = app.browser();
  await browser.ask('POST', '/api/v1/session', { body: right });

  const response = await browser.ask('DELETE', `/api/v1/sessions/${theirs.sessions[0]!.id}`);

  expect(await codeOf(response)).toBe('not_found');
  expect((await stranger.ask('GET', '/api/v1/sessions')).status).toBe(200);
});

test('an unknown e-mail and a wrong password get the same answer', async () => {
  const wrong = await app
    .browser()
    .ask('POST', '/api/v1/session', { body: { ...right, password: 'not the one' } });
  const unknown = await app
    .browser()
    .ask('POST', '/api/v1/session', { body: { ...right, email: 'nobody@example.com' } });
  const facts = async (response: Response) => {
    const { requestId: _, ...rest } = (await response.json()) as Record<string, unknown>;
    return rest;
  };

  expect(await facts(wrong)).toEqual(await facts(unknown));
});

test('two hundred tries from two hundred networks are stopped by the account’s own limit', async () => {
  const body = { email: 'target@example.com', password: 'guess' };
  const codes: string[] = [];
  for (let n = 0; n < 200; n++) {
    const response = await app
      .browser()
      .ask('POST', '/api/v1/session', { body, from: `2001:db8:${n.toString(16)}::1` });
    codes.push(await codeOf(response));
  }

  expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 'sign_in_failed'));
  expect(new Set(codes.slice(10))).toEqual(new Set(['too_many_attempts']));
});

test('X-Forwarded-For from nobody we trust does not give a fresh start', async () => {
  const body = { email: 'other@example.com', password: 'guess' };
  const codes: string[] = [];
  for (let n = 0; n < 12; n++) {
    const headers = { 'x-forwarded-for': `203.0.113.${n}` };
    codes.push(await codeOf(await app.browser().ask('POST', '/api/v1/session', { body, headers })));
  }

  expect(codes.at(-1)).toBe('too_many_attempts');
});
