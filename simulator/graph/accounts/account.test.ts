import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { accounts, aSimulator, readError } from '../../fixture.ts';
import { demoApp } from '../../world/seed.ts';

const fields = 'user_id,username,name,account_type,profile_picture_url,followers_count,media_count';

test('/me is flat: app-scoped id always, the account id as user_id, both text', async () => {
  const { mint, send } = aSimulator();
  const { access_token, id } = await mint(accounts.business);
  const response = await send(`/graph.instagram.com/v25.0/me?fields=${fields}&access_token=${access_token}`);
  expect(await response.json()).toEqual({
    id,
    user_id: accounts.business,
    username: 'linden.ceramics',
    name: 'Linden Ceramics',
    account_type: 'BUSINESS',
    profile_picture_url: 'http://simulator.test/scontent.cdninstagram.com/v/profile-linden.jpg',
    followers_count: 8406,
    media_count: 0,
  });
});

test('/me without fields says the id alone', async () => {
  const { mint, send } = aSimulator();
  const { access_token, id } = await mint(accounts.business);
  const response = await send(`/graph.instagram.com/me?access_token=${access_token}`);
  expect(await response.json()).toEqual({ id });
});

test('two apps see two app-scoped ids of one account', async () => {
  const { mint, control } = aSimulator();
  await control('PUT', '/apps/778', { name: 'Other' });
  const ours = await mint(accounts.business);
  const theirs = await mint(accounts.business, { appId: '778' });
  expect(theirs.id).not.toBe(ours.id);
  expect(theirs.user_id).toBe(ours.user_id);
});

test('both ids of the account name it in a path, and no other account', async () => {
  const { mint, send } = aSimulator();
  const { access_token, id } = await mint(accounts.business);
  const read = (node: string) => send(`/graph.instagram.com/${node}?access_token=${access_token}`);
  expect((await read(accounts.business)).status).toBe(200);
  expect((await read(id)).status).toBe(200);
  expect(await readError(await read(accounts.creator))).toEqual({
    message: `Unsupported get request. Object with ID '${accounts.creator}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    type: 'IGApiException',
    code: 100,
    error_subcode: 33,
  });
});

test('one unknown field refuses the whole read', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  const response = await send(
    `/graph.instagram.com/me?fields=username,shoe_size&access_token=${access_token}`,
  );
  expect(await readError(response)).toMatchObject({
    code: 100,
    message: '(#100) Tried accessing nonexisting field (shoe_size) on node type (IGUser)',
  });
});

test('account types: upper case as observed, mixed case by flag, PERSONAL in mode C', async () => {
  const { mint, send, setFlags } = aSimulator();
  const readType = async (account: string) => {
    const { access_token } = await mint(account);
    const response = await send(`/graph.instagram.com/me?fields=account_type&access_token=${access_token}`);
    return ((await response.json()) as { account_type: string }).account_type;
  };
  expect(await readType(accounts.creator)).toBe('MEDIA_CREATOR');
  expect(await readType(accounts.personal)).toBe('PERSONAL');
  await setFlags({ accountTypeSpelling: 'documented' });
  expect(await readType(accounts.creator)).toBe('Media_Creator');
});

test('mode B: the token of a personal account fails every call with 100', async () => {
  const { mint, send, setFlags } = aSimulator();
  await setFlags({ personalAccounts: 'B' });
  const { access_token } = await mint(accounts.personal);
  expect(await readError(await send(`/graph.instagram.com/me?access_token=${access_token}`))).toMatchObject({
    message: 'Unsupported request - method type: get',
    code: 100,
  });
});

test.each([
  ['checkpoint', 459],
  ['passwordChanged', 460],
  ['loggedOut', 467],
  ['expired', 463],
  ['removed', 458],
])('tokens after %s: 190/%i', async (tokens, subcode) => {
  const { mint, send, control } = aSimulator();
  const { access_token } = await mint(accounts.business);
  await control('PATCH', '/accounts/linden.ceramics', { tokens });
  expect(await readError(await send(`/graph.instagram.com/me?access_token=${access_token}`))).toMatchObject({
    type: 'OAuthException',
    code: 190,
    error_subcode: subcode,
  });
});

test('no token, a token of the other login, and ours on the other host: 190 in the words of each', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  expect(await readError(await send('/graph.instagram.com/me'))).toEqual({
    message: 'Invalid OAuth 2.0 Access Token',
    type: 'IGApiException',
    code: 190,
  });
  const cannotParse = {
    message: 'Invalid OAuth access token - Cannot parse access token',
    type: 'OAuthException',
    code: 190,
  };
  expect(await readError(await send('/graph.instagram.com/me?access_token=EAAB'))).toEqual(cannotParse);
  expect(await readError(await send(`/graph.facebook.com/me?access_token=${access_token}`))).toEqual(
    cannotParse,
  );
});

test('a withdrawn scope shows as a missing permission and leaves the token alive', async () => {
  const { mint, send, control } = aSimulator();
  const { access_token } = await mint(accounts.business);
  await control('PATCH', '/accounts/linden.ceramics', { withdrawScopes: ['instagram_business_basic'] });
  expect(await readError(await send(`/graph.instagram.com/me?access_token=${access_token}`))).toMatchObject({
    type: 'IGApiException',
    code: 10,
  });
});

test('a path nobody knows: 2500 with the part that is unknown', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  const response = await send(`/graph.instagram.com/v25.0/me/messages_x?access_token=${access_token}`);
  expect(await readError(response)).toEqual({
    message: 'Unknown path components: /messages_x',
    type: 'IGApiException',
    code: 2500,
  });
});

test.each([
  ['/v19.0/me', 'v21.0'],
  ['/v26.0/me', 'v26.0'],
  ['/me', 'v25.0'],
])('%s is served by %s', async (path, version) => {
  const { send } = aSimulator();
  const response = await send(`/graph.instagram.com${path}`);
  expect(response.headers.get('facebook-api-version')).toBe(version);
});

test('a version from the future is an unknown path', async () => {
  const { send } = aSimulator();
  expect(await readError(await send('/graph.instagram.com/v99.0/me'))).toMatchObject({ code: 2500 });
});

test('appsecret_proof is checked when sent and demanded when the app says so', async () => {
  const { mint, send, setFlags } = aSimulator();
  const { access_token } = await mint(accounts.business);
  const read = (proof: string) => send(`/graph.instagram.com/me?access_token=${access_token}${proof}`);
  const proof = createHmac('sha256', demoApp.secret).update(access_token).digest('hex');
  expect((await read(`&appsecret_proof=${proof}`)).status).toBe(200);
  expect(await readError(await read('&appsecret_proof=00'))).toMatchObject({
    message: 'Invalid appsecret_proof provided in the API argument',
    type: 'GraphMethodException',
  });
  await setFlags({ requireSecretProof: true });
  expect(await readError(await read(''))).toMatchObject({
    message: 'API calls from the server require an appsecret_proof argument',
  });
});

test('DELETE permissions ends the grant by default', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  const path = `/graph.instagram.com/me/permissions?access_token=${access_token}`;
  expect(await (await send(path, { method: 'DELETE' })).json()).toEqual({ success: true });
  expect(await readError(await send(path, { method: 'DELETE' }))).toMatchObject({
    code: 190,
    error_subcode: 458,
  });
});

test('DELETE permissions is refused with 100/33 by flag, and the token lives on', async () => {
  const { mint, send, setFlags } = aSimulator();
  await setFlags({ revoke: 'refuse' });
  const { access_token, user_id } = await mint(accounts.business);
  const path = `/graph.instagram.com/${user_id}/permissions?access_token=${access_token}`;
  expect(await readError(await send(path, { method: 'DELETE' }))).toMatchObject({
    code: 100,
    error_subcode: 33,
    message: expect.stringContaining('Unsupported delete request.'),
  });
  expect((await send(`/graph.instagram.com/me?access_token=${access_token}`)).status).toBe(200);
});

test('GET permissions is refused by default and truthful by flag', async () => {
  const { mint, send, setFlags, control } = aSimulator();
  const scopes = ['instagram_business_basic', 'instagram_business_manage_comments'];
  const { access_token } = await mint(accounts.business, { scopes });
  const path = `/graph.instagram.com/me/permissions?access_token=${access_token}`;
  expect(await readError(await send(path))).toMatchObject({ type: 'IGApiException', code: 100 });
  await setFlags({ permissionsRead: 'answer' });
  await control('PATCH', '/accounts/linden.ceramics', { withdrawScopes: [scopes[1]] });
  expect(await (await send(path)).json()).toEqual({
    data: [
      { permission: scopes[0], status: 'granted' },
      { permission: scopes[1], status: 'declined' },
    ],
  });
});

test('subscribed_apps can be set, read and taken away', async () => {
  const { mint, send } = aSimulator();
  const { access_token, user_id } = await mint(accounts.business);
  const edge = `/graph.instagram.com/${user_id}/subscribed_apps`;
  const headers = { authorization: `Bearer ${access_token}` };
  await send(edge, { method: 'POST', headers, body: new URLSearchParams({ subscribed_fields: 'comments' }) });
  expect(await (await send(edge, { headers })).json()).toEqual({
    data: [{ id: demoApp.id, name: 'Tintype', subscribed_fields: ['comments'] }],
  });
  await send(edge, { method: 'DELETE', headers });
  expect(await (await send(edge, { headers })).json()).toEqual({ data: [] });
});

test('usage headers come with the tenth call', async () => {
  const { mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  const read = () => send(`/graph.instagram.com/me?access_token=${access_token}`);
  for (let call = 1; call < 10; call += 1) {
    expect((await read()).headers.get('x-app-usage')).toBeNull();
  }
  expect((await read()).headers.get('x-business-use-case-usage')).toContain(accounts.business);
});
