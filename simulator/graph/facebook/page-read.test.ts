import { expect, test } from 'vitest';
import { aFacebook, harbourBusiness, pages } from '../../test-facebook.ts';
import { accounts, readError } from '../../fixture.ts';

type PageBody = { id: string; name: string; access_token: string; instagram_business_account?: unknown };
type List = { data: PageBody[]; paging?: { next?: string } };

test('/me is the person by the id this app has for them', async () => {
  const { logIn, read } = aFacebook();
  const me = await read<Record<string, string>>(
    '/me?fields=id,name,first_name,last_name,email',
    await logIn(),
  );
  expect(me).toEqual({
    id: expect.stringMatching(/^\d{17}$/),
    name: 'Marta Linden',
    first_name: 'Marta',
    last_name: 'Linden',
  });
  const token = await logIn();
  expect(await read(`/${me['id']}`, token)).toEqual({ name: 'Marta Linden', id: me['id'] });
});

test('an unknown field of a person is refused by the name of its type', async () => {
  const { logIn, ask } = aFacebook();
  expect(await readError(await ask('/me?fields=birthday', await logIn()))).toEqual({
    message: '(#100) Tried accessing nonexisting field (birthday) on node type (User)',
    type: 'OAuthException',
    code: 100,
  });
});

test('/me/accounts tells token, category and tasks of each Page by default', async () => {
  const { logIn, read } = aFacebook();
  const { data } = await read<List>('/me/accounts', await logIn());
  expect(data.map(({ id }) => id)).toEqual([pages.linden, pages.saltmarsh, pages.withoutAccount]);
  expect(data[0]).toEqual({
    access_token: expect.stringMatching(/^EAA/),
    category: 'Arts & crafts store',
    category_list: [{ id: expect.any(String), name: 'Arts & crafts store' }],
    name: 'Linden Ceramics',
    id: pages.linden,
    tasks: ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'],
  });
});

test('a Page token is the same string however often it is read', async () => {
  const { logIn, read, simulator } = aFacebook();
  const token = await logIn();
  const first = await read<List>('/me/accounts', token);
  const kept = simulator.world.facebookTokens.size;
  expect(await read('/me/accounts', token)).toEqual(first);
  expect(simulator.world.facebookTokens.size).toBe(kept);
});

test('the linked account is expanded, and left out of a Page that has none', async () => {
  const { logIn, read } = aFacebook();
  const path =
    '/me/accounts?fields=id,instagram_business_account{id,username,name,profile_picture_url},connected_instagram_account';
  const { data } = await read<List>(path, await logIn());
  expect(data[0]).toEqual({
    id: pages.linden,
    instagram_business_account: {
      id: accounts.business,
      username: 'linden.ceramics',
      name: 'Linden Ceramics',
      profile_picture_url: expect.stringContaining('http'),
    },
    connected_instagram_account: { id: accounts.business },
  });
  expect(data[2]).toEqual({ id: pages.withoutAccount });
});

test('a personal account behind a Page is not exposed', async () => {
  const { logIn, read, control } = aFacebook();
  const token = await logIn();
  await control('PATCH', '/accounts/linden.ceramics', { type: 'PERSONAL' });
  const page = await read(`/${pages.linden}?fields=instagram_business_account`, token);
  expect(page).toEqual({ id: pages.linden });
});

test('Pages come in pages, by links that work to the end', async () => {
  const { logIn, read, send } = aFacebook();
  let list = await read<List>('/me/accounts?fields=name&limit=1', await logIn());
  const names = list.data.map(({ name }) => name);
  while (list.paging?.next !== undefined) {
    const next = new URL(list.paging.next);
    list = (await (await send(next.pathname + next.search)).json()) as List;
    names.push(...list.data.map(({ name }) => name));
  }
  expect(names).toEqual(['Linden Ceramics', 'Saltmarsh Walks', 'Kiln Club Lisbon']);
});

test('a Page or account that was not ticked does not exist for the app', async () => {
  const { logIn, read, ask } = aFacebook();
  const token = await logIn({
    pages: [pages.linden, pages.withoutAccount],
    accounts: [accounts.creator],
  });
  const { data } = await read<List>('/me/accounts?fields=id,instagram_business_account', token);
  expect(data).toEqual([{ id: pages.linden }, { id: pages.withoutAccount }]);
  for (const id of [pages.saltmarsh, accounts.business, accounts.creator]) {
    expect(await readError(await ask(`/${id}`, token))).toMatchObject({
      type: 'GraphMethodException',
      code: 100,
      error_subcode: 33,
    });
  }
});

test('"all current and future" reaches a Page that was made later', async () => {
  const { logIn, read, control } = aFacebook();
  const token = await logIn({ reach: 'all', pages: [] });
  await control('POST', '/pages', { name: 'Glaze Notes', roles: [{ person: 'marta' }] });
  const { data } = await read<List>('/me/accounts?fields=name', token);
  expect(data.map(({ name }) => name)).toContain('Glaze Notes');
});

test.each([
  ['pages_show_list', 'marta'],
  ['business_management', 'ilse'],
])('without %s the list of %s is empty', async (scope, person) => {
  const { logIn, read } = aFacebook();
  expect(await read('/me/accounts', await logIn({ person, without: [scope] }))).toEqual({ data: [] });
});

test('without instagram_basic a Page has no account, and the account answers code 10', async () => {
  const { logIn, read, ask } = aFacebook();
  const token = await logIn({ without: ['instagram_basic'] });
  expect(await read(`/${pages.linden}?fields=instagram_business_account`, token)).toEqual({
    id: pages.linden,
  });
  expect(await readError(await ask(`/${accounts.business}`, token))).toMatchObject({ code: 10 });
});

test('a Page is read by id with user and Page token, and as me with its own', async () => {
  const { logIn, read, pageToken, ask } = aFacebook();
  const user = await logIn();
  const page = await pageToken(user, pages.linden);
  const expected = { name: 'Linden Ceramics', id: pages.linden };
  expect(await read(`/${pages.linden}`, user)).toEqual(expected);
  expect(await read(`/${pages.linden}`, page)).toEqual(expected);
  expect(await read('/me', page)).toEqual(expected);
  expect(await readError(await ask(`/${pages.saltmarsh}`, page))).toMatchObject({ error_subcode: 33 });
});

test('the account behind a Page is read with user and Page token', async () => {
  const { logIn, read, pageToken } = aFacebook();
  const user = await logIn();
  for (const token of [user, await pageToken(user, pages.linden)]) {
    expect(await read(`/${accounts.business}?fields=id,username,media_count`, token)).toEqual({
      id: accounts.business,
      username: 'linden.ceramics',
      media_count: 0,
    });
  }
});

test('businesses tell the Pages they hold, with what the token may see of them', async () => {
  const { logIn, read } = aFacebook();
  const token = await logIn({ person: 'ilse', pages: [] });
  expect(await read('/me/businesses', token)).toMatchObject({
    data: [{ id: harbourBusiness, name: 'Harbour Bakery GmbH' }],
  });
  const owned = `/${harbourBusiness}/owned_pages?fields=id,name,access_token,instagram_business_account`;
  expect(await read<List>(owned, token)).toMatchObject({
    data: [{ id: pages.harbour, name: 'Harbour Bakery' }],
  });
  expect((await read<List>(owned, token)).data[0]).not.toHaveProperty('access_token');
  expect(await read(`/${harbourBusiness}/client_pages`, token)).toEqual({ data: [] });
});

test('by a switch a Page of a ticked business is as good as ticked', async () => {
  const { logIn, read, setFlags } = aFacebook();
  const token = await logIn({ person: 'ilse', pages: [] });
  expect(await read<List>('/me/accounts', token)).toEqual({ data: [] });
  await setFlags({ businessPages: 'reachable' });
  expect((await read<List>('/me/accounts', token)).data.map(({ id }) => id)).toEqual([pages.harbour]);
});

test.each(['instagram_business_accounts', 'owned_instagram_accounts'])(
  'a business lists its accounts under %s',
  async (edge) => {
    const { logIn, read } = aFacebook();
    const token = await logIn({ person: 'ilse' });
    expect(await read(`/${harbourBusiness}/${edge}?fields=username`, token)).toMatchObject({
      data: [{ username: 'harbour.bakery', id: accounts.secondBusiness }],
    });
  },
);

test.each([
  ['not ticked', { person: 'ilse', businesses: [] }],
  ['without business_management', { person: 'ilse', without: ['business_management'] }],
  ['of somebody else', { person: 'marta' }],
])('a business %s does not exist', async (_case, choice) => {
  const { logIn, read, ask } = aFacebook();
  const token = await logIn(choice);
  expect(await read('/me/businesses', token)).toEqual({ data: [] });
  expect(await readError(await ask(`/${harbourBusiness}`, token))).toMatchObject({ error_subcode: 33 });
  expect(await readError(await ask(`/${harbourBusiness}/owned_pages`, token))).toMatchObject({
    error_subcode: 33,
  });
});

test('the edges of people and businesses do not exist on the Instagram host', async () => {
  const { mint, send } = aFacebook();
  const { access_token: token } = await mint(accounts.business);
  for (const edge of ['accounts', 'businesses']) {
    const answer = await send(`/graph.instagram.com/me/${edge}?access_token=${token}`);
    expect(await readError(answer)).toMatchObject({ code: 100, error_subcode: 33 });
  }
});
