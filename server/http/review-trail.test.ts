import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { AnyOp } from '#contract/op.ts';
import { codeOf, type Browser } from './test-app.ts';
import { openReviewHouse, type ReviewHouse } from './test-review.ts';

/** Every write of approval and of reviewer's links leaves its event, with who did it and from where. */

let house: ReviewHouse;
beforeAll(async () => {
  house = await openReviewHouse();
});
afterAll(() => house.app.close());

interface Call {
  who?: Browser;
  params?: Record<string, string>;
  body?: unknown;
}
const ofPost = async () => {
  const { id: postId, version } = await house.asked(null);
  return { params: { postId }, version };
};
const aComment = async () => {
  const { params } = await ofPost();
  const path = `/api/v1/workspaces/${house.owner.workspaceId}/posts/${params.postId}/review-comments`;
  const made = await house.app.owner.ask('POST', path, { body: { body: 'Brighter' } });
  return { params: { ...params, commentId: ((await made.json()) as { id: string }).id } };
};
const asClient = async () => {
  const { params, version } = await ofPost();
  return { who: await house.open(await house.linkTo(params)), params, version };
};

const leaves: Record<string, [action: string, prepare: () => Promise<Call>]> = {
  'reviews.ask': [
    'review.asked',
    async () => {
      const { params } = await ofPost();
      const path = `/api/v1/workspaces/${house.owner.workspaceId}/posts/${params.postId}/open-review`;
      const { version } = (await (await house.app.owner.ask('DELETE', path)).json()) as { version: number };
      return { params, body: { version } };
    },
  ],
  'reviews.approve': [
    'review.approved',
    async () => {
      const { params, version } = await ofPost();
      return { params, body: { version } };
    },
  ],
  'reviews.askChanges': [
    'review.changes_asked',
    async () => {
      const { params, version } = await ofPost();
      return { params, body: { version, words: 'Another picture' } };
    },
  ],
  'reviews.withdraw': ['review.withdrawn', ofPost],
  'reviews.setRule': [
    'workspace.approval_rule_set',
    async () => ({ body: { requiresApproval: false, nobodyApprovesOwn: false } }),
  ],
  'reviews.addComment': [
    'review.commented',
    async () => ({ ...(await ofPost()), body: { body: 'Brighter' } }),
  ],
  'reviews.resolveComment': [
    'review.comment_resolved',
    async () => ({ ...(await aComment()), body: { resolved: true } }),
  ],
  'reviews.removeComment': ['review.comment_removed', aComment],
  'reviewLinks.create': [
    'review_link.created',
    async () => ({ body: { postId: (await ofPost()).params.postId, label: 'Cafe Lumen' } }),
  ],
  'reviewLinks.revoke': [
    'review_link.revoked',
    async () => ({ params: { linkId: (await house.linkTo((await ofPost()).params)).id } }),
  ],
  'clientReview.open': [
    'review.viewed',
    async () => {
      const { address } = await house.linkTo((await ofPost()).params);
      return { who: house.app.browser(), body: { token: address.split('#')[1], name: 'Clara' } };
    },
  ],
  'clientReview.comment': [
    'review.commented',
    async () => ({ ...(await asClient()), body: { body: 'Brighter' } }),
  ],
  'clientReview.decide': [
    'review.approved',
    async () => {
      const { who, params, version } = await asClient();
      return { who, params, body: { decision: 'approved', version } };
    },
  ],
};

const { reviews, reviewLinks, clientReview } = contract;
const table = Object.entries({ reviews, reviewLinks, clientReview }).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, AnyOp>).map(([name, operation]) => ({
    name: `${group}.${name}`,
    operation,
  })),
);

test('every write is in the list', () => {
  const writes = table.filter(({ operation }) => operation.method !== 'get').map(({ name }) => name);

  expect(Object.keys(leaves).toSorted()).toEqual(writes.toSorted());
});

test.each(Object.keys(leaves))('%s leaves its event, with who and from where', async (name) => {
  const { operation } = table.find((each) => each.name === name)!;
  const [action, prepare] = leaves[name]!;
  const { who = house.app.owner, params = {}, body } = await prepare();
  const before = new Set((await events()).map(({ id }) => id));

  const path = Object.entries({ workspaceId: house.owner.workspaceId, ...params }).reduce(
    (left, [key, value]) => left.replace(`:${key}`, value),
    operation.path,
  );
  const response = await who.ask(operation.method.toUpperCase(), path, {
    ...(body === undefined ? {} : { body }),
    headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' },
    from: '203.0.113.77',
  });

  expect([response.status, response.ok ? '' : await codeOf(response)]).toEqual([operation.status, '']);
  const left = (await events()).filter(({ id }) => !before.has(id));
  const isClient = name.startsWith('clientReview');
  expect(left).toContainEqual(
    expect.objectContaining({
      action,
      actor: isClient ? 'link' : 'member',
      user_id: isClient ? null : house.owner.userId,
      user_name: isClient ? 'Clara' : 'Ada',
      network: '203.0.113.0/24',
      browser: 'Firefox on Linux',
    }),
  );
});

test('looking again by the same session is written down once for each quarter of an hour', async () => {
  const { who } = await asClient();
  const before = new Set((await events()).map(({ id }) => id));
  const look = async () => {
    await who.ask('GET', '/api/v1/review', { from: '203.0.113.77' });
    await who.ask('GET', '/api/v1/review', { from: '203.0.113.77' });
    return (await events()).filter(({ id }) => !before.has(id));
  };

  expect(await look()).toEqual([]);
  await house.app.house.advance(15 * 60);
  const [event, ...more] = await look();
  expect(event).toMatchObject({ action: 'review.viewed', actor: 'link', user_name: 'Clara', via: 'web' });
  expect([event!.network, more]).toEqual(['203.0.113.0/24', []]);
  await house.app.house.advance(14 * 60);
  expect(await look()).toHaveLength(1);
  await house.app.house.advance(60);
  expect(await look()).toHaveLength(2);
});

test('no event holds a secret of a link or words that were written', async () => {
  const link = await house.linkTo((await ofPost()).params);
  await house.open(link);
  const kept = JSON.stringify(await events());

  for (const secret of [link.address.split('#')[1]!, 'Another picture', 'Brighter', 'Fresh bread'])
    expect(kept).not.toContain(secret);
});

test('a key makes one comment and one asking of two requests', async () => {
  const { params } = await ofPost();
  const path = `/api/v1/workspaces/${house.owner.workspaceId}/posts/${params.postId}/review-comments`;
  const ask = () =>
    house.app.owner.ask('POST', path, { body: { body: 'Once' }, headers: { 'idempotency-key': 'one' } });
  const [first, second] = [await (await ask()).json(), await (await ask()).json()];

  expect(second).toEqual(first);
  const { comments } = (await (await house.app.owner.ask('GET', path)).json()) as { comments: unknown[] };
  expect(comments).toHaveLength(1);
});

const events = () =>
  house.app.house.ctx.db.selectFrom('audit_events').selectAll().orderBy('at').orderBy('id').execute();
