import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { demoApp } from '../../../simulator/index.ts';
import { business, redirectUri, refusalBy, setStage, state, type Stage } from '../test-instagram.ts';

const everyScope = [
  'instagram_business_basic',
  'instagram_business_content_publish',
  'instagram_business_manage_comments',
  'instagram_business_manage_insights',
];

function exchange(stage: Stage, callback: URLSearchParams, change: { redirectUri?: string } = {}) {
  return stage.instagram.exchangeCode({ login: 'instagram', callback, state, redirectUri, ...change });
}

test('the dialog is asked for every required scope, without Facebook, with a fresh login on request', async () => {
  const { instagram, url } = await setStage();
  const input = { login: 'instagram', state, redirectUri } as const;

  const usual = new URL(instagram.authorizeUrl({ ...input, forceReauth: false }));
  const fresh = new URL(instagram.authorizeUrl({ ...input, forceReauth: true }));

  expect(usual.origin + usual.pathname).toBe(`${url}/www.instagram.com/oauth/authorize`);
  expect(Object.fromEntries(usual.searchParams)).toEqual({
    client_id: demoApp.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: everyScope.join(','),
    state,
    enable_fb_login: 'false',
  });
  expect(fresh.searchParams.get('force_reauth')).toBe('true');
});

test.each(['flat', 'data'])('a code is exchanged in the %s shape, its id intact', async (codeExchange) => {
  const stage = await setStage();
  await stage.setFlags({ codeExchange });

  const grant = await exchange(stage, await stage.consent());

  const account = await stage.instagram.readAccount('instagram', grant.token);
  expect(grant.permissions).toEqual(everyScope);
  expect(grant.appScopedUserId).toBe(account.appScopedUserId);
  expect(Number.isSafeInteger(Number(grant.appScopedUserId))).toBe(false);
});

test('a permission that was switched off is missing from the grant', async () => {
  const stage = await setStage();
  const callback = await stage.consent({ without: ['instagram_business_content_publish'] });

  const { permissions } = await exchange(stage, callback);

  expect(permissions).toEqual(everyScope.filter((scope) => scope !== 'instagram_business_content_publish'));
});

test('an answer without permissions grants unknown ones', async () => {
  const stage = await setStage();
  const callback = await stage.consent();
  const body = '{"access_token":"IGAAold","user_id":17841400000000101}';
  await stage.control('POST', '/faults', {
    host: 'api.instagram.com',
    path: '/oauth/access_token',
    kind: 'body',
    body,
  });

  const grant = await exchange(stage, callback);

  expect(grant).toMatchObject({ permissions: undefined, appScopedUserId: business });
});

test('the fragment that Instagram appends is no part of the code', async () => {
  const stage = await setStage();
  const callback = await stage.consent();
  callback.set('code', `${callback.get('code')}#_`);

  expect((await exchange(stage, callback)).permissions).toEqual(everyScope);
});

test('a dialog that was cancelled is told as cancelled', async () => {
  const stage = await setStage();
  const callback = await stage.consent({ decision: 'cancel' });

  expect((await refusalBy(exchange(stage, callback))).code).toBe('access_denied');
});

test('an account without a role in the app is told as missing access', async () => {
  const stage = await setStage();
  await stage.setFlags({ access: 'testers', withoutAccess: 'redirect' });
  const callback = await stage.consent();

  expect((await refusalBy(exchange(stage, callback))).code).toBe('app_access_missing');
});

test.each([
  ['a foreign state', { state: 'another' }],
  ['no code', { code: '' }],
  ['a foreign issuer', { iss: 'https://evil.example.com' }],
  ['a token in its address', { token: 'IGAAinjected' }],
])('a callback with %s is told as expired and asks nothing', async (_what, change) => {
  const stage = await setStage();
  const callback = new URLSearchParams({ code: `AQ${'x'.repeat(30)}`, state, ...change });

  const refusal = await refusalBy(exchange(stage, callback));

  const { requests } = await stage.control('GET', '/journal');
  expect([refusal.code, requests]).toEqual(['state_expired', []]);
});

test('a callback with two codes is told as expired', async () => {
  const stage = await setStage();
  const callback = await stage.consent();
  callback.append('code', `AQ${'x'.repeat(30)}`);

  expect((await refusalBy(exchange(stage, callback))).code).toBe('state_expired');
});

test('a code that was used is told as expired', async () => {
  const stage = await setStage();
  const callback = await stage.consent();
  await exchange(stage, callback);

  expect((await refusalBy(exchange(stage, callback))).code).toBe('state_expired');
});

test('a code that is older than an hour is told as expired', async () => {
  const stage = await setStage();
  const callback = await stage.consent();
  await stage.control('POST', '/clock', { advanceSeconds: 3601 });

  expect((await refusalBy(exchange(stage, callback))).code).toBe('state_expired');
});

test('another redirect address is a fault of the installation', async () => {
  const stage = await setStage();
  const callback = await stage.consent();

  const refusal = await refusalBy(exchange(stage, callback, { redirectUri: `${redirectUri}/` }));

  expect(refusal.code).toBe('app_misconfigured');
});

test('a wrong secret is a fault of the installation, and is not told', async () => {
  const stage = await setStage({ INSTAGRAM_APP_SECRET: 'not-the-secret' });
  const callback = await stage.consent();

  const refusal = await refusalBy(exchange(stage, callback));

  expect(refusal.code).toBe('app_misconfigured');
  expect(inspect(refusal, { depth: 9, showHidden: true })).not.toContain('not-the-secret');
});

test.each([
  ['reset', { kind: 'reset' }],
  ['truncated', { kind: 'truncated' }],
  ['html', { kind: 'html' }],
  ['html with status 200', { kind: 'html', status: 200 }],
  ['oversized', { kind: 'oversized', sizeBytes: 1_100_000 }],
  ['redirect', { kind: 'redirect', location: 'https://example.com/' }],
  ['no token', { kind: 'body', body: '{"data":[]}' }],
])('an exchange that meets %s is a network error, without code or secret', async (_what, fault) => {
  const stage = await setStage();
  const callback = await stage.consent();
  await stage.control('POST', '/faults', {
    host: 'api.instagram.com',
    path: '/oauth/access_token',
    ...fault,
  });

  const refusal = await refusalBy(exchange(stage, callback));

  const shown = inspect(refusal, { depth: 9, showHidden: true });
  expect(refusal.code).toBe('network_error');
  expect(shown).not.toContain(callback.get('code'));
  expect(shown).not.toContain(demoApp.secret);
});

test('the one-hour token is swapped for one of sixty days', async () => {
  const stage = await setStage();
  const { token } = await exchange(stage, await stage.consent());

  const longLived = await stage.instagram.exchangeLongLived('instagram', token);

  expect(longLived.expiresInSeconds).toBeGreaterThan(59 * 86_400);
  expect(await stage.instagram.probeToken('instagram', longLived.token)).toMatchObject({ state: 'alive' });
});

test('an app without access is told when the long-lived token is asked for', async () => {
  const stage = await setStage();
  const { token } = await exchange(stage, await stage.consent());
  await stage.setFlags({ access: 'testers' });

  const refusal = await refusalBy(stage.instagram.exchangeLongLived('instagram', token));

  expect(refusal.code).toBe('app_access_missing');
});

test('a token of a week is refreshed for sixty days', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business, { ageSeconds: 7 * 86_400 });

  const refreshed = await stage.instagram.refreshToken('instagram', token);

  expect(refreshed.expiresInSeconds).toBeGreaterThan(59 * 86_400);
  expect(await stage.instagram.probeToken('instagram', refreshed.token)).toMatchObject({ state: 'alive' });
});

test('a token younger than a day is not refreshed, and is not told as refused', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business);

  const refusal = await refusalBy(stage.instagram.refreshToken('instagram', token));

  expect(refusal.code).toBe('instagram_unexpected');
});

test('a token that was taken back is refused when it is refreshed', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business, { ageSeconds: 7 * 86_400 });
  await stage.control('PATCH', `/accounts/${business}`, { tokens: 'removed' });

  const refusal = await refusalBy(stage.instagram.refreshToken('instagram', token));

  expect(refusal).toMatchObject({ code: 'reconnect_needed', details: { subcode: 458 } });
});
