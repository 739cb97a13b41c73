import { expect, test } from 'vitest';
import { business, personal, refusalBy, setStage } from './test-instagram.ts';

test('an account is read with both of its ids, as text', async () => {
  const { instagram, mint } = await setStage();
  const { token, appScopedUserId } = await mint(business);

  const account = await instagram.readAccount('instagram', token);

  expect(account).toMatchObject({
    instagramUserId: business,
    appScopedUserId,
    username: 'linden.ceramics',
    accountType: 'business',
  });
});

test('the documented list around an account is read as well', async () => {
  const { instagram, mint, breakNext } = await setStage();
  const { token } = await mint(business);
  const body = '{"data":[{"id":27640875392278831,"user_id":"17841400000000101","username":"linden"}]}';
  await breakNext('/me', { kind: 'body', body });

  const account = await instagram.readAccount('instagram', token);

  expect(account).toMatchObject({ appScopedUserId: '27640875392278831', instagramUserId: business });
});

test('a personal account says that it is one', async () => {
  const { instagram, mint } = await setStage();
  const { token } = await mint(personal);

  expect((await instagram.readAccount('instagram', token)).accountType).toBe('personal');
});

test('an answer without an account is not understood', async () => {
  const { instagram, mint, breakNext } = await setStage();
  const { token } = await mint(business);
  await breakNext('/me', { kind: 'body', body: '{"data":[]}' });

  expect((await refusalBy(instagram.readAccount('instagram', token))).code).toBe('network_error');
});

test('an app that may not serve the account is told at the first read', async () => {
  const { instagram, mint, setFlags } = await setStage();
  const { token } = await mint(business);
  await setFlags({ access: 'testers' });

  expect((await refusalBy(instagram.readAccount('instagram', token))).code).toBe('app_access_missing');
});

test('a probe of a live token names the account', async () => {
  const { instagram, mint } = await setStage();
  const { token } = await mint(business);

  const probe = await instagram.probeToken('instagram', token);

  expect(probe).toMatchObject({ state: 'alive', account: { instagramUserId: business } });
});

test.each([
  ['removed', 458],
  ['checkpoint', 459],
  ['passwordChanged', 460],
  ['expired', 463],
  ['loggedOut', 467],
])('a probe of a token that is %s is refused with subcode %i', async (tokens, subcode) => {
  const { instagram, mint, control } = await setStage();
  const { token } = await mint(business);
  await control('PATCH', `/accounts/${business}`, { tokens });

  expect(await instagram.probeToken('instagram', token)).toEqual({ state: 'refused', subcode });
});

test.each([
  ['reset', { kind: 'reset' }],
  ['503', { kind: 'html', status: 503 }],
  ['throttle', { kind: 'body', status: 400, body: '{"error":{"code":4,"message":"limit"}}' }],
  ['100/33', { kind: 'body', status: 400, body: '{"error":{"code":100,"error_subcode":33}}' }],
  ['missing permission', { kind: 'body', status: 403, body: '{"error":{"code":10}}' }],
])('a probe that meets a %s says nothing of the token', async (_what, fault) => {
  const { instagram, mint, breakNext } = await setStage();
  const { token } = await mint(business);
  await breakNext('/me', fault);

  expect(await instagram.probeToken('instagram', token)).toEqual({ state: 'unreachable' });
});

test('a probe through a door that has no app says nothing of the token', async () => {
  const { instagram, mint } = await setStage();
  const { token } = await mint(business);

  expect(await instagram.probeToken('facebook', token)).toEqual({ state: 'unreachable' });
});

test('the Facebook door is told to be not set up', async () => {
  const { instagram, mint } = await setStage();
  const { token } = await mint(business);

  expect((await refusalBy(instagram.readAccount('facebook', token))).code).toBe('app_misconfigured');
});
