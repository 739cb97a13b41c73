import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';
import { aListener, callbackUrl, readDelivery, verifyToken } from './test-receiver.ts';

const hour = 3600;

test('a comment reaches the app that its account is subscribed to, in the shape of Instagram Login', async () => {
  const { simulator, subscribe, comment, received } = aListener();
  await subscribe(accounts.business);
  const posted = comment(accounts.business, 'Is this one for sale?');
  await simulator.deliver();
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ url: callbackUrl, method: 'POST' });
  expect(readDelivery(received[0])).toEqual({
    object: 'instagram',
    entry: [
      {
        id: accounts.business,
        time: posted.createdAt / 1000,
        changes: [
          {
            field: 'comments',
            value: {
              from: { id: '990001', username: 'stranger' },
              media: { id: posted.mediaId, media_product_type: 'FEED' },
              id: posted.id,
              text: 'Is this one for sale?',
            },
          },
        ],
      },
    ],
  });
});

test('the signatures are over the escaped bytes that were sent', async () => {
  const { simulator, subscribe, comment, received } = aListener();
  await subscribe(accounts.business);
  comment(accounts.business, 'é/\u{1F33F}');
  await simulator.deliver();
  const [sent] = received;
  expect(sent?.body).toContain('\\u00e9\\/\\ud83c\\udf3f');
  const sign = (algorithm: string) =>
    createHmac(algorithm, demoApp.secret)
      .update(sent?.body ?? '')
      .digest('hex');
  expect(sent?.headers.get('x-hub-signature-256')).toBe(`sha256=${sign('sha256')}`);
  expect(sent?.headers.get('x-hub-signature')).toBe(`sha1=${sign('sha1')}`);
  expect(sent?.headers.get('content-type')).toBe('application/json');
});

test('by a flag the secret of the other half of the app signs', async () => {
  const { simulator, subscribe, comment, received, control, setFlags } = aListener();
  await subscribe(accounts.business);
  await control('PUT', `/apps/${demoApp.id}`, { otherSecret: 'of the Meta app' });
  await setFlags({ webhookSecret: 'other' });
  comment(accounts.business);
  await simulator.deliver();
  const expected = createHmac('sha256', 'of the Meta app')
    .update(received[0]?.body ?? '')
    .digest('hex');
  expect(received[0]?.headers.get('x-hub-signature-256')).toBe(`sha256=${expected}`);
});

test('what happens to an account that nobody subscribed is told to nobody', async () => {
  const { simulator, subscribe, comment, received } = aListener();
  await subscribe(accounts.business);
  comment(accounts.secondBusiness);
  await simulator.deliver();
  expect(received).toEqual([]);
});

test('a failed delivery is tried again at once and ever more rarely, and dropped after 36 hours', async () => {
  const { subscribe, comment, advance, answers, received, listDeliveries } = aListener();
  await subscribe(accounts.business);
  const { createdAt } = comment(accounts.business);
  answers.push(...Array.from({ length: 50 }, () => 'gone' as const));
  await advance(40 * hour);
  const [delivery] = await listDeliveries();
  expect(delivery).toMatchObject({ state: 'dropped' });
  expect(delivery?.attempts.map(({ at }) => (at - createdAt) / 1000)).toEqual([
    0, 1, 60, 300, 900, 1800, 3600, 7200, 14_400, 28_800, 57_600, 86_400, 129_600,
  ]);
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
});

test('an answer in between ends the tries', async () => {
  const { subscribe, comment, advance, answers, received, listDeliveries } = aListener();
  await subscribe(accounts.business);
  comment(accounts.business);
  answers.push(new Response(null, { status: 500 }), 'gone', new Response('taken'));
  await advance(40 * hour);
  expect(received).toHaveLength(3);
  const [delivery] = await listDeliveries();
  expect(delivery).toMatchObject({
    state: 'delivered',
    attempts: [{ status: 500 }, {}, { status: 200, body: 'taken' }],
  });
});

test('updates that wait leave together, at most a batch in one body', async () => {
  const { simulator, subscribe, comment, received, setFlags } = aListener();
  await subscribe(accounts.business);
  await setFlags({ webhookBatch: 2 });
  for (const text of ['one', 'two', 'three']) comment(accounts.business, text);
  await simulator.deliver();
  const texts = received.map((each) =>
    readDelivery(each).entry.flatMap(({ changes }) => changes?.map(({ value }) => value['text'])),
  );
  expect(texts).toEqual([['one', 'two'], ['three']]);
});

test('duplicates, disorder and delay come on request', async () => {
  const { simulator, subscribe, comment, received, setFlags, advance } = aListener();
  await subscribe(accounts.business);
  await setFlags({ webhookBatch: 1, webhookCopies: 2, webhookOrder: 'reversed', webhookDelaySeconds: 60 });
  comment(accounts.business, 'one');
  comment(accounts.business, 'two');
  await simulator.deliver();
  expect(received).toEqual([]);
  await advance(60);
  const texts = received.map((each) => readDelivery(each).entry[0]?.changes?.[0]?.value['text']);
  expect(texts).toEqual(['two', 'two', 'one', 'one']);
});

test('nothing leaves once the person has removed the app, not even what waited', async () => {
  const { simulator, subscribe, comment, received, control, listDeliveries } = aListener();
  await subscribe(accounts.business);
  comment(accounts.business);
  await control('PATCH', `/accounts/${accounts.business}`, { tokens: 'removed' });
  await simulator.deliver();
  expect(received).toEqual([]);
  expect(await listDeliveries()).toMatchObject([{ state: 'withheld', attempts: [] }]);
});

test('nothing leaves of a field whose permission was taken back', async () => {
  const { simulator, subscribe, comment, received, control } = aListener();
  await subscribe(accounts.business);
  comment(accounts.business);
  await control('PATCH', `/accounts/${accounts.business}`, {
    withdrawScopes: ['instagram_business_manage_comments'],
  });
  await simulator.deliver();
  expect(received).toEqual([]);
});

test('by a flag an hour of failures ends the subscription of the account', async () => {
  const { world, subscribe, comment, advance, answers, setFlags, listDeliveries } = aListener();
  await subscribe(accounts.business);
  await setFlags({ webhookUnsubscribe: true });
  comment(accounts.business);
  answers.push(...Array.from({ length: 50 }, () => 'gone' as const));
  await advance(hour);
  expect(await listDeliveries()).toMatchObject([{ state: 'dropped' }]);
  expect(world.grants.get(`${demoApp.id}:${accounts.business}`)?.subscribedFields).toBeUndefined();
});

test('any subscription of an account delivers all fields of the app, unless the flag says otherwise', async () => {
  const { simulator, subscribe, comment, received, setFlags } = aListener();
  await subscribe(accounts.business, { fields: ['messages'] });
  comment(accounts.business);
  await simulator.deliver();
  expect(received).toHaveLength(1);
  await setFlags({ webhookFields: 'account' });
  comment(accounts.business);
  await simulator.deliver();
  expect(received).toHaveLength(1);
});

test('by a flag field and value stand in the entry itself', async () => {
  const { simulator, subscribe, comment, received, setFlags } = aListener();
  await subscribe(accounts.business);
  await setFlags({ webhookShape: 'flat' });
  comment(accounts.business, 'flat');
  await simulator.deliver();
  expect(readDelivery(received[0]).entry[0]).toMatchObject({ field: 'comments', value: { text: 'flat' } });
});

test('a mention in somebody else’s comment comes inside comments, about the mentioned account', async () => {
  const { simulator, subscribe, comment, received } = aListener();
  await subscribe(accounts.creator);
  comment(accounts.business, 'ask @saltmarsh.walks');
  await simulator.deliver();
  expect(readDelivery(received[0]).entry[0]).toMatchObject({
    id: accounts.creator,
    changes: [{ field: 'comments', value: { text: 'ask @saltmarsh.walks' } }],
  });
});

test('the samples of the dashboard are about account 0', async () => {
  const { control, subscribe, received } = aListener();
  await subscribe(accounts.business);
  await control('POST', '/webhooks/samples', { appId: demoApp.id, field: 'messages' });
  expect(readDelivery(received[0])).toMatchObject({
    object: 'instagram',
    entry: [{ id: '0', messaging: [{ message: { mid: 'random_mid' } }] }],
  });
});

test('an app that answers each comment with a comment does not hold the clock for ever', async () => {
  const house = aListener({
    async fetch(input, init) {
      const request = new Request(input, init);
      const challenge = new URL(request.url).searchParams.get('hub.challenge');
      if (challenge !== null) return new Response(challenge);
      house.comment(accounts.business, 'an answer');
      return new Response('ok');
    },
  });
  await house.subscribe(accounts.business);
  house.comment(accounts.business);
  expect((await house.advance(1)).status).toBe(200);
  expect((await house.listDeliveries()).length).toBe(100);
});

test('the handshake needs the verify token and the challenge in the answer', async () => {
  const { control, world } = aListener();
  const path = `/apps/${demoApp.id}/webhooks/instagram`;
  const refused = await control('PUT', path, { callbackUrl, verifyToken: 'another' });
  expect(refused.status).toBe(422);
  expect(await refused.json()).toMatchObject({ error: { message: expect.stringContaining('403') } });
  expect(world.apps.get(demoApp.id)?.webhooks).toBeUndefined();
  expect((await control('PUT', path, { callbackUrl, verifyToken })).status).toBe(200);
});

test('what strangers of the audience write after the subscription is told, and nothing of before', async () => {
  const { world, subscribe, comment, advance, received } = aListener();
  const media = world.media.get(comment(accounts.business).mediaId);
  const account = world.accounts.get(accounts.business);
  if (media === undefined || account === undefined) throw new Error('There is no post.');
  world.accounts.put({ ...account, audience: 'seeded' });
  await advance(48 * hour);
  await subscribe(accounts.business);
  const subscribedAt = world.now();
  const before = world.comments.countBy('mediaId', media.id);
  await advance(48 * hour);
  const told = received.flatMap((each) => readDelivery(each).entry);
  expect(before).toBeGreaterThan(1);
  expect(told.flatMap(({ changes }) => changes ?? [])).toHaveLength(
    world.comments.countBy('mediaId', media.id) - before,
  );
  expect(told.length).toBeGreaterThan(0);
  expect(Math.min(...told.map(({ time }) => time * 1000))).toBeGreaterThanOrEqual(subscribedAt - 1000);
});

test('a private account’s comments are not told', async () => {
  const { world, simulator, subscribe, comment, received } = aListener();
  await subscribe(accounts.business);
  const account = world.accounts.get(accounts.business);
  if (account !== undefined) world.accounts.put({ ...account, isPrivate: true });
  comment(accounts.business);
  await simulator.deliver();
  expect(received).toEqual([]);
});

test('a callback that answers 200 with anything but the challenge is not subscribed', async () => {
  const { control, world } = aListener({ fetch: () => Promise.resolve(new Response('ok')) });
  const path = `/apps/${demoApp.id}/webhooks/instagram`;
  const refused = await control('PUT', path, { callbackUrl, verifyToken });
  expect(await refused.json()).toMatchObject({
    error: { message: expect.stringContaining('not the challenge') },
  });
  expect(world.apps.get(demoApp.id)?.webhooks).toBeUndefined();
});

test('what happened before the process ended is told after the next start', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'webhooks-kept-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  const first = aListener({ dataDir });
  await first.subscribe(accounts.business);
  first.comment(accounts.business, 'before the end');
  first.world.commit();
  await first.simulator.close();
  const second = aListener({ dataDir });
  onTestFinished(() => second.simulator.close());
  await second.simulator.deliver();
  expect(first.received).toEqual([]);
  expect(second.received[0]?.body).toContain('before the end');
});

test('a reset while a delivery is on its way leaves nothing of it', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const house = aListener({
    async fetch(input, init) {
      const challenge = new URL(new Request(input, init).url).searchParams.get('hub.challenge');
      if (challenge === null) await promise;
      return new Response(challenge ?? 'ok');
    },
  });
  await house.subscribe(accounts.business);
  house.comment(accounts.business);
  const delivering = house.simulator.deliver();
  await house.control('POST', '/reset');
  resolve();
  await delivering;
  expect(house.world.deliveries.size).toBe(0);
});
