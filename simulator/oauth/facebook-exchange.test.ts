import { expect, test } from 'vitest';
import { aFacebook, appToken, facebookRedirectUri, graph, type Issued, readBody } from '../test-facebook.ts';
import { accounts, readError } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

test.each(['GET', 'POST'] as const)('%s exchanges a code for a token of one to two hours', async (method) => {
  const { consent, exchange } = aFacebook();
  const code = await consent();
  const answer = await exchange({ redirect_uri: facebookRedirectUri, code }, method);
  const body = await readBody<Issued>(answer);
  expect(body).toMatchObject({ access_token: expect.stringMatching(/^EAA[\w-]+$/), token_type: 'bearer' });
  expect(body.expires_in).toBeGreaterThanOrEqual(3600);
  expect(body.expires_in).toBeLessThan(7200);
});

test('by a switch a code is at once worth a token of 60 days', async () => {
  const { consent, exchangeCode, setFlags } = aFacebook();
  await setFlags({ facebookCodeToken: 'long' });
  const { expires_in: seconds } = await readBody<Issued>(await exchangeCode(await consent()));
  expect(seconds).toBeGreaterThan(5_183_800);
});

test.each([
  ['another redirect_uri', { redirect_uri: `${facebookRedirectUri}/` }, { code: 100, error_subcode: 36008 }],
  ['no redirect_uri', { redirect_uri: '' }, { code: 100, error_subcode: 36008 }],
  ['a wrong secret', { client_secret: 'wrong' }, { code: 1, message: 'Error validating client secret.' }],
  ['no secret', { client_secret: '' }, { code: 1, message: 'Missing client_secret parameter.' }],
  ['an unknown app', { client_id: '990' }, { code: 101 }],
  ['no app', { client_id: '' }, { code: 101, message: 'Missing client_id parameter.' }],
  [
    'a code that is none',
    { code: 'AQnonsense' },
    { code: 100, message: 'Invalid verification code format.' },
  ],
  ['no code', { code: '' }, { code: 1, message: 'Missing authorization code' }],
  ['another grant type', { grant_type: 'password' }, { code: 1, message: 'Invalid grant_type' }],
])('%s is refused, and the code stays good', async (_case, change, expected) => {
  const { consent, exchangeCode } = aFacebook();
  const code = await consent();
  const refused = await exchangeCode(code, change);
  expect(refused.status).toBe(400);
  expect(await readError(refused)).toMatchObject({ type: 'OAuthException', ...expected });
  expect((await exchangeCode(code)).status).toBe(200);
});

test('without any redirect_uri the code is refused with 191', async () => {
  const { consent, exchange } = aFacebook();
  expect(await readError(await exchange({ code: await consent() }))).toMatchObject({
    code: 191,
    message: 'Missing redirect_uri parameter.',
  });
});

test('a code is good once: 100/36009', async () => {
  const { consent, exchangeCode } = aFacebook();
  const code = await consent();
  await exchangeCode(code);
  expect(await readError(await exchangeCode(code))).toMatchObject({
    code: 100,
    error_subcode: 36009,
    message: 'This authorization code has been used.',
  });
});

test('a code is good for ten minutes: 100/36007', async () => {
  const { consent, exchangeCode, advance } = aFacebook();
  const [early, late] = [await consent(), await consent()];
  await advance(599);
  expect((await exchangeCode(early)).status).toBe(200);
  await advance(1);
  expect(await readError(await exchangeCode(late))).toMatchObject({ code: 100, error_subcode: 36007 });
});

test("another app's code is none", async () => {
  const { consent, exchangeCode, control } = aFacebook();
  await control('PUT', '/apps/77', { secret: 's77' });
  const answer = await exchangeCode(await consent(), { client_id: '77', client_secret: 's77' });
  expect(await readError(answer)).toMatchObject({ message: 'Invalid verification code format.' });
});

test('fb_exchange_token makes 60 days of a short token, and again of a long one', async () => {
  const { logIn, exchange, advance, read } = aFacebook();
  const first = await logIn();
  await advance(30 * 86_400);
  const answer = await exchange({ grant_type: 'fb_exchange_token', fb_exchange_token: first });
  const second = await readBody<Issued>(answer);
  expect(second.access_token).not.toBe(first);
  expect(second.expires_in).toBeGreaterThan(5_183_800);
  expect(await read('/me', first)).toMatchObject({ name: 'Marta Linden' });
});

test('fb_exchange_token refuses what is no living user token of the app', async () => {
  const { logIn, exchange, pageToken, mint, advance, control } = aFacebook();
  const extend = async (token: string, change: Record<string, string> = {}) =>
    readError(await exchange({ grant_type: 'fb_exchange_token', fb_exchange_token: token, ...change }));
  const user = await logIn();
  await control('PUT', '/apps/77', { secret: 's77' });
  expect(await extend(await pageToken(user, '103400000000101'))).toMatchObject({ code: 190 });
  expect(await extend((await mint(accounts.business)).access_token)).toMatchObject({ code: 190 });
  expect(await extend(user, { client_id: '77', client_secret: 's77' })).toMatchObject({ code: 190 });
  expect(await extend('')).toMatchObject({ code: 1 });
  await advance(61 * 86_400);
  expect(await extend(user)).toMatchObject({ code: 190, error_subcode: 463 });
});

test('client_credentials gives the app a token of its own, as good as id and secret', async () => {
  const { exchange, ask, logIn, control } = aFacebook();
  const user = await logIn();
  const { access_token: own } = await readBody<Issued>(await exchange({ grant_type: 'client_credentials' }));
  expect(own).toMatch(new RegExp(`^${demoApp.id}\\|[\\w-]{27}$`));
  for (const token of [own, appToken]) {
    expect((await ask(`/debug_token?input_token=${user}`, token)).status).toBe(200);
  }
  await control('PUT', `/apps/${demoApp.id}`, { secret: 'another' });
  for (const token of [own, appToken]) {
    expect(await readError(await ask(`/debug_token?input_token=${user}`, token))).toMatchObject({
      code: 190,
      message: 'Invalid OAuth access token signature.',
    });
  }
});

test('the exchange works without a version', async () => {
  const { consent, send } = aFacebook();
  const query = new URLSearchParams({
    client_id: demoApp.id,
    client_secret: demoApp.secret,
    redirect_uri: facebookRedirectUri,
    code: await consent(),
  });
  expect((await send(`${graph.replace('/v25.0', '')}/oauth/access_token?${query}`)).status).toBe(200);
});
