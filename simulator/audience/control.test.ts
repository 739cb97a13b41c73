import { expect, test } from 'vitest';
import { accounts, aSimulator } from '../fixture.ts';

async function countFollowers({ send, mint }: ReturnType<typeof aSimulator>): Promise<number> {
  const { access_token } = await mint(accounts.business);
  const response = await send(`/graph.instagram.com/me?fields=followers_count&access_token=${access_token}`);
  return ((await response.json()) as { followers_count: number }).followers_count;
}

test('a new world begins with the followers its seed names, and they come and go as time passes', async () => {
  const simulator = aSimulator();
  const first = await countFollowers(simulator);
  await simulator.advance(30 * 86_400);

  expect(first).toBe(8406);
  expect(await countFollowers(simulator)).toBeGreaterThan(8406 + 50);
});

test('followers that are set hold as of now, and go on from there', async () => {
  const simulator = aSimulator();
  await simulator.advance(30 * 86_400);
  await simulator.control('PATCH', `/accounts/linden.ceramics`, { followersCount: 20_000 });
  const now = await countFollowers(simulator);
  await simulator.advance(10 * 86_400);

  expect(now).toBe(20_000);
  expect(await countFollowers(simulator)).toBeGreaterThan(20_000);
});

test('a quiet audience is a switch of the account', async () => {
  const simulator = aSimulator();
  await simulator.control('PATCH', `/accounts/linden.ceramics`, { audience: 'quiet' });
  await simulator.advance(30 * 86_400);

  expect(await countFollowers(simulator)).toBe(8406);
});

test('the flags of insights are set on the app, and a value they cannot have is refused', async () => {
  const { setFlags } = aSimulator();

  expect((await setFlags({ insightsDelayHours: 48, onlineFollowers: 'empty' })).status).toBe(200);
  expect((await setFlags({ insightsDelayHours: 49 })).status).toBe(400);
});
