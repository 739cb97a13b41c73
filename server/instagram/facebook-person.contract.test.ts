import { expect, test } from 'vitest';
import { setFacebookStage } from './test-facebook.ts';
import { business, refusalBy } from './test-instagram.ts';

const page = (id: number, more: Record<string, unknown> = {}) => ({
  id: String(id),
  name: `Page ${id}`,
  ...more,
});
const list = (rows: unknown[], paging?: unknown) => ({
  kind: 'body',
  body: JSON.stringify({ data: rows, ...(paging ? { paging } : {}) }),
});

test('the Pages that were ticked are listed, with the accounts behind them', async () => {
  const { instagram, grant } = await setFacebookStage();

  const pages = await instagram.listPages(await grant());

  expect(pages.map(({ name, account }) => [name, account?.username])).toEqual([
    ['Linden Ceramics', 'linden.ceramics'],
    ['Saltmarsh Walks', 'saltmarsh.walks'],
    ['Kiln Club Lisbon', undefined],
  ]);
});

test('a Page that was not ticked is not listed', async () => {
  const { instagram, grant } = await setFacebookStage();

  const pages = await instagram.listPages(await grant({ pages: ['103400000000202'] }));

  expect(pages.map(({ pageId }) => pageId)).toEqual(['103400000000202']);
});

test('pages of the list are followed by their cursor, and never by the address with the token in it', async () => {
  const { instagram, grant, breakFacebook, control } = await setFacebookStage();
  const token = await grant();
  await breakFacebook(
    '/me/accounts',
    list([page(1)], { cursors: { after: 'QVFI' }, next: 'https://evil.example.com/?access_token=EAAx' }),
  );
  await breakFacebook('/me/accounts', list([page(2)], { cursors: { after: 'QVFJ' } }));
  await control('DELETE', '/journal');

  const pages = await instagram.listPages(token);

  const { requests } = (await control('GET', '/journal')) as {
    requests: { query: Record<string, string> }[];
  };
  expect(pages.map(({ pageId }) => pageId)).toEqual(['1', '2']);
  expect(requests.map(({ query }) => query['after'])).toEqual([undefined, 'QVFI']);
});

test('a Page that comes without a token gives its account to nobody', async () => {
  const { instagram, grant, breakFacebook } = await setFacebookStage();
  const token = await grant();
  await breakFacebook(
    '/me/accounts',
    list([page(1, { instagram_business_account: { id: business, username: 'linden.ceramics' } })]),
  );

  expect((await instagram.listPages(token))[0]?.account).toBeUndefined();
});

test('an answer without a list is not told as no Pages', async () => {
  const { instagram, grant, breakFacebook } = await setFacebookStage();
  const token = await grant();
  await breakFacebook('/me/accounts', { kind: 'body', body: '{}' });

  expect((await refusalBy(instagram.listPages(token))).code).toBe('network_error');
});

test('what was declined is no permission', async () => {
  const { instagram, grant } = await setFacebookStage();

  const permissions = await instagram.readPermissions(await grant({ without: ['pages_manage_metadata'] }));

  expect(permissions).toContain('instagram_basic');
  expect(permissions).not.toContain('pages_manage_metadata');
});

test('a token tells its person, its ends and what was ticked', async () => {
  const { instagram, grant } = await setFacebookStage();

  const facts = await instagram.inspectToken(await grant({ pages: ['103400000000202'] }));

  expect(facts).toMatchObject({ isValid: true, chosen: { pages_show_list: ['103400000000202'] } });
  expect(facts.appScopedUserId).toMatch(/^\d+$/);
  expect(facts.dataAccessExpiresAt!.getTime()).toBeGreaterThan(facts.expiresAt!.getTime());
});

test('the token of a Page has no end', async () => {
  const { instagram, pageOf } = await setFacebookStage();

  expect(await instagram.inspectToken((await pageOf(business)).account.token)).toMatchObject({
    isValid: true,
    expiresAt: undefined,
  });
});

test.each([
  ['no facts', {}],
  ['another app', { is_valid: true, app_id: '1' }],
])('an inspection that answers %s is not understood', async (_what, data) => {
  const { instagram, grant, breakFacebook } = await setFacebookStage();
  const token = await grant();
  await breakFacebook('/debug_token', { kind: 'body', body: JSON.stringify({ data }) });

  expect((await refusalBy(instagram.inspectToken(token))).code).toBe('network_error');
});

test('the app revokes the grant, and every token of it is dead', async () => {
  const { instagram, pageOf, grant } = await setFacebookStage();
  const { account } = await pageOf(business);
  const person = await grant();
  const { appScopedUserId } = await instagram.inspectToken(person);

  expect(await instagram.revokeGrant('facebook', account.token, appScopedUserId!)).toBe('accepted');

  expect(await instagram.probeToken('facebook', account.token, business)).toEqual({
    state: 'refused',
    subcode: 458,
  });
  expect(await instagram.probeToken('facebook', person)).toMatchObject({ state: 'refused' });
  expect(await instagram.inspectToken(person)).toMatchObject({ isValid: false, subcode: 458 });
});

test('a bare true is a revocation that was accepted', async () => {
  const { instagram, pageOf, breakFacebook } = await setFacebookStage();
  const { account } = await pageOf(business);
  await breakFacebook('/*/permissions', { kind: 'body', body: 'true' });

  expect(await instagram.revokeGrant('facebook', account.token, '1')).toBe('accepted');
});

test('an account is read by its id with the Page’s token', async () => {
  const { instagram, pageOf } = await setFacebookStage();
  const { account } = await pageOf(business);

  expect(await instagram.readAccount('facebook', account.token, business)).toMatchObject({
    instagramUserId: business,
    username: 'linden.ceramics',
    accountType: '',
  });
});
