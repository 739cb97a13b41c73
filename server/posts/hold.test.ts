import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { bakery, business, creator } from '../test-context.ts';
import { advancePost } from './index.ts';
import { createOutageWatch } from './outage-watch.ts';
import { openPublishing, type Publishing } from './test-publishing.ts';

const appId = '1784140000000099';
let house: Publishing;
let connectionId: string;
beforeAll(async () => {
  house = await openPublishing();
  for (const account of [business, creator]) await house.connect({ account });
  connectionId = await house.connectionOf(business);
});
afterAll(() => house.close());

afterEach(async () => {
  await house.ctx.db.deleteFrom('publish_holds').execute();
  await house.control('DELETE', '/limits');
  await house.control('DELETE', '/faults');
});

const holds = () => house.ctx.db.selectFrom('publish_holds').selectAll().execute();
const calls = async () =>
  ((await house.control('GET', '/journal')) as { requests: unknown[] }).requests.length;

/** Leaves the account so many calls until they are counted anew a day later. */
async function leaveCalls(left: number) {
  const limit = (most: number) =>
    house.control('PUT', '/limits', { appId, kind: 'account', subject: business, calls: most });
  const { budgets } = (await limit(1000)) as { budgets: { used: number }[] };
  await limit((budgets[0]?.used ?? 0) + left);
}

test('an account that is told its calls are used up rests before it is refused, and goes on by itself', async () => {
  const postId = await house.send(connectionId, { caption: 'Slow down' });
  await leaveCalls(1);
  await advancePost(house.ctx, postId);
  const before = await calls();
  await house.advance(2);

  await advancePost(house.ctx, postId);
  await house.advance(2);
  await advancePost(house.ctx, postId);

  expect(await calls()).toBe(before);
  expect((await house.view(postId)).steps.filter(({ step }) => step === 'held')).toMatchObject([
    { details: { code: 'throttled' } },
  ]);
  await house.control('DELETE', '/limits');
  expect(await house.untilRest(postId, 900)).toBe('published');
});

test('another account goes on meanwhile', async () => {
  await house.ctx.db
    .insertInto('publish_holds')
    .values({
      scope: business,
      code: 'throttled',
      since: house.ctx.clock.now(),
      until: new Date(house.ctx.clock.now().getTime() + 3_600_000),
    })
    .onConflict((conflict) =>
      conflict.column('scope').doUpdateSet({ until: new Date(house.ctx.clock.now().getTime() + 3_600_000) }),
    )
    .execute();
  const other = await house.send(await house.connectionOf(creator), { caption: 'Not I' });

  expect(await house.untilRest(other)).toBe('published');
});

test('what is left of an account’s calls is kept for posts that are ready', async () => {
  const ready = await house.send(connectionId, { caption: 'Ready' });
  await house.untilState(ready, 'ready');
  const early = await house.send(connectionId, { caption: 'Early' });
  const until = new Date(house.ctx.clock.now().getTime() + 60_000);
  await house.ctx.db
    .insertInto('publish_holds')
    .values({ scope: `near:${business}`, code: 'throttled', since: house.ctx.clock.now(), until })
    .execute();

  await advancePost(house.ctx, early);
  await advancePost(house.ctx, ready);

  expect((await house.view(early)).steps.at(-1)?.step).toBe('held');
  expect((await house.view(ready)).post.state).toBe('published');
  await house.ctx.db.deleteFrom('publish_holds').execute();
  await house.untilRest(ready);
  await house.untilRest(early, 30);
});

test('when many accounts fail at once all are held with one sentence, one of them probes, and all go on when it gets through', async () => {
  // Four others failed a moment ago; ours are the fifth and sixth.
  for (const account of ['1', '2', '3', '4']) house.ctx.outages.noteFailure(account, house.ctx.clock.now());
  const first = await house.send(connectionId, { caption: 'First' });
  const second = await house.send(await house.connectionOf(creator), { caption: 'Second' });
  await house.fault('/*/media', { kind: 'status', status: 503, times: 2 });

  await advancePost(house.ctx, first);
  expect(await holds()).toMatchObject([{ scope: 'instagram', code: 'instagram_outage' }]);
  await advancePost(house.ctx, second);
  expect((await house.view(second)).steps.at(-1)).toMatchObject({
    step: 'held',
    details: { code: 'instagram_outage' },
  });

  // The probe meets the outage still, and everybody waits another minute.
  await house.advance(61);
  await advancePost(house.ctx, first);
  await advancePost(house.ctx, second);
  expect(await holds()).toHaveLength(1);
  expect((await house.stepsOf(second)).filter((step) => step === 'held')).toHaveLength(1);

  await house.advance(61);
  await advancePost(house.ctx, second);
  expect(await holds()).toEqual([]);
  expect([await house.untilRest(first), await house.untilRest(second)]).toEqual(['published', 'published']);
});

test('one post alone goes through the outage to see whether it is over', async () => {
  const sent = [
    await house.send(connectionId, { caption: 'One' }),
    await house.send(await house.connectionOf(creator), { caption: 'Two' }),
  ];
  const now = house.ctx.clock.now();
  await house.ctx.db
    .insertInto('publish_holds')
    .values({ scope: 'instagram', code: 'instagram_outage', since: now, until: now })
    .execute();
  await house.fault('/*/media', { kind: 'status', status: 503, times: 9 });
  const before = await calls();

  await Promise.all([...sent, ...sent].map((postId) => advancePost(house.ctx, postId)));

  expect((await calls()) - before).toBe(1);
  await house.control('DELETE', '/faults');
  await house.advance(61);
  for (const postId of sent) await house.untilRest(postId, 10);
});

test('an account that does not exist for a moment is an outage of Meta’s and fails no post', async () => {
  const body = JSON.stringify({ error: { code: 100, error_subcode: 33, type: 'IGApiException' } });
  const postId = await house.send(connectionId, { caption: 'Missing' });
  await house.fault('/*/media', { kind: 'body', status: 400, body, times: 3 });

  expect(await house.untilRest(postId, 10)).toBe('published');
});

const refusal = (code: number) => ({
  kind: 'body',
  status: 400,
  body: JSON.stringify({ error: { code, type: 'OAuthException', fbtrace_id: 'A9' } }),
});
const callsCounted = async (postId: string) =>
  (
    await house.ctx.db
      .selectFrom('publish_runs')
      .select('publish_calls')
      .where('post_id', '=', postId)
      .executeTakeFirstOrThrow()
  ).publish_calls;

test('a publish that is throttled again and again goes out when the throttle is over, once, and its answer is told once', async () => {
  const postId = await house.send(connectionId, { caption: 'Patience' });
  await house.untilState(postId, 'ready');
  house.newMedia();
  await house.fault('/*/media_publish', { ...refusal(32), times: 3 });

  expect(await house.untilRest(postId, 30)).toBe('published');

  expect(house.newMedia()).toHaveLength(1);
  expect(await callsCounted(postId)).toBe(1);
  expect((await house.stepsOf(postId)).filter((step) => step === 'publish_answer')).toHaveLength(1);
});

test('a throttled call gives back itself and no call before it: what was lost is repeated once', async () => {
  const postId = await house.send(connectionId, { caption: 'Lost once' });
  await house.untilState(postId, 'ready');
  house.newMedia();
  const publish = '/*/media_publish';
  await house.fault(publish, { kind: 'reset' });
  await house.fault(publish, { ...refusal(32), times: 2 });

  expect(await house.untilRest(postId, 30)).toBe('published');

  expect(await callsCounted(postId)).toBe(2);
  expect(house.newMedia()).toHaveLength(1);
});

test('a token that is refused for a moment while the account is well costs no call either', async () => {
  const postId = await house.send(connectionId, { caption: 'Well after all' });
  await house.untilState(postId, 'ready');
  house.newMedia();
  await house.fault('/*/media_publish', { ...refusal(190), times: 3 });

  expect(await house.untilRest(postId, 30)).toBe('published');

  expect(house.newMedia()).toHaveLength(1);
  expect(await callsCounted(postId)).toBe(1);
});

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);

test('four accounts that fail are no outage, and the fifth makes it one', () => {
  const watch = createOutageWatch();

  expect(['1', '2', '3', '4', '4', '5'].map((account) => watch.noteFailure(account, at(0)))).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
  ]);
});

test('five that fail among many that are well are no outage', () => {
  const watch = createOutageWatch();
  for (const account of [bakery, business, creator]) watch.noteSuccess(account, at(0));

  expect(['1', '2', '3', '4', '5'].map((account) => watch.noteFailure(account, at(1))).at(-1)).toBe(false);
});

test('what failed two minutes ago says nothing of now', () => {
  const watch = createOutageWatch();
  for (const account of ['1', '2', '3', '4']) watch.noteFailure(account, at(0));

  expect(watch.noteFailure('5', at(120))).toBe(false);
});
