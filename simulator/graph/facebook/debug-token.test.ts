import { expect, test } from 'vitest';
import { aFacebook, appToken, pages } from '../../test-facebook.ts';
import { accounts, readError } from '../../fixture.ts';
import { demoApp } from '../../world/seed.ts';

type Debug = { data: Record<string, unknown> };
const nowSeconds = Date.UTC(2026, 9, 14, 9, 38) / 1000;

test('a user token is told with app, times, permissions and what each is good for', async () => {
  const { logIn, read } = aFacebook();
  const token = await logIn(
    { pages: [pages.linden], accounts: [accounts.business] },
    { scope: 'instagram_basic,pages_show_list,business_management' },
  );
  const { id } = await read<{ id: string }>('/me', token);
  const { data } = await read<Debug>(`/debug_token?input_token=${token}`, appToken);
  expect(data).toEqual({
    app_id: demoApp.id,
    type: 'USER',
    application: 'Tintype',
    data_access_expires_at: nowSeconds + 90 * 86_400,
    expires_at: expect.any(Number),
    is_valid: true,
    issued_at: nowSeconds,
    scopes: ['public_profile', 'instagram_basic', 'pages_show_list', 'business_management'],
    granular_scopes: [
      { scope: 'instagram_basic', target_ids: [accounts.business] },
      { scope: 'pages_show_list', target_ids: [pages.linden] },
      { scope: 'business_management', target_ids: [] },
    ],
    user_id: id,
  });
});

test('"all current and future" has no target_ids', async () => {
  const { logIn, read } = aFacebook();
  const token = await logIn({ reach: 'all' }, { scope: 'pages_show_list' });
  const { data } = await read<Debug>(`/debug_token?input_token=${token}`, appToken);
  expect(data['granular_scopes']).toEqual([{ scope: 'pages_show_list' }]);
});

test('a Page token of a long-lived user token never expires, and names its Page', async () => {
  const { logIn, pageToken, read } = aFacebook();
  const token = await pageToken(await logIn(), pages.saltmarsh);
  const { data } = await read<Debug>(`/debug_token?input_token=${token}`, appToken);
  expect(data).toMatchObject({ type: 'PAGE', expires_at: 0, profile_id: pages.saltmarsh, is_valid: true });
  expect(data['granular_scopes']).toContainEqual({
    scope: 'instagram_basic',
    target_ids: [accounts.creator],
  });
});

test('an app token is told as such', async () => {
  const { read } = aFacebook();
  expect(await read(`/debug_token?input_token=${encodeURIComponent(appToken)}`, appToken)).toEqual({
    data: { app_id: demoApp.id, type: 'APP', application: 'Tintype', is_valid: true, scopes: [] },
  });
});

test('a dead token is told with 200, its code and subcode, and without permissions', async () => {
  const { logIn, ask } = aFacebook();
  const token = await logIn();
  await ask('/me/permissions', token, { method: 'DELETE' });
  const answer = await ask(`/debug_token?input_token=${token}`, appToken);
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as Debug).data).toMatchObject({
    is_valid: false,
    error: { code: 190, subcode: 458, message: expect.stringContaining('has not authorized application') },
    scopes: [],
  });
});

test.each([['nonsense'], ['990|secret'], ['__proto__']])('%s is not valid, and no refusal', async (text) => {
  const { read } = aFacebook();
  expect(await read(`/debug_token?input_token=${encodeURIComponent(text)}`, appToken)).toMatchObject({
    data: { is_valid: false, error: { code: 190 }, scopes: [] },
  });
});

test('a user token of the same app may ask too', async () => {
  const { logIn, read } = aFacebook();
  const token = await logIn();
  expect(await read(`/debug_token?input_token=${token}`, token)).toMatchObject({ data: { is_valid: true } });
});

test('another app is told nothing', async () => {
  const { logIn, ask, control } = aFacebook();
  await control('PUT', '/apps/77', { secret: 's77' });
  const token = await logIn();
  for (const input of [token, encodeURIComponent(appToken)]) {
    expect(await readError(await ask(`/debug_token?input_token=${input}`, '77|s77'))).toMatchObject({
      code: 100,
      message: '(#100) The App_id in the input_token did not match the Viewing App',
    });
  }
});

test('without input_token it is refused', async () => {
  const { ask } = aFacebook();
  expect(await readError(await ask('/debug_token', appToken))).toMatchObject({
    message: 'The parameter input_token is required.',
  });
});
