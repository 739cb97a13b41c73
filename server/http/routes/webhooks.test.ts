import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openTestApp, type TestApp } from '../test-app.ts';

const verifyToken = 'what only Meta and we know';
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ config: { webhookVerifyToken: verifyToken } });
});
afterAll(() => app.close());
beforeEach(async () => {
  app.house.ctx.config.webhookVerifyToken = verifyToken;
  await app.house.ctx.db.deleteFrom('webhook_deliveries').execute();
});

const handshake = (token: string, mode = 'subscribe') =>
  app
    .browser()
    .ask(
      'GET',
      `/webhooks/meta?hub.mode=${mode}&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(token)}`,
    );

/** A delivery as Meta escapes it: neither a slash nor an accent stands as it is. */
const comment = String.raw`{"object":"instagram","entry":[{"id":"17841499999999999","time":1795000000,"changes":[{"field":"comments","value":{"id":"180","from":{"id":"9","username":"x"},"text":"caf\u00e9 \/ bar","media":{"id":"17900","media_product_type":"FEED"}}}]}]}`;

function post(body: string | Uint8Array, signature?: string) {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  return app.browser().ask('POST', '/webhooks/meta', {
    body: bytes,
    headers: {
      'content-type': 'application/json',
      origin: 'https://www.facebook.com',
      ...(signature === undefined ? {} : { 'x-hub-signature-256': signature }),
    },
  });
}

function signed(body: string | Uint8Array, app_: 'instagramApp' | 'facebookApp' = 'instagramApp') {
  const { secret } = app.house.ctx.config[app_]!;
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

const stored = () => app.house.ctx.db.selectFrom('webhook_deliveries').selectAll().execute();

async function outcomes(): Promise<(string | null)[]> {
  await expect.poll(async () => (await stored()).every((row) => row.done_at !== null)).toBe(true);
  return (await stored()).map((row) => row.outcome);
}

test('the handshake gives Meta’s challenge back as plain text', async () => {
  const answer = await handshake(verifyToken);

  expect([answer.status, await answer.text()]).toEqual([200, '1158201444']);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
});

test.each([
  ['another token', 'another', 'subscribe'],
  ['another mode', verifyToken, 'unsubscribe'],
  ['no token', '', 'subscribe'],
])('the handshake is refused with %s', async (_, token, mode) => {
  expect((await handshake(token, mode)).status).toBe(403);
});

test('without a verify token of ours no handshake succeeds, not even with an empty one', async () => {
  app.house.ctx.config.webhookVerifyToken = undefined;

  expect([(await handshake('')).status, (await handshake('undefined')).status]).toEqual([403, 403]);
});

test.each(['instagramApp', 'facebookApp'] as const)(
  'a delivery signed with the secret of the %s is stored and acknowledged',
  async (which) => {
    const answer = await post(comment, signed(comment, which));

    expect(answer.status).toBe(200);
    expect(await stored()).toHaveLength(1);
  },
);

test('about an account that nobody connected it is acknowledged, and its words are not kept', async () => {
  await post(comment, signed(comment));

  expect(await outcomes()).toEqual(['no_account']);
  expect((await stored())[0]?.body).toHaveLength(0);
});

test.each([
  ['no signature', () => undefined],
  ['an empty signature', () => ''],
  [
    'a signature of another secret',
    () => `sha256=${createHmac('sha256', 'another').update(comment).digest('hex')}`,
  ],
  ['the older algorithm alone', () => `sha1=${createHmac('sha1', 'another').update(comment).digest('hex')}`],
  ['a shorter signature', () => signed(comment).slice(0, -2)],
])('with %s nothing is stored and the answer is 403', async (_, signature) => {
  expect((await post(comment, signature())).status).toBe(403);
  expect(await stored()).toEqual([]);
});

test('the same facts written as JSON anew do not bear the signature any more', async () => {
  const again = JSON.stringify(JSON.parse(comment));

  expect((await post(again, signed(comment))).status).toBe(403);
});

test('the same delivery twice, also at once, is one row', async () => {
  const answers = await Promise.all([1, 2, 3].map(() => post(comment, signed(comment))));
  answers.push(await post(comment, signed(comment)));

  expect(answers.map((each) => each.status)).toEqual([200, 200, 200, 200]);
  expect(await stored()).toHaveLength(1);
});

test.each([
  ['no JSON', 'a=b&c=d', 'not_json'],
  ['nothing', '', 'not_json'],
  ['bytes that are no text', new Uint8Array([0, 255, 254, 0]), 'not_json'],
  ['a list of nothing', '[]', 'not_instagram'],
  ['null', 'null', 'not_instagram'],
  ['another object', '{"object":"page","entry":[{"id":"1"}]}', 'not_instagram'],
  [
    'an entry that is none',
    '{"object":"instagram","entry":[null,7,{"changes":"x"},{"id":{"a":1},"changes":[null]}]}',
    'no_account',
  ],
  ['a deep nest', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'not_instagram'],
])('signed and made of %s it is acknowledged, and the row says what it was', async (_, body, outcome) => {
  expect((await post(body, signed(body))).status).toBe(200);
  expect(await outcomes()).toEqual([outcome]);
});

test('a body above four megabytes is refused before it is read to its end', async () => {
  const body = new Uint8Array(4 * 1024 * 1024 + 1).fill(32);

  expect((await post(body, signed(body))).status).toBe(413);
  expect(await stored()).toEqual([]);
});
