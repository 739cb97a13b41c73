import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClientView } from '#contract/review-links.ts';
import { postContent } from '#contract/posts.ts';
import { storeAsset } from '../library/index.ts';
import { aVideo } from '../library/test-video.ts';
import { createPost, getPost } from '../posts/index.ts';
import { askApproval, setRule } from '../reviews/index.ts';
import { codeOf } from './test-app.ts';
import { openReviewHouse, type ReviewHouse } from './test-review.ts';

let house: ReviewHouse;
beforeAll(async () => {
  house = await openReviewHouse();
});
afterAll(() => house.app.close());

test('a link shows its post, its pictures and the conversation by names, and nothing of people', async () => {
  const post = await house.asked({ wallTime: '2026-11-30T10:00' });
  await house.app.owner.ask(
    'POST',
    `/api/v1/workspaces/${house.owner.workspaceId}/posts/${post.id}/review-comments`,
    {
      body: { body: 'For the client', anchor: null },
    },
  );
  const client = await house.open(await house.linkTo({ postId: post.id }));

  const response = await client.ask('GET', '/api/v1/review');
  const text = await response.text();
  const view = JSON.parse(text) as ClientView;

  expect(view).toMatchObject({ of: 'post', label: 'Cafe Lumen', name: 'Clara', mayDecide: true });
  expect(view.posts).toMatchObject([
    { id: post.id, state: 'in_review', wallTime: '2026-11-30T10:00', comments: [{ body: 'For the client' }] },
  ]);
  expect(text).not.toContain(house.owner.userId);
  expect(text).not.toContain('@linden.example');
  const bytes = await client.ask('GET', view.posts[0]!.items[0]!.file!.pictureUrl);
  expect([bytes.status, bytes.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
});

test('a video is read in ranges, and its still or a plate stands for it', async () => {
  const { ctx } = house.app.house;
  const { id } = await storeAsset(ctx, house.owner, { name: 'wheel.mp4', bytes: await aVideo() });
  const content = { connectionId: house.connectionId, kind: 'reel' as const, items: [{ assetId: id }] };
  const post = await createPost(ctx, house.owner, postContent.parse(content));
  await askApproval(ctx, house.owner, { postId: post.id, version: post.version, wish: null });
  const client = await house.open(await house.linkTo({ postId: post.id }));
  const { pictureUrl, videoUrl } = (await house.viewOf(client)).posts[0]!.items[0]!.file!;

  const part = await client.ask('GET', videoUrl!, { headers: { range: 'bytes=0-9' } });
  expect([part.status, part.headers.get('content-length')]).toEqual([206, '10']);
  expect((await client.ask('GET', pictureUrl)).status).toBe(200);
});

test('a link shows no file but those of its posts', async () => {
  const client = await house.open(await house.linkTo({ postId: (await house.asked(null)).id }));

  const response = await client.ask('GET', `/api/v1/review/pictures/${house.unused}`);
  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
});

test('a draft and what went wrong are not shown, and shown again when it is back in review', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id }));
  const states: unknown[] = [];
  for (const state of ['draft', 'failed', 'unconfirmed', 'cancelled', 'in_review'] as const) {
    await house.app.house.ctx.db.updateTable('posts').set({ state }).where('id', '=', post.id).execute();
    states.push((await house.viewOf(client)).posts.length);
  }

  expect(states).toEqual([0, 0, 0, 0, 1]);
});

test('a post that is paused with its account is told as paused', async () => {
  const post = await house.asked({ wallTime: '2026-11-30T10:00' });
  const client = await house.open(await house.linkTo({ postId: post.id }));
  await house.decide(client, post, 'approved');
  const { db } = house.app.house.ctx;
  const pausedOf = async () => (await house.viewOf(client)).posts.map(({ state, paused }) => [state, paused]);
  const before = await pausedOf();
  await db.updateTable('posts').set({ paused_at: new Date() }).where('id', '=', post.id).execute();

  expect([before, await pausedOf()]).toEqual([[['scheduled', false]], [['scheduled', true]]]);
});

test('a week shows the posts of that account between two Mondays of its zone', async () => {
  const week = '2026-12-07';
  const inside = [
    await house.asked({ wallTime: '2026-12-07T00:00' }),
    await house.asked({ wallTime: '2026-12-13T23:59' }),
  ].map(({ id }) => id);
  await house.asked({ wallTime: '2026-12-06T23:59' });
  await house.asked({ wallTime: '2026-12-14T00:00' });
  await house.asked({ wallTime: '2026-12-09T10:00' }, house.otherConnectionId);
  const client = await house.open(await house.linkTo({ connectionId: house.connectionId, monday: week }));

  const view = await house.viewOf(client);
  expect([view.of, view.monday, view.posts.map(({ id }) => id)]).toEqual(['week', week, inside]);
});

test('a client comments on words and spots under the name that they gave', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id }));
  const anchor = { on: 'picture', assetId: house.picture, x: 0.25, y: 0.5 };

  const response = await client.ask('POST', `/api/v1/review/posts/${post.id}/comments`, {
    body: { body: 'Brighter, please', anchor },
  });

  expect(response.status).toBe(201);
  const told = await house.app.owner.ask(
    'GET',
    `/api/v1/workspaces/${house.owner.workspaceId}/posts/${post.id}/review-comments`,
  );
  expect(await told.json()).toMatchObject({
    comments: [{ author: { name: 'Clara', byLink: true }, anchor: { ...anchor, isThere: true } }],
  });
});

test('an approval by link schedules as wished, in the name of the client', async () => {
  const post = await house.asked({ wallTime: '2026-11-30T10:00' });
  const client = await house.open(await house.linkTo({ postId: post.id }));

  const answer = await house.decide(client, post, 'approved');

  expect(await answer.json()).toEqual({ state: 'scheduled', notScheduled: null });
  const trail = await house.app.house.ctx.db
    .selectFrom('audit_events')
    .select(['action', 'actor', 'user_id', 'user_name', 'via'])
    .where('subject', '=', post.id)
    .where('actor', '=', 'link')
    .orderBy('at')
    .orderBy('id')
    .execute();
  expect(trail).toEqual(
    ['review.viewed', 'review.approved', 'post.scheduled'].map((action) => ({
      action,
      actor: 'link',
      user_id: null,
      user_name: 'Clara',
      via: 'web',
    })),
  );
});

test('a client asks for changes with words, not without', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id }));

  expect((await house.decide(client, post, 'changes_asked')).status).toBe(422);
  const answer = await house.decide(client, post, 'changes_asked', 'Another picture.');
  expect(await answer.json()).toEqual({ state: 'draft', notScheduled: null });
});

test('a role lowered while the page is open is told at the next step, and nothing is half done', async () => {
  const post = await house.asked({ wallTime: '2026-12-30T10:00' });
  const approval = `/api/v1/workspaces/${house.owner.workspaceId}/posts/${post.id}/approval`;
  const outcomes: unknown[] = [];
  const ways: Parameters<typeof house.makerIs>[] = [
    ['contributor'],
    ['publisher', 'contributor'],
    ['publisher', 'none'],
  ];
  for (const lowered of ways) {
    await house.makerIs(...lowered);
    const answer = await house.maker.ask('PUT', approval, { body: { version: post.version } });
    outcomes.push([answer.status, await codeOf(answer)]);
  }
  await house.makerIs('publisher');

  expect(outcomes).toEqual([
    [403, 'not_allowed'],
    [403, 'not_allowed'],
    [404, 'not_found'],
  ]);
  const { state, version } = await getPost(house.app.house.ctx, house.owner.workspaceId, post.id);
  expect([state, version]).toEqual(['in_review', post.version]);
});

test('a link that only shows lets nobody decide', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id, mayDecide: false }));

  const answer = await house.decide(client, post, 'approved');
  expect([answer.status, await codeOf(answer)]).toEqual([403, 'not_allowed']);
  expect((await house.viewOf(client)).posts[0]?.mayDecide).toBe(false);
});

test('a decision on another post than the link shows finds nothing', async () => {
  const client = await house.open(await house.linkTo({ postId: (await house.asked(null)).id }));
  const other = await house.asked(null);

  const answer = await house.decide(client, other, 'approved');
  expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
});

test('a decision on what was changed meanwhile is refused, and the post stays in review', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id }));
  await house.app.owner.ask('PATCH', `/api/v1/workspaces/${house.owner.workspaceId}/posts/${post.id}`, {
    body: { version: post.version, caption: 'Different' },
  });

  const answer = await house.decide(client, post, 'approved');
  expect([answer.status, await codeOf(answer)]).toEqual([409, 'conflict']);
});

test('where nobody approves their own, a link of one’s own does not help', async () => {
  await setRule(house.app.house.ctx, house.owner, { requiresApproval: true, nobodyApprovesOwn: true });
  const post = await house.asked(null);
  const byAuthor = await house.open(await house.linkTo({ postId: post.id }, house.app.owner));
  const byOther = await house.open(await house.linkTo({ postId: post.id }));

  const isOffered = async (client: typeof byAuthor) => (await house.viewOf(client)).posts[0]?.mayDecide;
  expect([await isOffered(byAuthor), await isOffered(byOther)]).toEqual([false, true]);
  const refused = await house.decide(byAuthor, post, 'approved');
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'own_approval']);
  expect((await house.decide(byOther, post, 'approved')).status).toBe(200);
  await setRule(house.app.house.ctx, house.owner, { requiresApproval: false, nobodyApprovesOwn: false });
});
