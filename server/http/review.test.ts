import { afterAll, beforeAll, expect, test } from 'vitest';
import sharp from 'sharp';
import type { ClientView } from '#contract/review-links.ts';
import { contract } from '#contract/index.ts';
import type { AccountRole, AnyOp, Role } from '#contract/op.ts';
import { postContent, type Post } from '#contract/posts.ts';
import type { Member } from '../context.ts';
import { newId } from '../database/index.ts';
import { storeAsset } from '../library/index.ts';
import { createPost } from '../posts/index.ts';
import { askApproval, setRule } from '../reviews/index.ts';
import { business, creator } from '../test-context.ts';
import { besideTheTable } from './test-routes.ts';
import { codeOf, openTestApp, type Browser, type TestApp } from './test-app.ts';

let app: TestApp;
let owner: Member;
/** A publisher of the owner's workspace, who makes links. */
let maker: Awaited<ReturnType<TestApp['stranger']>>;
let connectionId: string;
let otherConnectionId: string;
let picture: string;
let unused: string;
beforeAll(async () => {
  app = await openTestApp();
  owner = {
    userId: app.owner.userId,
    workspaceId: app.owner.workspaceId,
    workspaceSlug: app.owner.slug,
    userName: 'Ada',
    sessionId: newId(),
    role: 'owner',
  };
  await app.house.connect({ account: business }, owner);
  await app.house.connect({ account: creator }, owner);
  connectionId = await app.house.connectionOf(business, owner);
  otherConnectionId = await app.house.connectionOf(creator, owner);
  picture = await aPicture('#8a6f4d');
  unused = await aPicture('#4d6f8a');
  maker = await app.stranger();
  await makerIs('publisher');
});
afterAll(() => app.close());

const links = () => `/api/v1/workspaces/${owner.workspaceId}/review-links`;
const words = '';

test('a link shows its post, its pictures and the conversation by names, and nothing of people', async () => {
  const post = await asked({ wallTime: '2026-11-30T10:00' });
  await app.owner.ask('POST', `/api/v1/workspaces/${owner.workspaceId}/posts/${post.id}/review-comments`, {
    body: { body: 'For the client', anchor: null },
  });
  const client = await open(await linkTo({ postId: post.id }));

  const response = await client.ask('GET', '/api/v1/review');
  const text = await response.text();
  const view = JSON.parse(text) as ClientView;

  expect(view).toMatchObject({ of: 'post', label: 'Cafe Lumen', name: 'Clara', mayDecide: true });
  expect(view.posts).toMatchObject([
    { id: post.id, state: 'in_review', wallTime: '2026-11-30T10:00', comments: [{ body: 'For the client' }] },
  ]);
  expect(text).not.toContain(owner.userId);
  expect(text).not.toContain('@linden.example');
  const bytes = await client.ask('GET', view.posts[0]!.items[0]!.file!.pictureUrl);
  expect([bytes.status, bytes.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
});

test('a link shows no file but those of its posts', async () => {
  const client = await open(await linkTo({ postId: (await asked(null)).id }));

  const response = await client.ask('GET', `/api/v1/review/pictures/${unused}`);
  expect([response.status, await codeOf(response)]).toEqual([404, 'not_found']);
});

test('a draft and what went wrong are not shown, and shown again when it is back in review', async () => {
  const post = await asked(null);
  const client = await open(await linkTo({ postId: post.id }));
  const states: unknown[] = [];
  for (const state of ['draft', 'failed', 'unconfirmed', 'cancelled', 'in_review'] as const) {
    await app.house.ctx.db.updateTable('posts').set({ state }).where('id', '=', post.id).execute();
    states.push((await viewOf(client)).posts.length);
  }

  expect(states).toEqual([0, 0, 0, 0, 1]);
});

test('a week shows the posts of that account between two Mondays of its zone', async () => {
  const week = '2026-12-07';
  const inside = [
    await asked({ wallTime: '2026-12-07T00:00' }),
    await asked({ wallTime: '2026-12-13T23:59' }),
  ].map(({ id }) => id);
  await asked({ wallTime: '2026-12-06T23:59' });
  await asked({ wallTime: '2026-12-14T00:00' });
  await asked({ wallTime: '2026-12-09T10:00' }, otherConnectionId);
  const client = await open(await linkTo({ connectionId, monday: week }));

  const view = await viewOf(client);
  expect([view.of, view.monday, view.posts.map(({ id }) => id)]).toEqual(['week', week, inside]);
});

test('a client comments on words and spots under the name that they gave', async () => {
  const post = await asked(null);
  const client = await open(await linkTo({ postId: post.id }));
  const anchor = { on: 'picture', assetId: picture, x: 0.25, y: 0.5 };

  const response = await client.ask('POST', `/api/v1/review/posts/${post.id}/comments`, {
    body: { body: 'Brighter, please', anchor },
  });

  expect(response.status).toBe(201);
  const told = await app.owner.ask(
    'GET',
    `/api/v1/workspaces/${owner.workspaceId}/posts/${post.id}/review-comments`,
  );
  expect(await told.json()).toMatchObject({
    comments: [{ author: { name: 'Clara', byLink: true }, anchor: { ...anchor, isThere: true } }],
  });
});

test('an approval by link schedules as wished, in the name of the client', async () => {
  const post = await asked({ wallTime: '2026-11-30T10:00' });
  const client = await open(await linkTo({ postId: post.id }));

  const answer = await decide(client, post, 'approved');

  expect(await answer.json()).toEqual({ state: 'scheduled', notScheduled: null });
  const trail = await app.house.ctx.db
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
  const post = await asked(null);
  const client = await open(await linkTo({ postId: post.id }));

  expect((await decide(client, post, 'changes_asked')).status).toBe(422);
  const answer = await decide(client, post, 'changes_asked', 'Another picture.');
  expect(await answer.json()).toEqual({ state: 'draft', notScheduled: null });
});

test('a link that only shows lets nobody decide', async () => {
  const post = await asked(null);
  const client = await open(await linkTo({ postId: post.id, mayDecide: false }));

  const answer = await decide(client, post, 'approved');
  expect([answer.status, await codeOf(answer)]).toEqual([403, 'not_allowed']);
  expect((await viewOf(client)).posts[0]?.mayDecide).toBe(false);
});

test('a decision on another post than the link shows finds nothing', async () => {
  const client = await open(await linkTo({ postId: (await asked(null)).id }));
  const other = await asked(null);

  const answer = await decide(client, other, 'approved');
  expect([answer.status, await codeOf(answer)]).toEqual([404, 'not_found']);
});

test('a decision on what was changed meanwhile is refused, and the post stays in review', async () => {
  const post = await asked(null);
  const client = await open(await linkTo({ postId: post.id }));
  await app.owner.ask('PATCH', `/api/v1/workspaces/${owner.workspaceId}/posts/${post.id}`, {
    body: { version: post.version, caption: 'Different' },
  });

  const answer = await decide(client, post, 'approved');
  expect([answer.status, await codeOf(answer)]).toEqual([409, 'conflict']);
});

test('where nobody approves their own, a link of one’s own does not help', async () => {
  await setRule(app.house.ctx, owner, { requiresApproval: true, nobodyApprovesOwn: true });
  const post = await asked(null);
  const byAuthor = await open(await linkTo({ postId: post.id }, app.owner));
  const byOther = await open(await linkTo({ postId: post.id }));

  const refused = await decide(byAuthor, post, 'approved');
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'own_approval']);
  expect((await decide(byOther, post, 'approved')).status).toBe(200);
  await setRule(app.house.ctx, owner, { requiresApproval: false, nobodyApprovesOwn: false });
});

test('every link that is no more, and none at all, gets one answer', async () => {
  const answers: unknown[] = [];
  const tell = async (response: Response) => {
    const { code, title, detail } = (await response.json()) as Record<string, string>;
    answers.push([response.status, code, title, detail]);
  };
  const openAgain = (address: string) =>
    app.browser().ask('POST', '/api/v1/review/sessions', {
      body: { token: address.split('#')[1], name: 'Clara' },
      from: newAddress(),
    });
  const post = await asked(null);

  await tell(await app.browser().ask('GET', '/api/v1/review'));
  await tell(await openAgain('x#unknown'));

  const revoked = await linkTo({ postId: post.id });
  const client = await open(revoked);
  await maker.ask('DELETE', `${links()}/${revoked.id}`);
  await tell(await client.ask('GET', '/api/v1/review'));
  await tell(await client.ask('GET', `/api/v1/review/pictures/${picture}`));
  await tell(await decide(client, post, 'approved'));
  await tell(await client.ask('POST', `/api/v1/review/posts/${post.id}/comments`, { body: { body: 'x' } }));
  await tell(await openAgain(revoked.address));

  const lowered = await linkTo({ postId: post.id });
  const theirs = await open(lowered);
  await makerIs('contributor');
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await tell(await openAgain(lowered.address));
  await makerIs('publisher', 'none');
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await makerIs('publisher', 'contributor');
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await app.house.ctx.db.deleteFrom('members').where('user_id', '=', maker.userId).execute();
  await tell(await theirs.ask('GET', '/api/v1/review'));
  await makerIs('publisher');

  const [only, ...rest] = answers as unknown[][];
  expect(only?.slice(0, 2)).toEqual([404, 'review_link_ended']);
  expect(rest).toEqual(rest.map(() => only));
  expect(rest).toHaveLength(11);
});

test('a link and its session end in time, the session after twelve hours', async () => {
  const post = await asked(null);
  const link = await linkTo({ postId: post.id, days: 1 });
  const client = await open(link);
  await app.house.advance(12 * 3600 + 1);
  const session = await client.ask('GET', '/api/v1/review');
  const again = await open(link);
  await app.house.advance(12 * 3600);

  const ended = await again.ask('GET', '/api/v1/review');
  const replayed = await app.browser().ask('POST', '/api/v1/review/sessions', {
    body: { token: link.address.split('#')[1], name: 'Clara' },
    from: newAddress(),
  });
  expect([await codeOf(session), await codeOf(ended), await codeOf(replayed)]).toEqual(
    Array.from({ length: 3 }, () => 'review_link_ended'),
  );
});

test('a link ends for good when its account is disconnected', async () => {
  const post = await asked(null, otherConnectionId);
  const link = await linkTo({ postId: post.id });
  const client = await open(link);
  await app.house.ctx.db.deleteFrom('connections').where('id', '=', otherConnectionId).execute();

  expect(await codeOf(await client.ask('GET', '/api/v1/review'))).toBe('review_link_ended');
});

test('the cookie is of the review’s path, unreadable for scripts, and over https alone where there is https', async () => {
  const link = await linkTo({ postId: (await asked(null)).id });
  const body = { token: link.address.split('#')[1], name: 'Clara' };
  const response = await app.browser().ask('POST', '/api/v1/review/sessions', { body, from: newAddress() });

  expect(response.headers.getSetCookie()).toEqual([
    expect.stringMatching(
      /^tintype_review=[\w-]{43}; Max-Age=43200; Path=\/api\/v1\/review; HttpOnly; SameSite=Lax$/,
    ),
  ]);
  const kept = JSON.stringify(await app.house.ctx.db.selectFrom('review_sessions').selectAll().execute());
  expect(kept).not.toContain(/=([\w-]{43})/.exec(response.headers.getSetCookie()[0]!)![1]!);
});

test('a page of another site decides nothing with somebody’s cookie', async () => {
  const post = await asked(null);
  const client = await open(await linkTo({ postId: post.id }));

  const answer = await client.ask('POST', `/api/v1/review/posts/${post.id}/decision`, {
    body: { decision: 'approved', version: post.version, words },
    headers: { origin: 'https://evil.example' },
  });
  expect(await codeOf(answer)).toBe('origin_refused');
});

test('links are not guessed: the twenty-first attempt of an address waits', async () => {
  const from = newAddress();
  const codes: string[] = [];
  for (let attempt = 0; attempt < 21; attempt++)
    codes.push(
      await codeOf(
        await app
          .browser()
          .ask('POST', '/api/v1/review/sessions', { body: { token: 'guess', name: 'x' }, from }),
      ),
    );

  expect(new Set(codes.slice(0, 20))).toEqual(new Set(['review_link_ended']));
  expect(codes[20]).toBe('too_many_attempts');
});

test('whoever holds a link and is signed in elsewhere gains and loses nothing', async () => {
  const stranger = await app.stranger();
  const client = await open(await linkTo({ postId: (await asked(null)).id }));
  const both = app.browser();
  both.cookie = `${stranger.cookie}; ${client.cookie}`;

  expect((await both.ask('GET', '/api/v1/review')).status).toBe(200);
  const foreign = await both.ask('GET', `/api/v1/workspaces/${owner.workspaceId}/posts`);
  expect(await codeOf(foreign)).toBe('not_found');
  expect((await both.ask('GET', `/api/v1/workspaces/${stranger.workspaceId}/posts`)).status).toBe(200);
});

const operations = Object.values(contract).flatMap((group) => Object.values(group) as AnyOp[]);
test.each([...operations, ...besideTheTable].filter(({ access }) => access !== 'public'))(
  'a link’s cookie alone opens nothing: $method $path',
  async ({ method, path }) => {
    const client = (lasting ??= await open(await linkTo({ postId: (await asked(null)).id })));
    const at = path.replace(':workspaceId', owner.workspaceId).replaceAll(/:\w+/g, () => newId());

    const response = await client.ask(method.toUpperCase(), at);
    expect([response.status, await codeOf(response)]).toEqual([401, 'not_signed_in']);
  },
);
let lasting: Browser | undefined;

test('a member narrowed below publisher there neither makes, lists nor revokes links', async () => {
  const post = await asked(null);
  const link = await linkTo({ postId: post.id });
  await makerIs('publisher', 'contributor');

  const made = await maker.ask('POST', links(), { body: { postId: post.id, label: 'x' } });
  const listed = (await (await maker.ask('GET', links())).json()) as { links: unknown[] };
  const revoked = await maker.ask('DELETE', `${links()}/${link.id}`);
  expect([await codeOf(made), listed.links, await codeOf(revoked)]).toEqual([
    'not_allowed',
    [],
    'not_allowed',
  ]);
  await makerIs('publisher');
});

test('the list tells what became of each link, and no secret', async () => {
  const post = await asked(null);
  const kept = await linkTo({ postId: post.id });
  const gone = await linkTo({ postId: post.id });
  await maker.ask('DELETE', `${links()}/${gone.id}`);
  await open(kept);

  const response = await maker.ask('GET', `${links()}?postId=${post.id}`);
  const text = await response.text();
  const { links: told } = JSON.parse(text) as { links: { id: string; state: string; lastUsedAt: string }[] };
  expect(told.map(({ id, state, lastUsedAt }) => [id, state, lastUsedAt !== null])).toEqual([
    [gone.id, 'revoked', false],
    [kept.id, 'open', true],
  ]);
  expect(text).not.toContain(kept.address.split('#')[1]);
});

async function asked(wish: { wallTime: string } | null, of = connectionId): Promise<Post> {
  const post = await createPost(
    app.house.ctx,
    owner,
    postContent.parse({ connectionId: of, items: [{ assetId: picture }], caption: 'Fresh bread' }),
  );
  return askApproval(app.house.ctx, owner, { postId: post.id, version: post.version, wish });
}

async function linkTo(
  what: Record<string, unknown>,
  by: Browser = maker,
): Promise<{ id: string; address: string }> {
  const response = await by.ask('POST', links(), { body: { label: 'Cafe Lumen', ...what } });
  expect(response.status).toBe(201);
  const { link, address } = (await response.json()) as { link: { id: string }; address: string };
  return { id: link.id, address };
}

async function open({ address }: { address: string }): Promise<Browser> {
  const client = app.browser();
  const body = { token: address.split('#')[1], name: 'Clara' };
  const response = await client.ask('POST', '/api/v1/review/sessions', { body, from: newAddress() });
  expect(response.status).toBe(201);
  return client;
}

async function viewOf(client: Browser): Promise<ClientView> {
  return (await (await client.ask('GET', '/api/v1/review')).json()) as ClientView;
}

function decide(client: Browser, { id, version }: Post, decision: string, words = ''): Promise<Response> {
  return client.ask('POST', `/api/v1/review/posts/${id}/decision`, { body: { decision, version, words } });
}

async function makerIs(role: Role, there?: AccountRole): Promise<void> {
  const { db } = app.house.ctx;
  const id = newId();
  await db.deleteFrom('members').where('user_id', '=', maker.userId).execute();
  await db
    .insertInto('members')
    .values({ id, workspace_id: owner.workspaceId, user_id: maker.userId, role, created_at: new Date() })
    .execute();
  if (there)
    await db
      .insertInto('member_accounts')
      .values({ member_id: id, instagram_user_id: business, role: there })
      .execute();
}

async function aPicture(background: string): Promise<string> {
  const bytes = await sharp({ create: { width: 400, height: 500, channels: 3, background } })
    .jpeg()
    .toBuffer();
  return (await storeAsset(app.house.ctx, owner, { name: 'cup.jpg', bytes })).id;
}

let addresses = 0;
/** Nobody else counts towards its limit. */
function newAddress(): string {
  addresses++;
  return `198.51.${Math.floor(addresses / 250)}.${(addresses % 250) + 1}`;
}
