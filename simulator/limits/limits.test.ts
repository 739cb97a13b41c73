import { expect, test } from 'vitest';
import { accounts, aSimulator, readError } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';
import { giveMartasTokens } from '../webhooks/test-receiver.ts';

type Usage = Record<string, { type: string; call_count: number; estimated_time_to_regain_access: number }[]>;

/** A simulator with a budget, and a way to call one account with its token. */
async function aLimited(budget: Record<string, unknown>) {
  const house = aSimulator();
  const set = await house.control('PUT', '/limits', { appId: demoApp.id, ...budget });
  const { access_token } = await house.mint(accounts.business);
  const read = () => house.send(`/graph.instagram.com/me?fields=id&access_token=${access_token}`);
  return { ...house, set, read };
}

const readUsage = (response: Response) =>
  JSON.parse(response.headers.get('x-business-use-case-usage') ?? '{}') as Usage;

test('the call after an account’s budget is refused with 80002 and the minutes until calls are taken again', async () => {
  const { read } = await aLimited({ kind: 'account', calls: 3 });
  for (let call = 1; call <= 3; call += 1) expect((await read()).status).toBe(200);
  const refused = await read();
  const usage = readUsage(refused)[accounts.business]?.[0];
  expect(await readError(refused)).toMatchObject({
    code: 80002,
    error_subcode: 2446079,
    type: 'OAuthException',
    message: expect.stringMatching(/^\(#80002\) There have been too many calls to this Instagram account\. /),
  });
  expect(usage).toMatchObject({ type: 'instagram', call_count: 134 });
  expect(usage?.estimated_time_to_regain_access).toBeGreaterThan(23 * 60);
  expect(usage?.estimated_time_to_regain_access).toBeLessThanOrEqual(24 * 60);
});

test('after the minutes that were told, calls are taken again', async () => {
  const { read, advance } = await aLimited({ kind: 'account', calls: 2, windowSeconds: 3600 });
  await read();
  await advance(600);
  await read();
  const refused = await read();
  const minutes = readUsage(refused)[accounts.business]?.[0]?.estimated_time_to_regain_access ?? 0;
  await advance(minutes * 60 - 61);
  expect((await read()).status).toBe(400);
  await advance(3600);
  expect((await read()).status).toBe(200);
});

test('calls that are refused lengthen the wait', async () => {
  const { read, advance } = await aLimited({ kind: 'account', calls: 1, windowSeconds: 3600 });
  await read();
  await advance(1800);
  await read();
  await advance(1900);
  expect((await read()).status).toBe(400);
});

test('an account’s budget is its own', async () => {
  const { read, mint, send } = await aLimited({ kind: 'account', subject: 'linden.ceramics', calls: 0 });
  const { access_token } = await mint(accounts.creator);
  expect((await read()).status).toBe(400);
  expect((await send(`/graph.instagram.com/me?fields=id&access_token=${access_token}`)).status).toBe(200);
});

test('an app’s budget answers 4, whichever account it calls', async () => {
  const { read, mint, send } = await aLimited({ kind: 'app', calls: 1 });
  const { access_token } = await mint(accounts.creator);
  await read();
  const refused = await send(`/graph.instagram.com/me?fields=id&access_token=${access_token}`);
  expect(await readError(refused)).toMatchObject({ code: 4, is_transient: true });
  expect(JSON.parse(refused.headers.get('x-app-usage') ?? '')).toMatchObject({ call_count: 200 });
});

test('a dead token is refused as dead and costs nothing', async () => {
  const { send, control } = await aLimited({ kind: 'app', calls: 1 });
  const dead = await send('/graph.instagram.com/me?access_token=IGAAnothing');
  expect(await readError(dead)).toMatchObject({ code: 190 });
  expect(await (await control('GET', '/limits')).json()).toMatchObject({ budgets: [{ used: 0 }] });
});

test.each([
  ['user', 'user', { kind: 'user', subject: 'marta' }, 17],
  ['user', 'page', { kind: 'page' }, 32],
  ['page', 'page', { kind: 'page' }, 80001],
  ['user', 'account', { kind: 'account' }, 80002],
  ['user', 'account', { kind: 'custom' }, 613],
] as const)(
  'on Facebook, a %s token that calls for a %s under %o meets %i',
  async (token, node, budget, code) => {
    const house = aSimulator();
    const tokens = giveMartasTokens(house.simulator.world);
    await house.control('PUT', '/limits', { appId: demoApp.id, calls: 0, ...budget });
    const id = { user: 'me', page: tokens.pageId, account: accounts.business }[node];
    const response = await house.send(`/graph.facebook.com/${id}?fields=id&access_token=${tokens[token]}`);
    expect(await readError(response)).toMatchObject({ code });
  },
);

test('a Page’s own token is told its usage under the Page', async () => {
  const house = aSimulator();
  const { page, pageId } = giveMartasTokens(house.simulator.world);
  const read = () => house.send(`/graph.facebook.com/me?fields=id&access_token=${page}`);
  for (let call = 1; call < 10; call += 1) await read();
  const response = await read();
  expect(JSON.parse(response.headers.get('x-page-usage') ?? '')).toMatchObject({ call_count: 1 });
  expect(readUsage(response)).toMatchObject({ [pageId]: [{ type: 'pages' }] });
});

test('ids= costs as many calls as it names nodes', async () => {
  const { send, mint, control } = await aLimited({ kind: 'app', calls: 10 });
  const { access_token, user_id } = await mint(accounts.business);
  await send(`/graph.instagram.com/?ids=${user_id},me&access_token=${access_token}`);
  expect(await (await control('GET', '/limits')).json()).toMatchObject({ budgets: [{ used: 2 }] });
});

test('a budget is taken away by null, all of them by DELETE', async () => {
  const { control, read } = await aLimited({ kind: 'account', calls: 0 });
  expect((await read()).status).toBe(400);
  await control('PUT', '/limits', { appId: demoApp.id, kind: 'account', calls: null });
  expect((await read()).status).toBe(200);
  await control('PUT', '/limits', { appId: demoApp.id, kind: 'app', calls: 0 });
  await control('DELETE', '/limits');
  expect((await read()).status).toBe(200);
});

test.each([
  [{ appId: 'nobody', kind: 'app', calls: 1 }, 404],
  [{ appId: demoApp.id, kind: 'account', subject: 'nobody', calls: 1 }, 404],
  [{ appId: demoApp.id, kind: 'app', calls: -1 }, 400],
])('a budget of %o is refused with %i', async (budget, status) => {
  const { control } = aSimulator();
  expect((await control('PUT', '/limits', budget)).status).toBe(status);
});
