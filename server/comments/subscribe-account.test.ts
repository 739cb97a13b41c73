import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCommentHouse, type CommentHouse } from '../test-comments.ts';
import { readInboxState, sweepSubscriptions } from './index.ts';

let house: CommentHouse;
beforeAll(async () => {
  house = await openCommentHouse();
  house.ctx.config.webhookVerifyToken = 'a verify token';
});
afterAll(() => house.close());
beforeEach(() => house.beginAnew());

/** Instagram refuses so many times to tell of the account. */
const refuse = (times: number) =>
  house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/subscribed_apps',
    method: 'POST',
    kind: 'body',
    status: 403,
    body: JSON.stringify({
      error: { message: '(#10) No permission', type: 'OAuthException', code: 10, fbtrace_id: 'A' },
    }),
    times,
  });
const plan = () => house.ctx.db.selectFrom('comment_plans').selectAll().executeTakeFirstOrThrow();
const state = async () => (await readInboxState(house.ctx, house.member.workspaceId)).accounts[0];

async function hoursUntilAskedAgain(): Promise<number> {
  const { subscribe_due_at: dueAt } = await plan();
  return (dueAt.getTime() - house.ctx.clock.now().getTime()) / 3_600_000;
}

test('a subscription that is refused outright is tried again after an hour, then ever more rarely, once a day at the least', async () => {
  await refuse(7);
  const hours: number[] = [];
  for (let time = 0; time < 7; time++) {
    await sweepSubscriptions(house.ctx);
    hours.push(await hoursUntilAskedAgain());
    await house.advance(hours.at(-1)! * 3600);
  }

  expect(hours).toEqual([1, 2, 4, 8, 16, 24, 24]);
});

test('meanwhile comments come by polling, and the inbox says why', async () => {
  await refuse(1);
  await sweepSubscriptions(house.ctx);

  expect(await state()).toMatchObject({ arrives: 'polling', reason: 'permission_missing' });
});

test('when it is granted the reason is gone, and the next refusal is again tried after an hour', async () => {
  await refuse(2);
  await sweepSubscriptions(house.ctx);
  await house.advance(3600);
  await sweepSubscriptions(house.ctx);
  await house.advance(2 * 3600);
  await sweepSubscriptions(house.ctx);
  const granted = await state();
  await house.advance(86_400);
  await refuse(1);
  await sweepSubscriptions(house.ctx);

  expect(granted?.reason).toBeNull();
  expect(await hoursUntilAskedAgain()).toBe(1);
});

test('an outage is no refusal: it is tried again in ten minutes, and what was known stays', async () => {
  await sweepSubscriptions(house.ctx);
  const { subscribed } = await plan();
  await house.advance(86_400);
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/subscribed_apps',
    kind: 'reset',
    times: 10,
  });
  await sweepSubscriptions(house.ctx);

  expect(subscribed).toContain('comments');
  expect(await plan()).toMatchObject({ subscribed, subscribe_refusal: null, subscribe_failures: 0 });
  expect(await hoursUntilAskedAgain()).toBeCloseTo(1 / 6);
});
