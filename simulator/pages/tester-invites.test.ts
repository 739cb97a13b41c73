import { expect, test } from 'vitest';
import { accounts, aSimulator } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

const home = '/www.instagram.com/accounts/manage_access/';

/** A simulator whose browser is signed in with an account. */
async function aVisit(account: string = accounts.business) {
  const house = aSimulator();
  const signIn = await house.send('/www.instagram.com/accounts/login/', {
    method: 'POST',
    body: new URLSearchParams({ account_id: account }),
  });
  const cookie = signIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const open = async (tab: string) =>
    (await house.send(`${home}?tab=${tab}`, { headers: { cookie } })).text();
  const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    house.send(home + path, {
      method: 'POST',
      headers: { cookie, ...headers },
      body: new URLSearchParams(form),
    });
  const invite = (username: string) =>
    house.control('POST', `/apps/${demoApp.id}/tester-invites`, { username });
  return { ...house, open, post, invite };
}

const answerOf = (answer: string) => ({ username: 'linden.ceramics', app_id: demoApp.id, answer });

test('an app is Active with its scopes until its last token runs out, then Expired', async () => {
  const { open, mint, advance } = await aVisit();
  await mint(accounts.business);

  expect(await open('active')).toContain('Access since 14 Oct 2026');
  expect(await open('expired')).toContain('No app has let its access run out.');
  await advance(60 * 86_400);
  expect(await open('expired')).toContain('Access ran out 13 Dec 2026');
  expect(await open('active')).toContain('No app may act for this account.');
});

test('an expired app that is given access again is Active before it has its new token', async () => {
  const { open, mint, advance, consent } = await aVisit();
  await mint(accounts.business);
  await advance(61 * 86_400);
  await consent(accounts.business);

  expect(await open('active')).toContain('Access since 14 Dec 2026');
});

test('Remove leads to the Removed tab', async () => {
  const { post, mint, open } = await aVisit();
  await mint(accounts.business);

  const answer = await post('remove/', { account_id: accounts.business, app_id: demoApp.id });

  expect(answer.headers.get('location')).toBe(`${home}?tab=removed`);
  expect(await open('removed')).toContain('Removed 14 Oct 2026 by you');
});

test('an accepted invite lets a token work that was refused before', async () => {
  const { post, mint, invite, send, setFlags } = await aVisit();
  await setFlags({ access: 'testers' });
  const { access_token } = await mint(accounts.business);
  const me = async () => (await send(`/graph.instagram.com/me?access_token=${access_token}`)).status;
  expect(await me()).toBe(400);

  await invite('Linden.Ceramics');
  await post('invites/', answerOf('accepted'));

  expect(await me()).toBe(200);
});

test('a declined invite is gone and gives nothing', async () => {
  const { post, invite, open, simulator } = await aVisit();
  await invite('linden.ceramics');
  expect(await open('invites')).toContain('Asked 14 Oct 2026 to test this app');

  await post('invites/', answerOf('declined'));

  expect(await open('invites')).toContain('Nobody asks this account to test an app.');
  expect(simulator.world.apps.get(demoApp.id)?.testers).toEqual([]);
});

test('an invite lapses after 30 days', async () => {
  const { post, invite, open, advance, simulator } = await aVisit();
  await invite('linden.ceramics');
  await advance(30 * 86_400);

  expect(await open('invites')).toContain('Nobody asks this account to test an app.');
  await post('invites/', answerOf('accepted'));
  expect(simulator.world.apps.get(demoApp.id)?.testers).toEqual([]);
});

test('nobody answers an invite from another site, or for an account they are not signed in with', async () => {
  const { post, invite, simulator } = await aVisit(accounts.creator);
  await invite('linden.ceramics');
  await invite('saltmarsh.walks');

  const foreign = await post('invites/', answerOf('accepted'), { 'sec-fetch-site': 'cross-site' });
  await post('invites/', answerOf('accepted'));

  expect(foreign.status).toBe(403);
  expect(simulator.world.apps.get(demoApp.id)?.testers).toEqual([]);
});

test('an invite names nobody in particular, and no more than the limit of testers are asked', async () => {
  const { invite, setFlags } = await aVisit();
  await setFlags({ testerLimit: 2 });

  const answers = [await invite('nobody.at.all'), await invite('nobody.at.all'), await invite('somebody')];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect((await invite('one.more')).status).toBe(409);
});
