import { plusSeconds } from '../clock.ts';
import { sql } from 'kysely';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { postContent } from '#contract/posts.ts';
import { getConnection } from '../connections/index.ts';
import { storeAsset } from '../library/index.ts';
import { business, openTestContext, type TestContext } from '../test-context.ts';
import {
  advancePost,
  createPost,
  editPost,
  getPostView,
  lookAgain,
  resolvePost,
  unschedulePost,
} from './index.ts';
import { schedulePost } from './test-schedule.ts';

let house: TestContext;
let assetId: string;
let connectionId: string;
let caption = '';
let count = 0;

beforeAll(async () => {
  house = await openTestContext();
  await house.connect({ account: business });
  connectionId = await house.connectionOf(business);
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background: '#8a6f4d' } })
    .jpeg()
    .toBuffer();
  assetId = (await storeAsset(house.ctx, house.member, { name: 'cup.jpg', bytes })).id;
});
afterAll(() => house.close());
beforeEach(() => {
  caption = `Cup ${++count} #ceramics`;
});

const appId = '1784140000000099';
const flags = (changes: Record<string, unknown>) =>
  house.control('PUT', `/apps/${appId}`, { flags: changes });
const fault = (path: string, kind: Record<string, unknown>) =>
  house.control('POST', '/faults', { host: 'graph.instagram.com', path, method: 'POST', times: 1, ...kind });
const view = (postId: string) => getPostView(house.ctx, house.member.workspaceId, postId);
const live = () => house.simulator.world.media.list().filter((media) => media.caption === caption);

const aPhoto = (id: string, altText = '') =>
  postContent.parse({ connectionId, items: [{ assetId: id, altText }], caption });

async function aScheduledPost(): Promise<string> {
  const post = await createPost(house.ctx, house.member, aPhoto(assetId, 'A cup'));
  await schedulePost(house.ctx, house.member, { postId: post.id });
  return post.id;
}

/** Takes steps, moving both clocks by what a post waits for, until it rests. */
async function untilRest(postId: string): Promise<string> {
  for (let steps = 0; steps < 200; steps++) {
    await advancePost(house.ctx, postId);
    const { post } = await view(postId);
    if (
      ['failed', 'unconfirmed', 'draft'].includes(post.state) ||
      (post.state === 'published' && post.permalink)
    )
      return post.state;
    await house.advance(2);
  }
  return 'never';
}

test('a photo goes live once, with its permalink, and the timeline tells each step', async () => {
  const postId = await aScheduledPost();

  expect(await untilRest(postId)).toBe('published');

  const { post, steps } = await view(postId);
  expect(live().map(({ id }) => id)).toEqual([post.mediaId]);
  expect(post.permalink).toContain('/p/');
  expect(steps.map(({ step }) => step)).toEqual([
    'scheduled',
    'container_made',
    'ready',
    'publishing',
    'published',
    'permalink',
  ]);
});

test('a view that is read while its post moves tells no step whose effect it does not show', async () => {
  const postId = await aScheduledPost();
  const views: Awaited<ReturnType<typeof view>>[] = [];
  const over = new AbortController();
  const watching = Promise.all(
    Array.from({ length: 6 }, async () => {
      while (!over.signal.aborted) views.push(await view(postId));
    }),
  );
  await untilRest(postId);
  over.abort();
  await watching;

  const torn = views.filter(
    ({ post, steps }) => post.permalink === null && steps.some(({ step }) => step === 'permalink'),
  );
  expect(torn).toEqual([]);
});

test('what went live is looked for among what is live at once, and not in a quarter of an hour', async () => {
  const later = plusSeconds(house.ctx.clock.now(), 900);
  const { id, workspace_id, instagram_user_id } = await house.ctx.db
    .selectFrom('connections')
    .select(['id', 'workspace_id', 'instagram_user_id'])
    .executeTakeFirstOrThrow();
  await house.ctx.db
    .insertInto('media_plans')
    .values({
      connection_id: id,
      workspace_id,
      instagram_user_id,
      newest_due_at: later,
      stories_due_at: later,
      whole_due_at: later,
      updated_at: later,
    })
    .execute();
  await untilRest(await aScheduledPost());

  const plan = await house.ctx.db.selectFrom('media_plans').selectAll().executeTakeFirstOrThrow();
  expect(plan.newest_due_at.getTime()).toBeLessThanOrEqual(house.ctx.clock.now().getTime());
  expect(plan.stories_due_at).toEqual(later);
});

test('a publish whose answer was lost is found, not repeated', async () => {
  const postId = await aScheduledPost();
  await fault('/*/media_publish', { kind: 'actThenDrop' });

  expect(await untilRest(postId)).toBe('published');

  expect(live()).toHaveLength(1);
  expect((await view(postId)).post.mediaId).toBe(live()[0]?.id);
});

test('even where Instagram would publish a container twice, a lost answer gives one post', async () => {
  await flags({ secondPublish: 'again' });
  const postId = await aScheduledPost();
  await fault('/*/media_publish', { kind: 'actThenDrop' });

  expect(await untilRest(postId)).toBe('published');

  expect(live()).toHaveLength(1);
  await flags({ secondPublish: 'refuse' });
});

test('a publish that never reached Instagram is sent once more with the same container', async () => {
  const postId = await aScheduledPost();
  await fault('/*/media_publish', { kind: 'reset' });

  expect(await untilRest(postId)).toBe('published');

  expect(live()).toHaveLength(1);
  expect(house.simulator.world.containers.filter((each) => each.caption === caption)).toHaveLength(1);
});

test('a container whose answer was lost is made again; the orphan publishes nothing', async () => {
  const postId = await aScheduledPost();
  await fault('/*/media', { kind: 'actThenDrop' });

  expect(await untilRest(postId)).toBe('published');

  expect(live()).toHaveLength(1);
});

test('a used up publishing limit fails with its reason, and is not live', async () => {
  await flags({ publishingLimit: 0 });
  const postId = await aScheduledPost();

  expect(await untilRest(postId)).toBe('failed');

  expect((await view(postId)).post.failure?.code).toBe('publishing_limit_reached');
  expect(live()).toEqual([]);
  await flags({ publishingLimit: 100 });
});

test('an outage holds a post and fails nothing', async () => {
  const postId = await aScheduledPost();
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/media',
    method: 'POST',
    times: 3,
    kind: 'status',
    status: 503,
  });

  expect(await untilRest(postId)).toBe('published');

  expect(live()).toHaveLength(1);
});

test('two workers at once publish once', async () => {
  const postId = await aScheduledPost();

  for (let steps = 0; steps < 20; steps++) {
    await Promise.all([
      advancePost(house.ctx, postId),
      advancePost(house.ctx, postId),
      advancePost(house.ctx, postId),
    ]);
    await house.advance(2);
  }

  expect((await view(postId)).post.state).toBe('published');
  expect(live()).toHaveLength(1);
});

test('the end of a step wakes the next post of the account', async () => {
  const [first, second] = [await aScheduledPost(), await aScheduledPost()];
  const wakesOfSecond = async () => {
    const jobs = await sql<{ id: string }>`
      select id from pgboss.job where name = 'posts.advance' and data->>'postId' = ${second}`.execute(
      house.ctx.db,
    );
    return jobs.rows.length;
  };
  const before = await wakesOfSecond();

  await advancePost(house.ctx, first);

  expect(await wakesOfSecond()).toBe(before + 1);
});

test('a step that fails by a fault of ours gives the post back at once', async () => {
  const postId = await aScheduledPost();
  let asked = 0;
  const now = () => {
    if (++asked > 1) throw new Error('no more time');
    return house.ctx.clock.now();
  };

  await expect(advancePost({ ...house.ctx, clock: { now } }, postId)).rejects.toThrow('no more time');
  await advancePost(house.ctx, postId);

  expect((await view(postId)).post.state).toBe('preparing');
});

test('an edit and a cancel win before the point of no return and lose after it', async () => {
  const early = await aScheduledPost();
  await advancePost(house.ctx, early);
  expect((await unschedulePost(house.ctx, house.member, early)).state).toBe('draft');
  await advancePost(house.ctx, early);
  expect((await view(early)).post.state).toBe('draft');
  expect(live()).toEqual([]);

  const late = await aScheduledPost();
  await untilRest(late);
  await expect(unschedulePost(house.ctx, house.member, late)).rejects.toMatchObject({
    code: 'post_not_editable',
  });
});

test('of two people who edit the same draft the second is told', async () => {
  const { id, version } = await createPost(house.ctx, house.member, aPhoto(assetId));

  await editPost(house.ctx, house.member, { postId: id, version, caption: 'first' });

  await expect(
    editPost(house.ctx, house.member, { postId: id, version, caption: 'second' }),
  ).rejects.toMatchObject({ code: 'conflict' });
});

test('what was never confirmed is for a person: a look sends nothing, and their word settles it', async () => {
  const postId = await aScheduledPost();
  // Every publish call is swallowed, so Instagram never has it.
  await house.control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/*/media_publish',
    method: 'POST',
    times: 2,
    kind: 'reset',
  });
  expect(await untilRest(postId)).toBe('unconfirmed');
  expect((await view(postId)).post.failure).toMatchObject({
    code: 'publish_unconfirmed',
    details: { reason: 'never_confirmed' },
  });

  await lookAgain(house.ctx, house.member, postId);
  expect(await untilRest(postId)).toBe('unconfirmed');
  expect(live()).toEqual([]);

  expect((await resolvePost(house.ctx, house.member, { postId, decision: 'not_live' })).state).toBe('draft');
});

test('a picture that Instagram would refuse is refused beforehand, in words', async () => {
  const bytes = await sharp({ create: { width: 400, height: 1200, channels: 3, background: '#fff' } })
    .jpeg()
    .toBuffer();
  const tall = await storeAsset(house.ctx, house.member, { name: 'tall.jpg', bytes });
  const post = await createPost(house.ctx, house.member, aPhoto(tall.id));

  await expect(schedulePost(house.ctx, house.member, { postId: post.id })).rejects.toMatchObject({
    code: 'preflight_failed',
    details: { breaches: [{ rule: 'ratio_too_tall' }] },
  });
});

test.each([
  ['needs its person', 'passwordChanged'],
  ['was removed at Instagram', 'removed'],
])(
  'an account that %s ends the timeline of a post that was not sent with its pause',
  async (_what, tokens) => {
    const postId = await aScheduledPost();
    await house.control('PATCH', `/accounts/${business}`, { tokens });

    await advancePost(house.ctx, postId);

    const run = await house.ctx.db
      .selectFrom('publish_runs')
      .select(['due_at', 'lease'])
      .where('post_id', '=', postId)
      .executeTakeFirstOrThrow();
    expect((await view(postId)).steps.at(-1)?.step).toBe('paused');
    expect(run).toEqual({ due_at: null, lease: null });
    await house.connect({ account: business });
    connectionId = await house.connectionOf(business);
  },
);

test('a permission that was taken back at Instagram fails the post and is shown beside the account', async () => {
  await house.control('PATCH', `/accounts/${business}`, {
    withdrawScopes: ['instagram_business_content_publish'],
  });
  const postId = await aScheduledPost();

  expect(await untilRest(postId)).toBe('failed');

  expect((await view(postId)).post.failure?.code).toBe('permission_missing');
  expect(await getConnection(house.ctx, house.member.workspaceId, connectionId)).toMatchObject({
    state: 'active',
    missingScopes: ['instagram_business_content_publish'],
  });
});
