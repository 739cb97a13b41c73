import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweepSubscriptions } from '../comments/index.ts';
import { sweepMedia } from '../media/index.ts';
import { furnishComments, type CommentHouse } from '../test-comments.ts';
import { bakery, creator, facebookAppId } from '../test-context.ts';
import { openWebhookHouse, type WebhookHouse } from './test-webhooks.ts';

/* An account that came by Facebook's door: its Page is subscribed, and what is told is signed with the Facebook app's secret. */

let house: WebhookHouse & CommentHouse;
let signatures: { body: Buffer; signature: string }[] = [];
beforeAll(async () => {
  house = await furnishComments(await openWebhookHouse());
  const take = house.hooks.takeWebhook!;
  house.hooks.takeWebhook = async (request) => {
    const signature = request.headers.get('x-hub-signature-256');
    if (signature) signatures.push({ body: Buffer.from(await request.clone().arrayBuffer()), signature });
    return take(request);
  };
  await house.connectByFacebook({ person: 'ilse' });
});
afterAll(() => house.close());
beforeEach(async () => {
  await house.control('PUT', `/apps/${facebookAppId}`, {
    flags: { webhookShape: 'changes', webhookCommentId: 'id' },
  });
  await house.arrive();
  await house.beginAnew();
  signatures = [];
});

/** A media of the bakery, which is known here and whose webhooks are subscribed. */
async function aMedia(more: { mediaProductType?: 'FEED' | 'STORY' } = {}): Promise<string> {
  const { world } = house.simulator;
  const id = house.place();
  world.media.put({ ...world.media.get(id)!, accountId: bakery, appId: facebookAppId, ...more });
  await house.ctx.db.deleteFrom('media_plans').execute();
  await sweepMedia(house.ctx);
  await sweepSubscriptions(house.ctx);
  return id;
}

const plan = async () =>
  house.ctx.db
    .selectFrom('comment_plans')
    .selectAll()
    .where('instagram_user_id', '=', bakery)
    .executeTakeFirstOrThrow();

test('the Page is subscribed with its own token, and the account is told of by what the app asked for', async () => {
  await house.calls(/./);
  await aMedia();

  const { page_id: pageId } = await house.ctx.db
    .selectFrom('connections')
    .select('page_id')
    .where('instagram_user_id', '=', bakery)
    .executeTakeFirstOrThrow();
  expect(await house.calls(new RegExp(`/${pageId}/subscribed_apps$`))).toBe(2);
  expect((await plan()).subscribed).toEqual(['comments', 'mentions', 'story_insights']);
});

test.each(['id', 'comment_id'])('a comment arrives by itself, whose id is called %s', async (name) => {
  await house.control('PUT', `/apps/${facebookAppId}`, { flags: { webhookCommentId: name } });
  const mediaId = await aMedia();
  const commentId = await house.write('Is the rye sold out?', { mediaId });
  await house.arrive();

  expect(await house.threads()).toMatchObject([
    { instagram_user_id: bakery, kind: 'comment', root_id: commentId, last_words: 'Is the rye sold out?' },
  ]);
  expect((await plan()).told_at).not.toBeNull();
});

test('what is told is signed with the Facebook app’s secret, and not with the other app’s', async () => {
  await house.write('by which secret?', { mediaId: await aMedia() });
  await house.arrive();

  const { instagramApp, facebookApp } = house.ctx.config;
  const signed = (secret: string, body: Buffer) =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  expect(signatures.map(({ body, signature }) => signature === signed(facebookApp!.secret, body))).toEqual([
    true,
  ]);
  expect(signatures.map(({ body, signature }) => signature === signed(instagramApp!.secret, body))).toEqual([
    false,
  ]);
});

test('the shape that Meta prints is understood here too', async () => {
  await house.control('PUT', `/apps/${facebookAppId}`, { flags: { webhookShape: 'flat' } });
  const commentId = await house.write('flat', { mediaId: await aMedia() });
  await house.arrive();

  expect((await house.comments()).map((each) => each.comment_id)).toEqual([commentId]);
});

test('a mention in somebody else’s comments is told by ids alone, and read', async () => {
  await aMedia();
  const { world } = house.simulator;
  const elsewhere = house.place();
  world.media.put({ ...world.media.get(elsewhere)!, accountId: creator });
  const { username } = world.accounts.get(bakery)!;
  const commentId = await house.write(`go to @${username}`, { mediaId: elsewhere });
  await house.arrive();

  expect((await house.threads()).filter((each) => each.instagram_user_id === bakery)).toMatchObject([
    { kind: 'mention', root_id: commentId, media_id: elsewhere, last_words: `go to @${username}` },
  ]);
});

test('the figures of a story that is over are kept with it', async () => {
  await house.control('PATCH', `/accounts/${bakery}`, { audience: 'seeded' });
  const mediaId = await aMedia({ mediaProductType: 'STORY' });
  await house.advance(24 * 3600 + 60);
  await house.arrive();
  await house.control('PATCH', `/accounts/${bakery}`, { audience: 'quiet' });

  const story = await house.ctx.db
    .selectFrom('media')
    .select(['kind', 'reach'])
    .where('media_id', '=', mediaId)
    .executeTakeFirstOrThrow();
  const told = signatures.map(
    ({ body }) => JSON.parse(body.toString()) as { entry: { changes: unknown[] }[] },
  );
  const figures = told.flatMap(({ entry }) => entry.flatMap(({ changes }) => changes));
  expect(story.kind).toBe('image_story');
  expect(figures).toContainEqual({
    field: 'story_insights',
    value: expect.objectContaining({ media_id: mediaId, reach: story.reach }) as unknown,
  });
});

test('where Instagram refuses to tell of changes the Page is not subscribed, and its comments are read', async () => {
  await house.control('POST', '/faults', {
    host: 'graph.facebook.com',
    path: '/*/subscribed_apps',
    kind: 'body',
    status: 403,
    body: JSON.stringify({
      error: {
        message: '(#200) To subscribe to the page, one of these permissions is needed: pages_manage_metadata',
        type: 'OAuthException',
        code: 200,
        fbtrace_id: 'A',
      },
    }),
    times: 1,
  });
  const mediaId = await aMedia();
  await house.write('found by reading', { mediaId });
  await house.sweep();

  expect((await plan()).subscribed).toEqual([]);
  expect((await house.comments()).map((each) => each.text)).toEqual(['found by reading']);
});
