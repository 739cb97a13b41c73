import { setImmediate as aTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createInstagram } from '../instagram/index.ts';
import { bakery, openTestContext, type TestContext } from '../test-context.ts';
import { comeBack, outcomeOf, throughTheDialog } from './test-attempt.ts';

let house: TestContext;
beforeAll(async () => {
  house = await openTestContext();
});
afterAll(() => house.close());

test('the long-lived token and the account are asked for side by side, in one round after the exchange', async () => {
  const { rounds, send } = watchRounds();
  const attempt = await throughTheDialog(house, { account: bakery });
  const { config, vault } = house.ctx;
  const ctx = { ...house.ctx, instagram: createInstagram({ config, vault, fetch: send }) };

  await comeBack({ ...house, ctx }, attempt);

  expect(await outcomeOf(house, attempt)).toBe('connected');
  expect(rounds).toEqual([
    ['api.instagram.com/oauth/access_token'],
    ['graph.instagram.com/access_token', 'graph.instagram.com/me'],
  ]);
});

/** Instagram whose answers are held back for a turn: what is asked until the first of them comes is one round. */
function watchRounds() {
  const rounds: string[][] = [];
  let unanswered = 0;
  const send: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    if (unanswered === 0) rounds.push([]);
    rounds.at(-1)!.push(new URL(request.url).pathname.slice(1).replace(/\/v\d+\.\d+\//, '/'));
    unanswered++;
    const answer = await house.simulator.fetch(request);
    await aTurn();
    unanswered--;
    return answer;
  };
  return { rounds, send };
}
