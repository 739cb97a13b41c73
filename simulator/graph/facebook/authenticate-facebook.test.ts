import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { aFacebook, appToken, graph, pages } from '../../test-facebook.ts';
import { accounts, readError } from '../../fixture.ts';
import { demoApp } from '../../world/seed.ts';

const day = 86_400;

test('a token of the Instagram login cannot be parsed here, nor one of Facebook there', async () => {
  const { mint, logIn, ask, send } = aFacebook();
  const expected = {
    message: 'Invalid OAuth access token - Cannot parse access token',
    type: 'OAuthException',
    code: 190,
  };
  const instagram = (await mint(accounts.business)).access_token;
  expect(await readError(await ask('/me', instagram))).toEqual(expected);
  const facebook = await logIn();
  expect(await readError(await send(`/graph.instagram.com/me?access_token=${facebook}`))).toEqual(expected);
});

test('without a token /me answers 2500 and the rest 104', async () => {
  const { send } = aFacebook();
  expect(await readError(await send(`${graph}/me`))).toMatchObject({ code: 2500, type: 'OAuthException' });
  expect(await readError(await send(`${graph}/${pages.linden}`))).toMatchObject({ code: 104 });
});

test('an app token is nobody: /me answers 2500', async () => {
  const { ask } = aFacebook();
  expect(await readError(await ask('/me', appToken))).toMatchObject({ code: 2500, type: 'OAuthException' });
});

test('the token is taken from the Authorization header', async () => {
  const { logIn, send } = aFacebook();
  const headers = { authorization: `Bearer ${await logIn()}` };
  expect((await send(`${graph}/me`, { headers })).status).toBe(200);
});

test.each([
  ['removed', 458],
  ['checkpoint', 459],
  ['passwordChanged', 460],
  ['loggedOut', 467],
  ['expired', 463],
])("%s ends a person's user and Page tokens with 190/%i", async (tokens, subcode) => {
  const { logIn, pageToken, control, ask } = aFacebook();
  const user = await logIn();
  const page = await pageToken(user, pages.linden);
  await control('PATCH', '/people/marta', { tokens });
  for (const token of [user, page]) {
    expect(await readError(await ask('/me', token))).toMatchObject({ code: 190, error_subcode: subcode });
  }
});

test('a checkpoint sends the person to facebook.com', async () => {
  const { logIn, control, ask } = aFacebook();
  const user = await logIn();
  await control('PATCH', '/people/marta', { tokens: 'checkpoint' });
  expect((await readError(await ask('/me', user)))['message']).toContain('www.facebook.com');
});

test('a Page token of a person who lost the role is dead: 190/492', async () => {
  const { logIn, pageToken, control, ask } = aFacebook();
  const user = await logIn();
  const page = await pageToken(user, pages.linden);
  await control('PATCH', `/pages/${pages.linden}`, { roles: [{ person: 'ilse' }] });
  expect(await readError(await ask('/me', page))).toMatchObject({ code: 190, error_subcode: 492 });
  expect((await ask('/me', user)).status).toBe(200);
});

test('a Page token of a short user token ends with it, one of a long user token never', async () => {
  const { consent, exchangeCode, logIn, pageToken, advance, ask, setFlags } = aFacebook();
  await setFlags({ dataAccessExpired: 'ignore' });
  const short = ((await (await exchangeCode(await consent())).json()) as { access_token: string })
    .access_token;
  const ofShort = await pageToken(short, pages.linden);
  const ofLong = await pageToken(await logIn(), pages.linden);
  await advance(3 * 3600);
  expect(await readError(await ask('/me', ofShort))).toMatchObject({ code: 190, error_subcode: 463 });
  await advance(400 * day);
  expect((await ask('/me', ofLong)).status).toBe(200);
});

test('90 days without a consent end the access to data, also of a Page token: 190/493', async () => {
  const { logIn, pageToken, advance, ask, consent } = aFacebook();
  const page = await pageToken(await logIn(), pages.linden);
  await advance(90 * day - 1);
  expect((await ask('/me', page)).status).toBe(200);
  await advance(1);
  expect(await readError(await ask('/me', page))).toMatchObject({ code: 190, error_subcode: 493 });
  await consent();
  expect((await ask('/me', page)).status).toBe(200);
});

test.each([
  ['an unknown app', '990|secret'],
  ['nothing but a bar', '|'],
  ['a name of a prototype', '__proto__|constructor'],
])('%s is no app token: 190', async (_case, token) => {
  const { ask } = aFacebook();
  expect(await readError(await ask('/me', token))).toMatchObject({ code: 190 });
});

test('appsecret_proof is checked when it is sent, for user, Page and app tokens', async () => {
  const { logIn, pageToken, ask } = aFacebook();
  const user = await logIn();
  for (const token of [user, await pageToken(user, pages.linden), appToken]) {
    const proof = createHmac('sha256', demoApp.secret).update(token).digest('hex');
    const path = `/debug_token?input_token=${user}`;
    expect((await ask(`${path}&appsecret_proof=${proof}`, token)).status).toBe(200);
    expect(await readError(await ask(`${path}&appsecret_proof=00`, token))).toMatchObject({
      type: 'GraphMethodException',
      code: 100,
    });
  }
});

test('appsecret_proof is needed when the app requires it', async () => {
  const { logIn, ask, setFlags } = aFacebook();
  const user = await logIn();
  await setFlags({ requireSecretProof: true });
  expect(await readError(await ask('/me', user))).toMatchObject({
    message: 'API calls from the server require an appsecret_proof argument',
  });
});

test('a dead token is also told in WWW-Authenticate, on this host alone', async () => {
  const { logIn, ask, send, control } = aFacebook();
  const user = await logIn();
  await control('PATCH', '/people/marta', { tokens: 'loggedOut' });
  expect((await ask('/me', user)).headers.get('www-authenticate')).toBe(
    'OAuth "Facebook Platform" "invalid_token" "Error validating access token: The session is invalid because the user logged out."',
  );
  const elsewhere = await send('/graph.instagram.com/me?access_token=x');
  expect(elsewhere.headers.has('www-authenticate')).toBe(false);
});
