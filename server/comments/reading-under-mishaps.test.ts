import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCommentHouse, type CommentHouse } from '../test-comments.ts';
import { addMissingPlans, claimDuePlans, type HeldPlan } from './comment-plan.ts';
import { pollComments } from './poll-comments.ts';
let house: CommentHouse;
beforeAll(async () => {
  house = await openCommentHouse();
});
afterAll(() => house.close());
beforeEach(() => house.beginAnew());

async function claim(): Promise<HeldPlan> {
  await addMissingPlans(house.ctx);
  const [held] = await claimDuePlans(house.ctx, 1);
  return held!;
}

test('an outage in which nothing exists takes no comment for deleted', async () => {
  await house.write('I stay');
  await house.sweep();
  await house.advance(700);
  const error = { type: 'IGApiException', code: 100, error_subcode: 33, fbtrace_id: 'A' };
  const fault = { host: 'graph.instagram.com', kind: 'body' };
  const nothing = { ...fault, status: 400, body: JSON.stringify({ error }), times: 20 };
  await house.control('POST', '/faults', { ...nothing, path: '/*' });
  await house.control('POST', '/faults', { ...fault, path: '/*/comments', body: '{"data":[]}', times: 1 });

  await pollComments(house.ctx, await claim());

  expect((await house.comments()).map(({ gone_at }) => gone_at)).toEqual([null]);
  const plan = await house.ctx.db.selectFrom('comment_plans').select('failures').executeTakeFirstOrThrow();
  expect(plan.failures).toBe(1);
});
