import { expect, test } from 'vitest';
import { accounts, aSimulator, readError, type TokenBody } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

const day = 86_400;
const longPath = (token: string, secret = demoApp.secret) =>
  `/graph.instagram.com/access_token?grant_type=ig_exchange_token&client_secret=${secret}&access_token=${token}`;
const refreshPath = (token: string) =>
  `/graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token&access_token=${token}`;

test('a short-lived token is exchanged for one of a little under 60 days', async () => {
  const { mint, send } = aSimulator();
  const short = await mint(accounts.business, { longLived: false });
  const body = (await (await send(longPath(short.access_token))).json()) as TokenBody;
  expect(body).toMatchObject({
    access_token: expect.stringMatching(/^IGAA/),
    token_type: 'bearer',
  });
  expect(body.access_token).not.toBe(short.access_token);
  expect(body.expires_in).toBeLessThan(5_184_000);
  expect(body.expires_in).toBeGreaterThan(5_183_800);
});

test('the exchange works under a version too', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business, { longLived: false });
  expect((await send(longPath(access_token).replace('.com/', '.com/v25.0/'))).status).toBe(200);
});

test('POST to the exchange is refused in words that name post', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business, { longLived: false });
  const response = await send(longPath(access_token), { method: 'POST' });
  expect(await readError(response)).toEqual({
    message: 'Unsupported request - method type: post',
    type: 'IGApiException',
    code: 100,
  });
});

test('an already long-lived token is not exchanged: 190', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  expect(await readError(await send(longPath(access_token)))).toMatchObject({ code: 190 });
});

test('a token younger than 24 hours is not refreshed: IGApiException 100', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business, { ageSeconds: day - 1 });
  expect(await readError(await send(refreshPath(access_token)))).toMatchObject({
    type: 'IGApiException',
    code: 100,
  });
});

test('a refresh gives a new string for 60 days, and the old one lives on until its own expiry', async () => {
  const { mint, send, advance } = aSimulator();
  const old = await mint(accounts.business, { ageSeconds: 30 * day });
  const renewed = (await (await send(refreshPath(old.access_token))).json()) as TokenBody;
  const isAlive = async (token: string) =>
    (await send(`/graph.instagram.com/me?access_token=${token}`)).status === 200;
  expect(renewed.access_token).not.toBe(old.access_token);
  expect(await isAlive(old.access_token)).toBe(true);
  await advance(31 * day);
  expect(await isAlive(old.access_token)).toBe(false);
  expect(await isAlive(renewed.access_token)).toBe(true);
});

test('an expired token is dead for good: 190/463, also for a refresh', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business, { ageSeconds: 61 * day });
  expect(await readError(await send(refreshPath(access_token)))).toMatchObject({
    type: 'OAuthException',
    code: 190,
    error_subcode: 463,
    message: expect.stringMatching(
      /^Error validating access token: Session has expired on \w+day, \d\d-\w{3}-\d\d \d\d:\d\d:\d\d P[DS]T\. The current time is /,
    ),
  });
});

test('an account the app may not access: the token is issued, then every call fails with 100', async () => {
  const { consent, exchange, setFlags, send } = aSimulator();
  await setFlags({ access: 'testers', withoutAccess: 'calls' });
  const { access_token } = (await (await exchange(await consent(accounts.business))).json()) as TokenBody;
  const expected = {
    message: 'Unsupported request - method type: get',
    type: 'IGApiException',
    code: 100,
  };
  expect(await readError(await send(longPath(access_token)))).toEqual(expected);
  expect(await readError(await send(`/graph.instagram.com/me?access_token=${access_token}`))).toEqual(
    expected,
  );
});

test('an accepted tester role makes the same token work at once', async () => {
  const { mint, setFlags, control, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  await setFlags({ access: 'testers' });
  await control('PUT', `/apps/${demoApp.id}`, { testers: [accounts.business] });
  expect((await send(`/graph.instagram.com/me?access_token=${access_token}`)).status).toBe(200);
});
