import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { demoApp } from '../../../simulator/index.ts';
import { facebookRedirectUri, setFacebookStage, type FacebookStage } from '../test-facebook.ts';
import { refusalBy, state } from '../test-instagram.ts';

const everyScope = [
  'instagram_basic',
  'instagram_content_publish',
  'instagram_manage_comments',
  'instagram_manage_insights',
  'pages_show_list',
  'pages_read_engagement',
  'pages_manage_metadata',
  'business_management',
];

const exchange = (stage: FacebookStage, callback: URLSearchParams, redirectUri = facebookRedirectUri) =>
  stage.instagram.exchangeCode({ login: 'facebook', callback, state, redirectUri });
const addressOf = (stage: FacebookStage) =>
  new URL(
    stage.instagram.authorizeUrl({
      login: 'facebook',
      state,
      redirectUri: facebookRedirectUri,
      forceReauth: true,
    }),
  );

test('the dialog is asked for every required scope and again for what was declined', async () => {
  const stage = await setFacebookStage();
  const address = addressOf(stage);

  expect(address.origin + address.pathname).toBe(`${stage.url}/www.facebook.com/v25.0/dialog/oauth`);
  expect(Object.fromEntries(address.searchParams)).toEqual({
    client_id: demoApp.id,
    redirect_uri: facebookRedirectUri,
    response_type: 'code',
    scope: everyScope.join(','),
    state,
    auth_type: 'rerequest',
  });
});

test('an optional scope is asked for once it is switched on', async () => {
  const stage = await setFacebookStage({ FACEBOOK_OPTIONAL_SCOPES: 'instagram_manage_messages' });

  expect(addressOf(stage).searchParams.get('scope')).toBe(
    [...everyScope, 'instagram_manage_messages'].join(),
  );
});

test('a code is exchanged for a person’s token, and that for one of sixty days', async () => {
  const stage = await setFacebookStage();
  const { token } = await exchange(stage, await stage.consentByFacebook());

  const extended = await stage.instagram.extendToken(token);

  const [short, long] = await Promise.all(
    [token, extended].map((each) => stage.instagram.inspectToken(each)),
  );
  expect(long!.expiresAt!.getTime() - short!.expiresAt!.getTime()).toBeGreaterThan(50 * 86_400_000);
});

test('the fragment that Facebook appends is no part of the code', async () => {
  const stage = await setFacebookStage();
  const callback = await stage.consentByFacebook();
  callback.set('code', `${callback.get('code')}#_=_`);

  await expect(exchange(stage, callback)).resolves.toBeDefined();
});

test('a dialog that was cancelled is told as cancelled', async () => {
  const stage = await setFacebookStage();
  const callback = await stage.consentByFacebook({ decision: 'cancel' });

  expect((await refusalBy(exchange(stage, callback))).code).toBe('access_denied');
});

test.each([
  ['a foreign state', { state: 'another' }],
  ['no code', { code: '' }],
  ['a foreign issuer', { iss: 'https://evil.example.com' }],
])('a callback with %s is told as expired and asks nothing', async (_what, change) => {
  const stage = await setFacebookStage();
  const callback = new URLSearchParams({ code: `AQ${'x'.repeat(30)}`, state, ...change });

  const refusal = await refusalBy(exchange(stage, callback));

  const { requests } = await stage.control('GET', '/journal');
  expect([refusal.code, requests]).toEqual(['state_expired', []]);
});

test('a code that was used is told as expired', async () => {
  const stage = await setFacebookStage();
  const callback = await stage.consentByFacebook();
  await exchange(stage, callback);

  expect((await refusalBy(exchange(stage, callback))).code).toBe('state_expired');
});

test('a code that is no code is told as expired', async () => {
  const stage = await setFacebookStage();

  const refusal = await refusalBy(exchange(stage, new URLSearchParams({ code: 'nonsense', state })));

  expect(refusal.code).toBe('state_expired');
});

test('another redirect address is a fault of the installation', async () => {
  const stage = await setFacebookStage();
  const callback = await stage.consentByFacebook();

  const refusal = await refusalBy(exchange(stage, callback, `${facebookRedirectUri}/`));

  expect(refusal.code).toBe('app_misconfigured');
});

test('a wrong secret is a fault of the installation, and is not told', async () => {
  const stage = await setFacebookStage({ FACEBOOK_APP_SECRET: 'not-the-secret' });
  const callback = await stage.consentByFacebook();

  const refusal = await refusalBy(exchange(stage, callback));

  expect(refusal.code).toBe('app_misconfigured');
  expect(inspect(refusal, { depth: 9, showHidden: true })).not.toContain('not-the-secret');
});

test.each([
  ['reset', { kind: 'reset' }],
  ['html', { kind: 'html' }],
  ['no token', { kind: 'body', body: '{"token_type":"bearer"}' }],
])('an exchange that meets %s is a network error, without code or secret', async (_what, fault) => {
  const stage = await setFacebookStage();
  const callback = await stage.consentByFacebook();
  await stage.breakFacebook('/oauth/access_token', fault);

  const refusal = await refusalBy(exchange(stage, callback));

  const shown = inspect(refusal, { depth: 9, showHidden: true });
  expect(refusal.code).toBe('network_error');
  expect(shown).not.toContain(callback.get('code'));
  expect(shown).not.toContain(demoApp.secret);
});

test('neither code nor secret nor token stands in an address that is called', async () => {
  const stage = await setFacebookStage();
  const callback = await stage.consentByFacebook();
  await stage.control('DELETE', '/journal');

  await stage.instagram.extendToken((await exchange(stage, callback)).token);

  const { requests } = (await stage.control('GET', '/journal')) as { requests: { query?: unknown }[] };
  expect(requests).toHaveLength(2);
  for (const request of requests)
    expect(JSON.stringify(request.query ?? {})).not.toMatch(/secret|code|EAA|fb_exchange_token/);
});
