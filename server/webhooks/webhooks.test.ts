import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweepSubscriptions } from '../comments/index.ts';
import { furnishComments, type CommentHouse } from '../test-comments.ts';
import { sweepMedia } from '../media/index.ts';
import { business } from '../test-context.ts';
import { forgetDeliveries, workDeliveries } from './index.ts';
import { openWebhookHouse, type WebhookHouse } from './test-webhooks.ts';

let house: WebhookHouse & CommentHouse;
beforeAll(async () => {
  house = await furnishComments(await openWebhookHouse());
});
afterAll(() => house.close());
beforeEach(async () => {
  house.setReachable(true);
  await house.setFlags({
    webhookShape: 'changes',
    webhookCopies: 1,
    webhookOrder: 'kept',
    webhookBatch: 1000,
  });
  await house.simulator.deliver();
  await house.settled();
  await house.beginAnew();
  await sweepMedia(house.ctx);
  await sweepSubscriptions(house.ctx);
});

test('an account that was connected is subscribed, and Instagram says so', async () => {
  const plan = await house.ctx.db.selectFrom('comment_plans').selectAll().executeTakeFirstOrThrow();

  expect(plan.subscribed).toContain('comments');
});

test('a stranger’s comment arrives by itself: an open conversation that waits beneath its media', async () => {
  const commentId = await house.write('Which glaze is it? \u{1F3FA} café');
  await house.arrive();

  expect(await house.comments()).toMatchObject([
    {
      comment_id: commentId,
      text: 'Which glaze is it? \u{1F3FA} café',
      username: 'wren.and.kiln',
      is_own: false,
    },
  ]);
  expect(await house.threads()).toMatchObject([
    {
      state: 'open',
      is_unanswered: true,
      comments: 1,
      last_words: 'Which glaze is it? \u{1F3FA} café',
      last_author: 'wren.and.kiln',
    },
  ]);
  const media = await house.ctx.db
    .selectFrom('media')
    .select('open_threads')
    .where('media_id', '=', house.mediaId)
    .executeTakeFirstOrThrow();
  expect(media.open_threads).toBeGreaterThan(0);
  expect(await house.outcomes()).toEqual(['taken']);
});

test.each(['changes', 'flat'])('both shapes of an entry are understood: %s', async (webhookShape) => {
  await house.setFlags({ webhookShape });
  const commentId = await house.write(`in the shape ${webhookShape}`);
  await house.arrive();

  expect((await house.comments()).map((each) => each.comment_id)).toEqual([commentId]);
});

test('copies in the wrong order come to the same conversation, each comment once', async () => {
  await house.setFlags({ webhookCopies: 3, webhookOrder: 'reversed', webhookBatch: 1 });
  const first = await house.write('one');
  const reply = await house.write('two', { parentId: first, username: 'moss.and.fern' });
  await house.arrive();

  expect((await house.comments()).map((each) => each.comment_id).toSorted()).toEqual(
    [first, reply].toSorted(),
  );
  expect(await house.threads()).toMatchObject([{ root_id: first, comments: 2, is_unanswered: true }]);
});

test('a reply that arrives before its parent makes the conversation, and the parent is read', async () => {
  house.setReachable(false);
  const first = await house.write('the beginning');
  await house.arrive();
  house.setReachable(true);
  const reply = await house.write('an answer to it', { parentId: first });
  await house.arrive();

  const known = (await house.comments()).map((each) => [each.text, each.comment_id, each.parent_id]);
  expect(known).toHaveLength(2);
  expect(known).toContainEqual(['the beginning', first, null]);
  expect(known).toContainEqual(['an answer to it', reply, first]);
});

test('what a worker that died had in its hands is worked through by the next', async () => {
  const commentId = await house.write('left behind');
  await house.arrive();
  await house.ctx.db.deleteFrom('inbox_threads').execute();
  const [{ body }] = await bodiesOf([commentId]);
  await house.ctx.db
    .insertInto('webhook_deliveries')
    .values({
      digest: Buffer.alloc(32, 7),
      body,
      received_at: house.ctx.clock.now(),
      due_at: house.ctx.clock.now(),
    })
    .execute();
  await workDeliveries(house.ctx);

  expect((await house.comments()).map((each) => each.text)).toEqual(['left behind']);
});

test('samples about account 0 and messages are acknowledged and change nothing', async () => {
  await house.control('POST', '/webhooks/samples', { appId: '1784140000000099', field: 'messages' });
  await house.arrive();

  expect(await house.outcomes()).toEqual(['no_account']);
  expect(await house.threads()).toEqual([]);
});

test('deliveries are forgotten after thirty days', async () => {
  await house.write('old');
  await house.arrive();
  await house.ctx.db
    .updateTable('webhook_deliveries')
    .set({ received_at: new Date(house.ctx.clock.now().getTime() - 30 * 86_400_000 - 1) })
    .execute();
  await house.write('young');
  await house.arrive();
  await forgetDeliveries(house.ctx);

  expect(await house.outcomes()).toEqual(['taken']);
});

test('a day without webhooks leaves nothing missing, and they are taken for broken until they speak again', async () => {
  await house.write('told');
  await house.arrive();
  house.setReachable(false);
  for (let hour = 0; hour < 24; hour++) {
    await house.write(`in hour ${hour}`, { username: `stranger${hour}` });
    await house.advance(3600);
    await house.arrive();
    await house.sweep();
  }
  await house.ctx.db.updateTable('comment_plans').set({ poll_due_at: house.ctx.clock.now() }).execute();
  await house.sweep();
  const during = await plan();
  house.setReachable(true);
  await house.write('told again');
  await house.arrive();

  expect(await house.comments()).toHaveLength(26);
  expect(during.told_at).toBeNull();
  expect((await plan()).told_at).not.toBeNull();
});

test('where webhooks arrive an account is looked at every ten minutes, and else every 45 seconds', async () => {
  await house.sweep();
  const before = await waitOf();
  await house.write('told');
  await house.arrive();
  await house.ctx.db.updateTable('comment_plans').set({ poll_due_at: house.ctx.clock.now() }).execute();
  await house.sweep();

  expect([before, await waitOf()]).toEqual([45, 600]);
});

test('a mention in somebody else’s comments becomes a conversation of its own kind', async () => {
  const { world } = house.simulator;
  const other = world.accounts.list().find((each) => each.id !== business && each.type !== 'PERSONAL')!;
  world.media.put({
    ...world.media.get(house.mediaId)!,
    id: '17899999999999998',
    accountId: other.id,
    shortcode: 'Other',
  });
  const commentId = await house.write('ask @linden.ceramics', { mediaId: '17899999999999998' });
  await house.arrive();

  expect(await house.threads()).toMatchObject([
    {
      kind: 'mention',
      root_id: commentId,
      media_id: '17899999999999998',
      last_words: 'ask @linden.ceramics',
    },
  ]);
});

const plan = () => house.ctx.db.selectFrom('comment_plans').selectAll().executeTakeFirstOrThrow();

async function waitOf(): Promise<number> {
  const { poll_due_at: dueAt } = await plan();
  return (dueAt.getTime() - house.ctx.clock.now().getTime()) / 1000;
}

/** Deliveries as Meta would make them of these comments. */
async function bodiesOf(commentIds: string[]): Promise<[{ body: Buffer }]> {
  const changes = commentIds.map((id) => {
    const told = house.simulator.world.comments.get(id)!;
    return {
      field: 'comments',
      value: {
        id,
        text: told.text,
        from: { id: told.fromId, username: told.username },
        media: { id: told.mediaId },
      },
    };
  });
  return [
    {
      body: Buffer.from(
        JSON.stringify({ object: 'instagram', entry: [{ id: business, time: 1_795_000_000, changes }] }),
      ),
    },
  ];
}
