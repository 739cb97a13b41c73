import { expect, test } from 'vitest';
import { aFacebook, dialogUrl, facebookRedirectUri, harbourBusiness, pages } from '../test-facebook.ts';
import { accounts, baseUrl } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

const grantOf = (facebook: ReturnType<typeof aFacebook>, person = 'marta') =>
  facebook.simulator.world.facebookGrants.get(`${demoApp.id}:${person}`);

test('Continue sends the browser back with code, state and #_=_', async () => {
  const { visitor } = aFacebook();
  const location = await visitor.consent(dialogUrl({ state: 's-1' }), { person: 'marta' });
  expect(location).toMatch(
    /^http:\/\/127\.0\.0\.1:4200\/oauth\/facebook\/callback\?code=AQ[\w-]+&state=s-1#_=_$/,
  );
});

test('the dialog answers without a version too', async () => {
  const { visitor } = aFacebook();
  const url = dialogUrl().replace('/v25.0/', '/');
  expect(await visitor.consent(url, { person: 'marta' })).toContain('?code=AQ');
});

test('Cancel sends access_denied with error_code 200 and grants nothing', async () => {
  const facebook = aFacebook();
  const url = dialogUrl({ state: 's-2' });
  expect(await facebook.visitor.consent(url, { person: 'marta', decision: 'cancel' })).toBe(
    `${facebookRedirectUri}?error=access_denied&error_code=200&error_description=Permissions+error&error_reason=user_denied&state=s-2#_=_`,
  );
  expect(grantOf(facebook)).toBeUndefined();
});

test.each([
  ['an unknown app', { client_id: '990' }, 'Invalid App ID'],
  ['an unregistered redirect URI', { redirect_uri: 'https://example.com/cb' }, 'URL blocked'],
  ['another response type', { response_type: 'id_token' }, 'Invalid parameter: response_type'],
  [
    'a permission of the other login',
    { scope: 'instagram_basic,instagram_business_basic' },
    'Invalid Scopes: instagram_business_basic.',
  ],
  [
    'a configuration that does not exist',
    { config_id: '1' },
    'This app needs at least one supported permission',
  ],
])("%s is told on Facebook's own page and redirects nowhere", async (_case, change, text) => {
  const { visitor } = aFacebook();
  await expect(visitor.consent(dialogUrl(change), { person: 'marta' })).rejects.toThrow(text);
});

test('a closed dialog says Feature Unavailable', async () => {
  const { visitor, setFlags } = aFacebook();
  await setFlags({ facebookDialog: 'unavailable' });
  await expect(visitor.consent(dialogUrl(), { person: 'marta' })).rejects.toThrow('Feature Unavailable');
});

test('in development mode a person without a role meets App not active', async () => {
  const { visitor, setFlags, control } = aFacebook();
  await setFlags({ access: 'testers' });
  await expect(visitor.consent(dialogUrl(), { person: 'marta' })).rejects.toThrow('App not active');
  await control('PUT', `/apps/${demoApp.id}`, { testers: ['marta'] });
  expect(await visitor.consent(dialogUrl(), { person: 'marta' })).toContain('?code=AQ');
});

test('in development mode the dialog is not even shown', async () => {
  const facebook = aFacebook();
  await facebook.consent({ decision: 'cancel' });
  await facebook.setFlags({ access: 'testers' });
  const cookie = `simulated_facebook=${facebook.simulator.world.facebookSessions.list()[0]?.id}`;
  const response = await facebook.simulator.fetch(new Request(dialogUrl(), { headers: { cookie } }));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('App not active');
});

test('a configuration brings its own permissions', async () => {
  const facebook = aFacebook();
  const loginConfigs = [{ id: '778', scopes: ['instagram_basic', 'pages_show_list'] }];
  await facebook.control('PUT', `/apps/${demoApp.id}`, { loginConfigs });
  await facebook.consent({}, { config_id: '778', scope: '' });
  expect(grantOf(facebook)?.granted).toEqual(['public_profile', 'instagram_basic', 'pages_show_list']);
});

test('what is not ticked is not granted', async () => {
  const facebook = aFacebook();
  await facebook.consent({
    pages: [pages.linden],
    accounts: [accounts.business],
    without: ['instagram_manage_insights'],
  });
  expect(grantOf(facebook)).toMatchObject({
    pageIds: [pages.linden],
    accountIds: [accounts.business],
    declined: ['instagram_manage_insights'],
    opensToAll: false,
  });
});

test('nobody ticks what is not theirs', async () => {
  const facebook = aFacebook();
  const consentUrl = dialogUrl().replace('/oauth?', '/oauth/consent?');
  await facebook.consent({ decision: 'cancel' });
  const cookie = `simulated_facebook=${facebook.simulator.world.facebookSessions.list()[0]?.id}`;
  await facebook.simulator.fetch(
    new Request(consentUrl, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({
        person_id: 'marta',
        decision: 'continue',
        pages_show_list: 'on',
        business_management: 'on',
        [`page:${pages.harbour}`]: 'on',
        [`business:${harbourBusiness}`]: 'on',
      }),
    }),
  );
  expect(grantOf(facebook)).toMatchObject({ pageIds: [], businessIds: [] });
});

test('a form from another site consents to nothing', async () => {
  const facebook = aFacebook();
  await facebook.consent({ decision: 'cancel' });
  const cookie = `simulated_facebook=${facebook.simulator.world.facebookSessions.list()[0]?.id}`;
  const response = await facebook.simulator.fetch(
    new Request(dialogUrl().replace('/oauth?', '/oauth/consent?'), {
      method: 'POST',
      headers: { cookie, 'sec-fetch-site': 'cross-site' },
      body: new URLSearchParams({ person_id: 'marta', decision: 'continue' }),
    }),
  );
  expect(response.status).toBe(403);
  expect(grantOf(facebook)).toBeUndefined();
});

test('log-in leads only to paths of its own host', async () => {
  const { send } = aFacebook();
  const response = await send('/www.facebook.com/login.php', {
    method: 'POST',
    body: new URLSearchParams({ person_id: 'marta', next: '//evil.example/' }),
  });
  expect(response.headers.get('location')).toBe('/www.facebook.com/settings');
});

test('somebody who decided before just continues, and keeps what was ticked', async () => {
  const facebook = aFacebook();
  await facebook.consent({ pages: [pages.linden] });
  await facebook.consent({ pages: [pages.saltmarsh] });
  expect(grantOf(facebook)?.pageIds).toEqual([pages.linden]);
});

test('Edit previous settings shows the whole choice again', async () => {
  const facebook = aFacebook();
  await facebook.consent({ pages: [pages.linden] });
  await facebook.consent({ pages: [pages.saltmarsh], edit: true });
  expect(grantOf(facebook)?.pageIds).toEqual([pages.saltmarsh]);
});

test('enable_profile_selector shows the whole choice again', async () => {
  const facebook = aFacebook();
  await facebook.consent({ pages: [pages.linden] });
  await facebook.consent({ pages: [pages.saltmarsh] }, { enable_profile_selector: 'true' });
  expect(grantOf(facebook)?.pageIds).toEqual([pages.saltmarsh]);
});

test('what was declined is asked again only with auth_type=rerequest', async () => {
  const facebook = aFacebook();
  await facebook.consent({ without: ['instagram_basic'] });
  await facebook.consent();
  expect(grantOf(facebook)?.granted).not.toContain('instagram_basic');
  await facebook.consent({}, { auth_type: 'rerequest' });
  expect(grantOf(facebook)).toMatchObject({
    granted: expect.arrayContaining(['instagram_basic']),
    declined: [],
  });
});

test('a permission that is not asked for again stays granted', async () => {
  const facebook = aFacebook();
  await facebook.consent();
  await facebook.consent({}, { scope: 'ads_read' });
  expect(grantOf(facebook)?.granted).toEqual(expect.arrayContaining(['ads_read', 'instagram_basic']));
});

test('auth_type=reauthenticate asks who it is even with a live session', async () => {
  const facebook = aFacebook();
  await facebook.consent();
  const cookie = `simulated_facebook=${facebook.simulator.world.facebookSessions.list()[0]?.id}`;
  const open = async (url: string) =>
    (await facebook.simulator.fetch(new Request(url, { headers: { cookie } }))).text();
  expect(await open(dialogUrl())).toContain('You have connected');
  expect(await open(dialogUrl({ auth_type: 'reauthenticate' }))).toContain(
    'Log in to the simulated Facebook',
  );
});

test('response_type=token answers in the fragment', async () => {
  const { visitor, read } = aFacebook();
  const location = await visitor.consent(dialogUrl({ response_type: 'token', state: 's-3' }), {
    person: 'marta',
  });
  const fragment = new URLSearchParams(new URL(location).hash.slice(1));
  expect([...fragment.keys()]).toEqual([
    'access_token',
    'data_access_expiration_time',
    'expires_in',
    'long_lived_token',
    'state',
  ]);
  expect(await read('/me', fragment.get('access_token') ?? '')).toMatchObject({ name: 'Marta Linden' });
});

test('the page names the person, escapes the app and has no script', async () => {
  const facebook = aFacebook();
  await facebook.control('PUT', `/apps/${demoApp.id}`, { name: '<script>alert(1)</script>' });
  await facebook.consent({ decision: 'cancel' });
  const cookie = `simulated_facebook=${facebook.simulator.world.facebookSessions.list()[0]?.id}`;
  const response = await facebook.simulator.fetch(new Request(dialogUrl(), { headers: { cookie } }));
  const markup = await response.text();
  expect(markup).toContain('Continue as Marta Linden');
  expect(markup).toContain("stands in for Facebook's");
  expect(markup).not.toContain('<script');
});

test('the cookie keeps to the host it was set for', async () => {
  const response = await aFacebook().simulator.fetch(
    new Request(`${baseUrl}/www.facebook.com/login.php`, {
      method: 'POST',
      body: new URLSearchParams({ person_id: 'ilse' }),
    }),
  );
  expect(response.headers.get('set-cookie')).toMatch(/; Path=\/www\.facebook\.com; HttpOnly; SameSite=Lax$/);
});

test('a permission that the app does not have is invalid to it', async () => {
  const { visitor, control } = aFacebook();
  await control('PUT', `/apps/${demoApp.id}`, { unavailableScopes: ['ads_read'] });
  const url = dialogUrl({ scope: 'instagram_basic,ads_read' });
  await expect(visitor.consent(url, { person: 'marta' })).rejects.toThrow('Invalid Scopes: ads_read.');
});

test('a form that was shown to somebody else grants nothing and is shown again', async () => {
  const facebook = aFacebook();
  await facebook.consent({ person: 'ilse', decision: 'cancel' });
  const cookie = `simulated_facebook=${facebook.simulator.world.facebookSessions.list()[0]?.id}`;
  const response = await facebook.simulator.fetch(
    new Request(dialogUrl().replace('/oauth?', '/oauth/consent?'), {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ person_id: 'marta', decision: 'continue' }),
    }),
  );
  expect(await response.text()).toContain('Continue as Ilse Harbour');
  expect(facebook.simulator.world.facebookGrants.size).toBe(0);
});

test.each([
  ['letters beyond Latin', 'http://127.0.0.1:4200/€', 'http://127.0.0.1:4200/%E2%82%AC?code='],
  ['half a character', 'http://127.0.0.1:4200/\ud800', 'http://127.0.0.1:4200/%EF%BF%BD?code='],
  ['a line break', 'http://127.0.0.1:4200/a\r\nb: c', 'http://127.0.0.1:4200/a%0D%0Ab:%20c?code='],
])('a redirect URI with %s is written so that a header can carry it', async (_case, uri, begin) => {
  const { visitor } = aFacebook();
  const location = await visitor.consent(dialogUrl({ redirect_uri: uri }), { person: 'marta' });
  expect(location.startsWith(begin)).toBe(true);
});
