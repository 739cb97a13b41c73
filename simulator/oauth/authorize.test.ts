import { expect, test } from 'vitest';
import { accounts, aSimulator, authorizeUrl, baseUrl, redirectUri } from '../fixture.ts';

const { business, personal } = accounts;

test('consent sends the browser back with code, state and #_', async () => {
  const { visitor } = aSimulator();
  const location = await visitor.consent(authorizeUrl({ state: 's-1' }), { account: business });
  expect(location).toMatch(
    /^http:\/\/127\.0\.0\.1:4200\/oauth\/instagram\/callback\?code=AQ[\w-]+&state=s-1#_$/,
  );
});

test("the app's own query in the redirect URI is kept", async () => {
  const { visitor } = aSimulator();
  const url = authorizeUrl({ redirect_uri: `${redirectUri}?door=1` });
  expect(await visitor.consent(url, { account: business })).toContain(`${redirectUri}?door=1&code=AQ`);
});

test('Cancel sends access_denied with the state and no code', async () => {
  const { visitor } = aSimulator();
  const url = authorizeUrl({ state: 's-2' });
  expect(await visitor.consent(url, { account: business, decision: 'cancel' })).toBe(
    `${redirectUri}?error=access_denied&error_reason=user_denied&error_description=The+user+denied+your+request&state=s-2#_`,
  );
});

test.each([
  ['an unknown app', { client_id: '990' }, 'Invalid platform app'],
  ['an unregistered redirect URI', { redirect_uri: 'https://example.com/cb' }, 'Invalid redirect_uri'],
  ['another response type', { response_type: 'token' }, 'Invalid response_type'],
  ['a scope that does not exist', { scope: 'user_profile' }, 'Invalid scope field(s): user_profile'],
  [
    'a misspelt scope beside a good one',
    { scope: 'instagram_business_basic,instagram_business_content_publishing' },
    'Business and user permissions are mutually exclusive',
  ],
])("%s is told on Instagram's own page and redirects nowhere", async (_case, change, text) => {
  const { visitor } = aSimulator();
  await expect(visitor.consent(authorizeUrl(change), { account: business })).rejects.toThrow(text);
});

test('a loopback redirect URI needs registration when the switch is off', async () => {
  const { visitor, setFlags } = aSimulator();
  await setFlags({ loopbackRedirects: false });
  await expect(visitor.consent(authorizeUrl(), { account: business })).rejects.toThrow(
    'Invalid redirect_uri',
  );
});

test.each([',', ' ', ' , '])('scopes may be separated by %j', async (separator) => {
  const { visitor, simulator } = aSimulator();
  const scope = ['instagram_business_manage_insights', 'instagram_business_basic'].join(separator);
  await visitor.consent(authorizeUrl({ scope }), { account: business });
  expect(simulator.world.grants.list()[0]?.scopes).toEqual([
    'instagram_business_basic',
    'instagram_business_manage_insights',
  ]);
});

test('a permission that is switched off is not granted', async () => {
  const { visitor, simulator } = aSimulator();
  const without = ['instagram_business_content_publish'];
  await visitor.consent(authorizeUrl(), { account: business, without });
  expect(simulator.world.grants.list()[0]?.scopes).toEqual(['instagram_business_basic']);
});

test('force_reauth asks who it is even with a live session', async () => {
  const { visitor, simulator } = aSimulator();
  await visitor.consent(authorizeUrl(), { account: business });
  const cookie = `simulated_instagram=${simulator.world.sessions.list()[0]?.id}`;
  const open = async (url: string) =>
    (await simulator.fetch(new Request(url, { headers: { cookie } }))).text();
  expect(await open(authorizeUrl())).toContain('asks to use this account');
  expect(await open(authorizeUrl({ force_reauth: 'true' }))).toContain('Log in to the simulated Instagram');
});

test('a form from another site consents to nothing', async () => {
  const { visitor, simulator } = aSimulator();
  await visitor.consent(authorizeUrl(), { account: business, decision: 'cancel' });
  const cookie = `simulated_instagram=${simulator.world.sessions.list()[0]?.id}`;
  const response = await simulator.fetch(
    new Request(authorizeUrl().replace('/authorize?', '/authorize/consent?'), {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ account_id: business, decision: 'allow' }),
    }),
  );
  expect(response.status).toBe(403);
  expect(simulator.world.grants.size).toBe(0);
});

test('log-in leads only to paths of its own host', async () => {
  const { send } = aSimulator();
  const response = await send('/www.instagram.com/accounts/login/', {
    method: 'POST',
    body: new URLSearchParams({ account_id: business, next: '//evil.example/' }),
  });
  expect(response.headers.get('location')).toBe('/www.instagram.com/accounts/manage_access/');
});

test('the old authorize host answers 302 to the current one', async () => {
  const { send } = aSimulator();
  const response = await send('/api.instagram.com/oauth/authorize?client_id=1');
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(`${baseUrl}/www.instagram.com/oauth/authorize?client_id=1`);
});

test('an account without a role meets Insufficient developer role on the page', async () => {
  const { visitor, setFlags } = aSimulator();
  await setFlags({ access: 'testers', withoutAccess: 'page' });
  await expect(visitor.consent(authorizeUrl(), { account: business })).rejects.toThrow(
    'Insufficient developer role',
  );
});

test('an account without a role is sent back with Insufficient developer role when the flag says so', async () => {
  const { visitor, setFlags } = aSimulator();
  await setFlags({ access: 'testers', withoutAccess: 'redirect' });
  const location = await visitor.consent(authorizeUrl(), { account: business });
  expect(new URL(location).searchParams.get('error_description')).toBe('Insufficient developer role');
});

test('mode A: a personal account is asked to switch before consent', async () => {
  const { visitor, setFlags, simulator } = aSimulator();
  await setFlags({ personalAccounts: 'A' });
  await expect(visitor.consent(authorizeUrl(), { account: personal })).rejects.toThrow(
    'Switch to a professional account',
  );
  expect(simulator.world.codes.size).toBe(0);
});

test('a redirect URI beyond ASCII is written so that a header can carry it', async () => {
  const { visitor } = aSimulator();
  const url = authorizeUrl({ redirect_uri: 'http://127.0.0.1:4200/€ a' });
  expect(await visitor.consent(url, { account: business })).toMatch(
    /^http:\/\/127\.0\.0\.1:4200\/%E2%82%AC%20a\?code=/,
  );
});
