import { expect, test } from 'vitest';
import { accounts, aSimulator, redirectUri } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

const readMessage = async (response: Response) => (await response.json()) as Record<string, unknown>;

test('the live shape: flat, permissions an array, user_id an unquoted 17-digit number above 2^53', async () => {
  const { consent, exchange } = aSimulator();
  const text = await (await exchange(await consent(accounts.business))).text();
  expect(text).toMatch(
    /^\{"access_token":"IGAA[\w-]{160}","user_id":\d{17},"permissions":\["instagram_business_basic"\]\}$/,
  );
  const digits = /"user_id":(\d+)/.exec(text)?.[1] ?? '';
  expect(String(Number(digits))).not.toBe(digits);
});

test('the documented shape by flag: data[], text user_id, permissions in one string', async () => {
  const { consent, exchange, setFlags } = aSimulator();
  await setFlags({ codeExchange: 'data' });
  const scope = 'instagram_business_basic,instagram_business_manage_comments';
  const body = await readMessage(await exchange(await consent(accounts.business, scope)));
  expect(body).toMatchObject({ data: [{ user_id: expect.stringMatching(/^\d{17}$/), permissions: scope }] });
});

test('a multipart form is read like a urlencoded one', async () => {
  const { consent, send } = aSimulator();
  const form = new FormData();
  form.set('client_id', demoApp.id);
  form.set('client_secret', demoApp.secret);
  form.set('grant_type', 'authorization_code');
  form.set('redirect_uri', redirectUri);
  form.set('code', await consent(accounts.business));
  const response = await send('/api.instagram.com/oauth/access_token', { method: 'POST', body: form });
  expect(response.status).toBe(200);
});

test('the query string is not read', async () => {
  const { consent, send } = aSimulator();
  const query = new URLSearchParams({
    client_id: demoApp.id,
    client_secret: demoApp.secret,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    code: await consent(accounts.business),
  });
  const response = await send(`/api.instagram.com/oauth/access_token?${query}`, { method: 'POST' });
  expect(response.status).toBe(400);
});

test.each([
  ['unknown code', { code: `AQ${'x'.repeat(150)}` }, 'Matching code was not found or was already used'],
  ['malformed code', { code: 'nonsense' }, 'Invalid authorization code'],
  ['unknown app', { client_id: '990' }, 'Invalid platform app'],
  ['wrong secret', { client_secret: 'wrong' }, 'Error validating client secret.'],
  [
    'other redirect URI',
    { redirect_uri: `${redirectUri}/` },
    'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
  ],
])('%s: 400 in the envelope of api.instagram.com', async (_case, change, message) => {
  const { consent, exchange } = aSimulator();
  const response = await exchange(await consent(accounts.business), change);
  expect(response.status).toBe(400);
  expect(await readMessage(response)).toEqual({
    error_type: 'OAuthException',
    code: 400,
    error_message: message,
  });
});

test('a code works once', async () => {
  const { consent, exchange } = aSimulator();
  const code = await consent(accounts.business);
  await exchange(code);
  expect(await readMessage(await exchange(code))).toMatchObject({
    error_message: 'This authorization code has been used',
  });
});

test('a code is good for one hour', async () => {
  const { consent, exchange, advance } = aSimulator();
  const early = await consent(accounts.business);
  await advance(3599);
  expect((await exchange(early)).status).toBe(200);
  const late = await consent(accounts.business);
  await advance(3600);
  expect(await readMessage(await exchange(late))).toMatchObject({
    error_message: 'This authorization code has expired',
  });
});
