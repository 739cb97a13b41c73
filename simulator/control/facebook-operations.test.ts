import { expect, test } from 'vitest';
import { aFacebook, pages } from '../test-facebook.ts';
import { accounts } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

type Made = { id: string };
type Minted = { access_token: string; expires_in: number | null; user_id: string };

test('a person, a business and a Page with an account can be made, minted for and read', async () => {
  const { control, read } = aFacebook();
  await control('POST', '/people', { id: 'nur', name: 'Nur Lys' });
  await control('POST', '/accounts', { username: 'nur.lys' });
  const business = (await (
    await control('POST', '/businesses', { name: 'Lys & Co', people: ['nur'] })
  ).json()) as Made;
  await control('POST', '/pages', {
    name: 'Nur Lys',
    category: 'Photographer',
    account: 'nur.lys',
    business: business.id,
    roles: [{ person: 'nur', tasks: ['MANAGE'] }],
  });
  const minted = (await (
    await control('POST', '/facebook-tokens', { appId: demoApp.id, person: 'nur' })
  ).json()) as Minted;
  expect(
    await read(
      '/me/accounts?fields=name,category,tasks,business,instagram_business_account{username}',
      minted.access_token,
    ),
  ).toMatchObject({
    data: [
      {
        name: 'Nur Lys',
        category: 'Photographer',
        tasks: ['MANAGE'],
        business: { id: business.id, name: 'Lys & Co' },
        instagram_business_account: { username: 'nur.lys' },
      },
    ],
  });
  expect(await read('/me', minted.access_token)).toEqual({ name: 'Nur Lys', id: minted.user_id });
});

test('a Page token can be minted, without an end', async () => {
  const { control, read } = aFacebook();
  const minted = (await (
    await control('POST', '/facebook-tokens', { appId: demoApp.id, person: 'marta', page: pages.linden })
  ).json()) as Minted;
  expect(minted.expires_in).toBeNull();
  expect(await read('/me', minted.access_token)).toMatchObject({ id: pages.linden });
});

test('a token can be minted for a few permissions and Pages', async () => {
  const { control, read } = aFacebook();
  const minted = (await (
    await control('POST', '/facebook-tokens', {
      appId: demoApp.id,
      person: 'marta',
      scopes: ['pages_show_list'],
      pages: [pages.saltmarsh],
      longLived: false,
    })
  ).json()) as Minted;
  expect(minted.expires_in).toBeLessThan(7200);
  expect(await read('/me/accounts?fields=id,instagram_business_account', minted.access_token)).toMatchObject({
    data: [{ id: pages.saltmarsh }],
  });
});

test('an account can be unlinked from its Page and linked to another', async () => {
  const { control, logIn, read } = aFacebook();
  const token = await logIn();
  await control('PATCH', `/pages/${pages.linden}`, { account: null });
  await control('PATCH', `/pages/${pages.withoutAccount}`, { account: accounts.business });
  const path = (id: string) => `/${id}?fields=instagram_business_account`;
  expect(await read(path(pages.linden), token)).toEqual({ id: pages.linden });
  expect(await read(path(pages.withoutAccount), token)).toMatchObject({
    instagram_business_account: { id: accounts.business },
  });
});

test('permissions can be withdrawn from one app without a word to it', async () => {
  const { control, logIn, read } = aFacebook();
  const token = await logIn();
  await control('PATCH', '/people/marta', { withdrawScopes: ['pages_show_list'], appId: 'another' });
  expect(await read<{ data: unknown[] }>('/me/accounts', token)).toHaveProperty('data.length', 3);
  await control('PATCH', '/people/marta', { withdrawScopes: ['pages_show_list'], appId: demoApp.id });
  expect(await read('/me/accounts', token)).toEqual({ data: [] });
});

test('live undoes a checkpoint', async () => {
  const { control, logIn, ask } = aFacebook();
  const token = await logIn();
  await control('PATCH', '/people/marta', { tokens: 'checkpoint' });
  expect((await ask('/me', token)).status).toBe(400);
  await control('PATCH', '/people/marta', { tokens: 'live' });
  expect((await ask('/me', token)).status).toBe(200);
});

test('the 90 days can be ended at once', async () => {
  const { control, logIn, ask } = aFacebook();
  const token = await logIn();
  await control('PATCH', '/people/marta', { dataAccess: 'expired' });
  expect((await ask('/me', token)).status).toBe(400);
});

test.each([
  ['POST', '/people', { id: 'marta', name: 'Marta again' }, 409],
  ['PATCH', '/people/nobody', {}, 404],
  ['POST', '/facebook-tokens', { appId: 'nobody', person: 'marta' }, 404],
  ['POST', '/facebook-tokens', { appId: demoApp.id, person: 'nobody' }, 404],
  ['POST', '/facebook-tokens', { appId: demoApp.id, person: 'marta', page: '1' }, 404],
  ['PATCH', '/pages/1', {}, 404],
  ['POST', '/pages', { name: 'A', account: 'nobody' }, 404],
  ['POST', '/pages', { name: 'A', business: '1' }, 404],
  ['POST', '/pages', { name: 'A', roles: [{ person: 'nobody' }] }, 404],
  ['POST', '/pages', {}, 400],
  ['POST', '/businesses', { name: 'A', people: ['nobody'] }, 404],
])('%s %s %o is refused with a sentence', async (method, path, body, status) => {
  const { control, simulator } = aFacebook();
  const before = simulator.world.pages.size;
  const response = await control(method, path, body);
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringMatching(/\w/) } });
  expect(simulator.world.pages.size).toBe(before);
});
