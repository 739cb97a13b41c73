import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Queue } from '../queue/index.ts';
import { bakery, business, creator } from '../test-context.ts';
import { claimDue } from './claim-due.ts';
import { advancePost, createPublisher, unschedulePost } from './index.ts';
import { createPublishedSaver } from './save-all-published.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

const accounts = [business, creator, bakery];
let house: Publishing;
let count = 0;
beforeAll(async () => {
  house = await openPublishing();
  for (const account of [business, creator]) await house.connect({ account });
  await house.connectByFacebook({ person: 'ilse' });
});
afterAll(() => house.close());
// What a test left half done would keep its account from moving in the next.
afterEach(async () => {
  await house.control('DELETE', '/faults');
  await house.ctx.db.deleteFrom('publish_holds').execute();
  await house.ctx.db.deleteFrom('posts').execute();
});

/** A post that is ready and due, of each account in turn. */
async function readyPosts(of: string[] = accounts): Promise<string[]> {
  const ids = [];
  for (const account of of) {
    const id = await house.send(await house.connectionOf(account), { caption: `Cup ${++count}` });
    await house.untilState(id, 'ready');
    ids.push(id);
  }
  house.newMedia();
  return ids;
}

/** As a worker does: what is begun comes to its end, the rest takes its step by itself. */
async function work(ids: string[], publisher = createPublisher(house.ctx)) {
  const { begun, left } = await publisher.begin(ids);
  await Promise.all([...begun, ...left.map((id) => advancePost(house.ctx, id))]);
  await house.simulator.settled();
  return { begun: begun.length, left };
}

const statesOf = async (ids: string[]) =>
  Promise.all(ids.map(async (id) => (await house.view(id)).post.state));

test('posts that are due together go out together, each with its own media', async () => {
  const ids = await readyPosts();

  expect(await work(ids)).toEqual({ begun: 3, left: [] });

  const posts = await Promise.all(ids.map(async (id) => (await house.view(id)).post));
  const live = house.newMedia();
  expect(posts.map(({ mediaId }) => live.find(({ id }) => id === mediaId)?.caption)).toEqual(
    posts.map(({ caption }) => caption),
  );
});

test('their timelines and what follows are those of a post that went out alone', async () => {
  const ids = await readyPosts();
  await work(ids);

  for (const id of ids) expect(await house.untilRest(id)).toBe('published');

  expect((await Promise.all(ids.map(house.stepsOf))).map((steps) => steps.slice(-4))).toEqual(
    ids.map(() => ['ready', 'publishing', 'published', 'permalink']),
  );
  const events = await house.ctx.db
    .selectFrom('audit_events')
    .select(['subject', 'actor', 'via'])
    .where('action', '=', 'post.published')
    .where('subject', 'in', ids)
    .execute();
  expect(events.toSorted((a, b) => a.subject!.localeCompare(b.subject!))).toEqual(
    ids.toSorted().map((subject) => ({ subject, actor: 'system', via: 'system' })),
  );
});

test('two workers that reach for the same posts at once publish each once', async () => {
  const ids = await readyPosts();

  const [one, other] = await Promise.all([work(ids), work(ids.toReversed())]);

  expect(one.begun + other.begun).toBeLessThanOrEqual(3);
  for (const id of ids) await house.untilRest(id);
  expect(await statesOf(ids)).toEqual(['published', 'published', 'published']);
  expect(house.newMedia()).toHaveLength(3);
});

test('of one account one post is claimed, and the end of its step wakes the next', async () => {
  const ids = await readyPosts([creator, business, creator]);
  const [first = '', , second = ''] = ids;
  const woken: string[] = [];
  const queue: Queue = {
    ...house.ctx.queue,
    enqueueAll: async (_db, _name, jobs) => {
      woken.push(...jobs.map((job) => ('postId' in job ? job.postId : '')));
    },
  };

  const { begun } = await createPublisher({ ...house.ctx, queue }).begin(ids);
  await Promise.all(begun);

  expect(begun).toHaveLength(2);
  expect(await statesOf([first, second])).toEqual(['published', 'ready']);
  expect(woken).toContain(second);
});

test('while the answer of an account’s post is unknown, none of its other posts is claimed', async () => {
  const [first = '', second = ''] = await readyPosts([creator, creator]);
  await house.fault(`/${creator}/media_publish`, { kind: 'actThenDrop' });
  await work([first]);

  expect((await work([second])).begun).toBe(0);

  expect(await statesOf([first, second])).toEqual(['publishing', 'ready']);
});

test('two workers that reach for two posts of one account get one between them', async () => {
  const [first = '', second = ''] = await readyPosts([creator, creator]);

  const claimed = await Promise.all([claimDue(house.ctx, [first]), claimDue(house.ctx, [second])]);

  expect(claimed.flat()).toHaveLength(1);
});

test('a post that was taken back meanwhile keeps no other from going out', async () => {
  const ids = await readyPosts();
  await unschedulePost(house.ctx, house.member, ids[1]!);

  expect(await work(ids)).toEqual({ begun: 2, left: [] });

  expect(await statesOf(ids)).toEqual(['published', 'draft', 'published']);
});

test('a call that gets no answer is looked into, and takes no other with it', async () => {
  const ids = await readyPosts();
  await house.fault(`/${creator}/media_publish`, { kind: 'actThenDrop' });

  await work(ids);

  expect(await statesOf(ids)).toEqual(['published', 'publishing', 'published']);
  expect(await house.untilRest(ids[1]!)).toBe('published');
  expect(house.newMedia()).toHaveLength(3);
});

test('a call that is throttled among others counts for none', async () => {
  const ids = await readyPosts();
  const body = JSON.stringify({ error: { code: 32, type: 'OAuthException' } });
  await house.fault(`/${creator}/media_publish`, { kind: 'body', status: 400, body });

  await work(ids);

  const runs = await house.ctx.db.selectFrom('publish_runs').select(['post_id', 'publish_calls']).execute();
  expect(ids.map((id) => runs.find(({ post_id }) => post_id === id)!.publish_calls)).toEqual([1, 0, 1]);
  expect(await statesOf(ids)).toEqual(['published', 'publishing', 'published']);
});

test('what a worker claimed and died with is looked for before it is called again', async () => {
  const [id = ''] = await readyPosts([business]);
  expect(await claimDue(house.ctx, [id])).toHaveLength(1);
  await house.ctx.db
    .updateTable('publish_runs')
    .set({ lease_until: new Date(0) })
    .execute();

  await advancePost(house.ctx, id);

  expect(await statesOf([id])).toEqual(['publishing']);
  expect(house.newMedia()).toEqual([]);
  expect(await house.untilRest(id)).toBe('published');
  expect(house.newMedia()).toHaveLength(1);
});

test('an account whose calls rest is left to the step that tells it', async () => {
  const ids = await readyPosts([business, creator]);
  const now = house.ctx.clock.now();
  await house.ctx.db
    .insertInto('publish_holds')
    .values({ scope: creator, code: 'throttled', since: now, until: new Date(now.getTime() + 60_000) })
    .execute();

  expect(await work(ids)).toEqual({ begun: 1, left: [ids[1]] });

  expect((await house.stepsOf(ids[1]!)).at(-1)).toBe('held');
});

test('a post without room in its publishing limit is not claimed with the others', async () => {
  const ids = await readyPosts([business, creator]);
  await house.ctx.db
    .updateTable('publish_runs')
    .set({ has_room: false })
    .where('post_id', '=', ids[1]!)
    .execute();

  const { begun, left } = await createPublisher(house.ctx).begin(ids);
  await Promise.all(begun);

  expect([begun.length, left]).toEqual([1, [ids[1]]]);
});

test('what is not due is neither begun nor left', async () => {
  const [id = ''] = await readyPosts([business]);
  const later = new Date(house.ctx.clock.now().getTime() + 1000);
  await house.ctx.db.updateTable('publish_runs').set({ due_at: later }).execute();

  expect(await createPublisher(house.ctx).begin([id])).toEqual({ begun: [], left: [] });
});

test('what follows a publish does not stand in the way of what is not out yet', async () => {
  const ids = await readyPosts([business]);
  await work(ids);

  expect(await createPublisher(house.ctx).begin(ids)).toEqual({ begun: [], left: [] });
});

test('an answer whose lease another worker has by now is not saved, and those beside it are', async () => {
  const ids = await readyPosts();
  const claimed = await claimDue(house.ctx, ids);
  const save = createPublishedSaver(house.ctx);
  await house.ctx.db
    .updateTable('publish_runs')
    .set({ lease: '00000000-0000-4000-8000-000000000001' })
    .where('post_id', '=', ids[1]!)
    .execute();

  const saved = await Promise.allSettled(
    ids.map((id) => {
      const { run, ...inHand } = claimed.find((each) => each.run.id === id)!;
      const published = { ...inHand, run: { ...run, state: 'publishing' as const } };
      return save(
        house.ctx,
        published,
        { id: `1790${run.instagram_user_id}`, traceId: undefined },
        'answered',
      );
    }),
  );

  expect(saved.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await statesOf(ids)).toEqual(['published', 'publishing', 'published']);
});

test('answers that cannot be saved together are saved one by one', async () => {
  const ids = await readyPosts();
  const claimed = await claimDue(house.ctx, ids);
  const save = createPublishedSaver(house.ctx);

  // No media is bound to two posts: the second of these refuses the common save.
  const saved = await Promise.allSettled(
    claimed.map(({ run, ...inHand }, i) => {
      const published = { ...inHand, run: { ...run, state: 'publishing' as const } };
      return save(house.ctx, published, { id: i === 0 ? '17901' : '17902', traceId: undefined }, 'answered');
    }),
  );

  expect(saved.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
});

test('after a burst the addresses wait for what is not out yet, and a first comment does not', async () => {
  const ids = await readyPosts();
  await house.ctx.db
    .insertInto('publish_comments')
    .values({ post_id: ids[0]!, text: 'First', updated_at: house.ctx.clock.now() })
    .execute();
  const claimed = await claimDue(house.ctx, ids);
  const save = createPublishedSaver(house.ctx, 2);

  await Promise.all(
    claimed.map(({ run, ...inHand }, i) => {
      const published = { ...inHand, run: { ...run, state: 'publishing' as const } };
      return save(house.ctx, published, { id: `1790${i}`, traceId: undefined }, 'answered');
    }),
  );

  const now = house.ctx.clock.now().getTime();
  const runs = await house.ctx.db.selectFrom('publish_runs').select(['post_id', 'due_at']).execute();
  expect(ids.map((id) => runs.find(({ post_id }) => post_id === id)!.due_at!.getTime() - now)).toEqual([
    0, 60_000, 60_000,
  ]);
});
