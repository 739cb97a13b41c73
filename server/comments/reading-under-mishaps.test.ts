import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openCommentHouse, type CommentHouse } from '../test-comments.ts';
import { createInstagram } from '../instagram/index.ts';
import { advanceWrite } from '../writes/index.ts';
import { addMissingPlans, claimDuePlans, type HeldPlan } from './comment-plan.ts';
import { commentWrites, setHidden } from './index.ts';
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

test('a page that was asked for before we hid a comment does not show it again, and blames nobody', async () => {
  const commentId = await house.write('rude and slow');
  await house.sweep();
  await house.advance(700);
  await house.write('another');
  const { ctx, member } = house;
  const [{ id, thread_id: threadId } = { id: '', thread_id: '' }] = await house.comments();
  const hideMeanwhile: typeof fetch = async (input, init) => {
    const answer = await house.simulator.fetch(input, init);
    if (!new URL(new Request(input, init).url).pathname.endsWith('/comments')) return answer;
    await house.advance(1);
    const write = await setHidden(ctx, member, { threadId, commentId: id, hidden: true });
    await advanceWrite(ctx, commentWrites, write.id);
    return answer;
  };
  const { config, vault } = ctx;

  await pollComments(
    { ...ctx, instagram: createInstagram({ config, vault, fetch: hideMeanwhile }) },
    await claim(),
  );

  const events = await ctx.db
    .selectFrom('audit_events')
    .select('action')
    .where('subject', '=', commentId)
    .execute();
  expect(house.simulator.world.comments.get(commentId)?.isHidden).toBe(true);
  expect(await house.comments()).toMatchObject([{ is_hidden: true }, { text: 'another' }]);
  expect(events).toEqual([]);
});
