import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestApp, type TestApp } from './test-app.ts';

let app: TestApp;
let name: string;
let token: string;
let signature: string;
beforeAll(async () => {
  app = await openTestApp();
  const [key = '', value = ''] = app.owner.cookie.split(/=(.*)/s);
  name = key;
  [token = '', signature = ''] = decodeURIComponent(value).split('.');
});
afterAll(() => app.close());

const cookieOf = (value: string) => `${name}=${encodeURIComponent(value)}`;
/** Who is let in to the workspace with a cookie, by the operation's way and by one that asks for the session alone. */
async function statuses(headers: Record<string, string>): Promise<number[]> {
  const paths = [`/api/v1/workspaces/${app.owner.workspaceId}/posts`, '/api/v1/account'];
  const answers = paths.map(async (path) => (await app.browser().ask('GET', path, { headers })).status);
  return Promise.all(answers);
}

test('a cookie that we signed lets in, also beside others', async () => {
  expect(await statuses({ cookie: cookieOf(`${token}.${signature}`) })).toEqual([200, 200]);
  expect(await statuses({ cookie: `theme=dark; ${cookieOf(`${token}.${signature}`)}; x=%` })).toEqual([
    200, 200,
  ]);
});

const forged: Record<string, () => Record<string, string>> = {
  'the token alone': () => ({ cookie: cookieOf(token) }),
  'no signature after the point': () => ({ cookie: cookieOf(`${token}.`) }),
  'another signature': () => ({ cookie: cookieOf(`${token}.${Buffer.alloc(32, 7).toString('base64')}`) }),
  'half of the signature': () => ({ cookie: cookieOf(`${token}.${signature.slice(0, 20)}`) }),
  'the signature of another token': () => ({ cookie: cookieOf(`${token}x.${signature}`) }),
  'more after the signature': () => ({ cookie: cookieOf(`${token}.${signature}.x`) }),
  'no token': () => ({ cookie: cookieOf(`.${signature}`) }),
  'a broken encoding': () => ({ cookie: `${name}=%E0%A4%A` }),
  'another name': () => ({ cookie: `x${cookieOf(`${token}.${signature}`)}` }),
  'another header': () => ({ authorization: `Bearer ${token}.${signature}` }),
};
test.each(Object.keys(forged))('a request with %s is nobody’s', async (what) => {
  expect(await statuses(forged[what]!())).toEqual([401, 401]);
});

test('a session that has expired lets nobody in', async () => {
  const sessions = app.house.ctx.db.updateTable('sessions').where('token', '=', token);
  const { expires_at } = await app.house.ctx.db
    .selectFrom('sessions')
    .select('expires_at')
    .where('token', '=', token)
    .executeTakeFirstOrThrow();
  await sessions.set({ expires_at: new Date(Date.now() - 1000) }).execute();
  const expired = await statuses({ cookie: app.owner.cookie });
  await sessions.set({ expires_at }).execute();

  expect(expired).toEqual([401, 401]);
});
