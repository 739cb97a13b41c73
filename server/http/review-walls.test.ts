import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { AnyOp } from '#contract/op.ts';
import { newId } from '../database/index.ts';
import { codeOf, type Browser } from './test-app.ts';
import { besideTheTable } from './test-routes.ts';
import { openReviewHouse, type ReviewHouse } from './test-review.ts';

let house: ReviewHouse;
beforeAll(async () => {
  house = await openReviewHouse();
});
afterAll(() => house.app.close());

test('every link that is no more, and none at all, gets one answer', async () => {
  const answers: unknown[] = [];
  const tell = async (response: Response) => {
    const { code, title, detail } = (await response.json()) as Record<string, string>;
    answers.push([response.status, code, title, detail]);
  };
  const openAgain = (address: string) =>
    house.app.browser().ask('POST', '/api/v1/review/sessions', {
      body: { token: address.split('#')[1], name: 'Clara' },
      from: house.newAddress(),
    });
  const post = await house.asked(null);

  await tell(await house.app.browser().ask('GET', '/api/v1/review'));
  await tell(await openAgain('x#unknown'));

  const revoked = await house.linkTo({ postId: post.id });
  const client = await house.open(revoked);
  await house.maker.ask('DELETE', `${house.links()}/${revoked.id}`);
  await tell(await client.ask('GET', '/api/v1/review'));
  await tell(await client.ask('GET', `/api/v1/review/pictures/${house.picture}`));
  await tell(await house.decide(client, post, 'approved'));
  await tell(await client.ask('POST', `/api/v1/review/posts/${post.id}/comments`, { body: { body: 'x' } }));
  await tell(await openAgain(revoked.address));

  const lowered = await house.linkTo({ postId: post.id });
  const theirs = await house.open(lowered);
  await house.makerIs('contributor');
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await tell(await openAgain(lowered.address));
  await house.makerIs('publisher', 'none');
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await house.makerIs('publisher', 'contributor');
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await house.app.house.ctx.db.deleteFrom('members').where('user_id', '=', house.maker.userId).execute();
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await house.makerIs('publisher');

  const [only, ...rest] = answers as unknown[][];
  expect(only?.slice(0, 2)).toEqual([404, 'review_link_ended']);
  expect(rest).toEqual(rest.map(() => only));
  expect(rest).toHaveLength(11);
});

test('a link and its session end in time, the session after twelve hours', async () => {
  const post = await house.asked(null);
  const link = await house.linkTo({ postId: post.id, days: 1 });
  const client = await house.open(link);
  await house.app.house.advance(12 * 3600 + 1);
  const session = await client.ask('GET', '/api/v1/review');
  const again = await house.open(link);
  await house.app.house.advance(12 * 3600);

  const ended = await again.ask('GET', '/api/v1/review');
  const replayed = await house.app.browser().ask('POST', '/api/v1/review/sessions', {
    body: { token: link.address.split('#')[1], name: 'Clara' },
    from: house.newAddress(),
  });
  expect([await codeOf(session), await codeOf(ended), await codeOf(replayed)]).toEqual(
    Array.from({ length: 3 }, () => 'review_link_ended'),
  );
});

test('a link ends for good when its account is disconnected', async () => {
  const post = await house.asked(null, house.otherConnectionId);
  const link = await house.linkTo({ postId: post.id });
  const client = await house.open(link);
  await house.app.house.ctx.db.deleteFrom('connections').where('id', '=', house.otherConnectionId).execute();

  expect(await codeOf(await client.ask('GET', '/api/v1/review'))).toBe('review_link_ended');
});

test('the cookie is of the review’s path, unreadable for scripts, and over https alone where there is https', async () => {
  const link = await house.linkTo({ postId: (await house.asked(null)).id });
  const body = { token: link.address.split('#')[1], name: 'Clara' };
  const response = await house.app
    .browser()
    .ask('POST', '/api/v1/review/sessions', { body, from: house.newAddress() });

  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^tintype_review=[\w-]{43}; Max-Age=43200; Path=\/api\/v1\/review; HttpOnly; SameSite=Lax$/,
    ),
  ]);
  const kept = JSON.stringify(
    await house.app.house.ctx.db.selectFrom('review_sessions').selectAll().execute(),
  );
  expect(kept).not.toContain(/=([\w-]{43})/.exec(response.headers.getSetCookie()[0]!)![1]!);
});

test('a page of another site decides nothing with somebody’s cookie', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id }));

  const answer = await client.ask('POST', `/api/v1/review/posts/${post.id}/decision`, {
    body: { decision: 'approved', version: post.version, words: '' },
    headers: { origin: 'https://evil.example' },
  });
  expect(await codeOf(answer)).toBe('origin_refused');
});

test('words that no database keeps are refused as input, and nothing breaks', async () => {
  const post = await house.asked(null);
  const client = await house.open(await house.linkTo({ postId: post.id }));
  const comments = `/api/v1/review/posts/${post.id}/comments`;
  const quote = (text: string) => ({ on: 'caption', from: 0, to: 1, quote: text });
  const statuses: number[] = [];
  for (const body of [
    { body: 'a\0b' },
    { body: '\ud800' },
    { body: ' ' },
    { body: 'x'.repeat(2001) },
    { body: 'x', anchor: quote('\0') },
    { body: 'x', anchor: quote('\udfff') },
    { body: 'x', anchor: { on: 'picture', assetId: house.picture, x: 2, y: 0 } },
    { body: 'x', anchor: { on: '__proto__' } },
    [],
  ])
    statuses.push((await client.ask('POST', comments, { body })).status);
  for (const name of ['\0', '\ud800', ' ', 'x'.repeat(81)])
    statuses.push(
      (
        await house.app
          .browser()
          .ask('POST', '/api/v1/review/sessions', { body: { token: 'x', name }, from: house.newAddress() })
      ).status,
    );

  expect(new Set(statuses)).toEqual(new Set([422]));
});

test('links are not guessed: the twenty-first attempt of an address waits', async () => {
  const from = house.newAddress();
  const codes: string[] = [];
  for (let attempt = 0; attempt < 21; attempt++)
    codes.push(
      await codeOf(
        await house.app
          .browser()
          .ask('POST', '/api/v1/review/sessions', { body: { token: 'guess', name: 'x' }, from }),
      ),
    );

  expect(new Set(codes.slice(0, 20))).toEqual(new Set(['review_link_ended']));
  expect(codes[20]).toBe('too_many_attempts');
});

test('whoever holds a link and is signed in elsewhere gains and loses nothing', async () => {
  const stranger = await house.app.stranger();
  const client = await house.open(await house.linkTo({ postId: (await house.asked(null)).id }));
  const both = house.app.browser();
  both.cookie = `${stranger.cookie}; ${client.cookie}`;

  expect((await both.ask('GET', '/api/v1/review')).status).toBe(200);
  const foreign = await both.ask('GET', `/api/v1/workspaces/${house.owner.workspaceId}/posts`);
  expect(await codeOf(foreign)).toBe('not_found');
  expect((await both.ask('GET', `/api/v1/workspaces/${stranger.workspaceId}/posts`)).status).toBe(200);
});

const operations = Object.values(contract).flatMap((group) => Object.values(group) as AnyOp[]);
test.each([...operations, ...besideTheTable].filter(({ access }) => access !== 'public'))(
  'a link’s cookie alone opens nothing: $method $path',
  async ({ method, path }) => {
    const client = (lasting ??= await house.open(
      await house.linkTo({ postId: (await house.asked(null)).id }),
    ));
    const at = path.replace(':workspaceId', house.owner.workspaceId).replaceAll(/:\w+/g, () => newId());

    const response = await client.ask(method.toUpperCase(), at);
    expect([response.status, await codeOf(response)]).toEqual([401, 'not_signed_in']);
  },
);
let lasting: Browser | undefined;

test('a member narrowed below publisher there neither makes, lists nor revokes links', async () => {
  const post = await house.asked(null);
  const link = await house.linkTo({ postId: post.id });
  await house.makerIs('publisher', 'contributor');

  const made = await house.maker.ask('POST', house.links(), { body: { postId: post.id, label: 'x' } });
  const listed = (await (await house.maker.ask('GET', house.links())).json()) as { links: unknown[] };
  const revoked = await house.maker.ask('DELETE', `${house.links()}/${link.id}`);
  expect([await codeOf(made), listed.links, await codeOf(revoked)]).toEqual([
    'not_allowed',
    [],
    'not_allowed',
  ]);
  await house.makerIs('publisher');
});

test('the list tells what became of each link, and no secret', async () => {
  const post = await house.asked(null);
  const kept = await house.linkTo({ postId: post.id });
  const gone = await house.linkTo({ postId: post.id });
  await house.maker.ask('DELETE', `${house.links()}/${gone.id}`);
  await house.open(kept);

  const response = await house.maker.ask('GET', `${house.links()}?postId=${post.id}`);
  const text = await response.text();
  const { links: told } = JSON.parse(text) as { links: { id: string; state: string; lastUsedAt: string }[] };
  expect(told.map(({ id, state, lastUsedAt }) => [id, state, lastUsedAt !== null])).toEqual([
    [gone.id, 'revoked', false],
    [kept.id, 'open', true],
  ]);
  expect(text).not.toContain(kept.address.split('#')[1]);
});
