import { expect, test } from 'vitest';
import { listMediaOf } from './media-list.ts';
import { setStage } from '../publishing/media-stage.ts';
import type { Stage } from '../publishing/media-stage.ts';

async function publishSeveral(stage: Stage, captions: string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const caption of captions) {
    ids.push(await stage.publish(caption));
    stage.advance(60);
  }
  return ids;
}

test('a published photo is read with every documented field', async () => {
  const stage = await setStage();
  const id = await stage.publish('Thrown on Tuesday\nfired on Thursday #stoneware');
  const fields =
    'id,caption,media_type,media_product_type,media_url,permalink,timestamp,shortcode,username,like_count,comments_count,ig_id,owner,thumbnail_url';

  const { body } = await stage.call('GET', `/${id}`, { fields });

  expect(body).toEqual({
    id,
    caption: 'Thrown on Tuesday\nfired on Thursday #stoneware',
    media_type: 'IMAGE',
    media_product_type: 'FEED',
    media_url: expect.stringMatching(/^http:\/\/simulator\.test\/scontent\.cdninstagram\.com\/.+\.jpg$/),
    permalink: `http://simulator.test/www.instagram.com/p/${body.shortcode}/`,
    timestamp: '2026-11-25T09:30:00+0000',
    shortcode: expect.stringMatching(/^[\w-]{11}$/),
    username: 'linden.ceramics',
    like_count: 0,
    comments_count: 0,
    ig_id: expect.stringMatching(/^\d{19}$/),
    owner: { id: stage.account.id },
  });
});

test('the answer keeps the order of the fields and appends the id', async () => {
  const stage = await setStage();
  const id = await stage.publish('one');

  const { body } = await stage.call('GET', `/${id}`, { fields: 'media_type,caption' });

  expect(Object.keys(body)).toEqual(['media_type', 'caption', 'id']);
});

test('a photo without caption leaves the caption out', async () => {
  const stage = await setStage();
  const id = await stage.publish('');

  expect((await stage.call('GET', `/${id}`, { fields: 'caption' })).body).toEqual({ id });
});

test('alternative text is kept', async () => {
  const stage = await setStage();
  const creationId = await stage.createContainer({ alt_text: 'A brown vase' });
  const { body } = await stage.call('POST', '/me/media_publish', { creation_id: creationId });

  expect((await stage.call('GET', `/${body.id}`, { fields: 'alt_text' })).body.alt_text).toBe('A brown vase');
});

test('an unknown field fails the whole request with 100 and its name', async () => {
  const stage = await setStage();
  const id = await stage.publish('one');

  const refused = await stage.call('GET', `/${id}`, { fields: 'caption,likes_total' });

  expect(refused.body.error).toMatchObject({
    code: 100,
    message: '(#100) Tried accessing nonexisting field (likes_total) on node type (ShadowIGMedia)',
  });
});

test("another account's media does not exist", async () => {
  const stage = await setStage();
  const id = await stage.publish('one');
  const media = stage.simulator.world.media.get(id);
  if (media === undefined) throw new Error('no media');
  stage.simulator.world.media.put({ ...media, accountId: '17841400000000404' });

  const read = await stage.call('GET', `/${id}`);
  const list = await stage.call('GET', '/me/media');

  expect(read.body.error).toMatchObject({ code: 100, error_subcode: 33 });
  expect(list.body).toEqual({ data: [] });
});

test('media is listed newest first, with ids alone when no fields are asked for', async () => {
  const stage = await setStage();
  const [first, second, third] = await publishSeveral(stage, ['first', 'second', 'third']);

  const { body } = await stage.call('GET', '/me/media');

  expect(body.data).toEqual([{ id: third }, { id: second }, { id: first }]);
  expect(body.paging.cursors.after).toMatch(/^QVFI.+ZD$/);
  expect(body.paging.next).toBeUndefined();
});

test('of two photos of the same instant the later one is listed first', async () => {
  const stage = await setStage();
  const first = await stage.publish('first');
  const second = await stage.publish('second');

  expect((await stage.call('GET', '/me/media')).body.data).toEqual([{ id: second }, { id: first }]);
});

test('following next with the token inside it reads every page to the end', async () => {
  const stage = await setStage();
  await publishSeveral(stage, ['a', 'b', 'c', 'd', 'e']);

  const captions: string[] = [];
  let page = (await stage.call('GET', '/me/media', { fields: 'caption', limit: '2' })).body;
  captions.push(...page.data.map((media: { caption: string }) => media.caption));
  while (page.paging.next !== undefined) {
    expect(page.paging.next).toMatch(/\/v25\.0\/\d+\/media\?access_token=/);
    page = await (await stage.simulator.fetch(new Request(page.paging.next))).json();
    captions.push(...page.data.map((media: { caption: string }) => media.caption));
  }

  expect(captions).toEqual(['e', 'd', 'c', 'b', 'a']);
});

test('a client that came by the real host name is given next on the real host name', async () => {
  const stage = await setStage();
  await publishSeveral(stage, ['a', 'b']);

  const response = await stage.simulator.fetch(
    new Request(`http://127.0.0.1:4300/v25.0/me/media?limit=1&access_token=${stage.token}`, {
      headers: { 'x-forwarded-host': 'graph.instagram.com' },
    }),
  );

  expect((await response.json()).paging.next).toMatch(
    /^https:\/\/graph\.instagram\.com\/v25\.0\/\d+\/media\?/,
  );
});

test('since and until keep what was published between two unix times', async () => {
  const stage = await setStage();
  const start = stage.simulator.world.now() / 1000;
  const [, second] = await publishSeveral(stage, ['at 0', 'at 60', 'at 120']);

  const between = await stage.call('GET', '/me/media', {
    since: String(start + 1),
    until: String(start + 119),
  });
  const unreadable = await stage.call('GET', '/me/media', { since: 'some day' });

  expect(between.body.data).toEqual([{ id: second }]);
  expect(unreadable.body.error.code).toBe(100);
});

test('since in the words of strtotime is understood', async () => {
  const stage = await setStage();
  const [, second] = await publishSeveral(stage, ['an hour ago', 'now']);
  stage.advance(3600 - 60);

  expect((await stage.call('GET', '/me/media', { since: '-1 hour' })).body.data).toEqual([{ id: second }]);
});

test('a story stands in stories for 24 hours and never in media', async () => {
  const stage = await setStage();
  const id = await stage.publish('one');
  const media = stage.simulator.world.media.get(id);
  if (media === undefined) throw new Error('no media');
  stage.simulator.world.media.put({ ...media, mediaProductType: 'STORY' });

  expect((await stage.call('GET', '/me/stories')).body.data).toEqual([{ id }]);
  expect((await stage.call('GET', '/me/media')).body).toEqual({ data: [] });

  stage.advance(24 * 60 * 60);
  expect((await stage.call('GET', '/me/stories')).body).toEqual({ data: [] });
});

test('what was published with a lag comes into the list when it is over', async () => {
  const stage = await setStage();
  const id = await stage.publish('one');
  const media = stage.simulator.world.media.get(id);
  if (media === undefined) throw new Error('no media');
  stage.simulator.world.media.put({ ...media, listedAt: media.publishedAt + 5000 });

  expect((await stage.call('GET', '/me/media')).body).toEqual({ data: [] });
  stage.advance(5);
  expect((await stage.call('GET', '/me/media')).body.data).toEqual([{ id }]);
});

test('next of an expanded edge leads to the rest of it', async () => {
  const stage = await setStage();
  const ids = await publishSeveral(stage, ['a', 'b', 'c']);

  const { body } = await stage.call('GET', '/me', { fields: 'username,media.limit(2){caption}' });
  const rest = await (await stage.simulator.fetch(new Request(body.media.paging.next))).json();

  expect(body.media.data.map((media: { caption: string }) => media.caption)).toEqual(['c', 'b']);
  expect(rest.data).toEqual([{ caption: 'a', id: ids[0] }]);
});

test('a page from the middle of ten thousand posts is cut without making the list anew', async () => {
  const stage = await setStage();
  const { world } = stage.simulator;
  const model = world.media.get(await stage.publish('model'));
  if (model === undefined) throw new Error('no media');
  for (let n = 0; n < 10_050; n += 1) {
    world.media.put({ ...model, id: `m${n}`, shortcode: `s${n}`, publishedAt: model.publishedAt + n });
  }

  const listed = listMediaOf(world, stage.account.id);
  expect(listMediaOf(world, stage.account.id)).toBe(listed);
  let after = '';
  let count = 0;
  do {
    const { body } = await stage.call('GET', '/me/media', { limit: '100', after });
    count += body.data.length;
    after = body.paging.next === undefined ? '' : body.paging.cursors.after;
  } while (after !== '');
  expect(count).toBe(10_000);
});

test('the picture address of a published photo serves the picture', async () => {
  const stage = await setStage();
  const id = await stage.publish('one');
  const { body } = await stage.call('GET', `/${id}`, { fields: 'media_url' });

  const response = await stage.simulator.fetch(new Request(body.media_url));

  expect(response.headers.get('content-type')).toBe('image/jpeg');
  expect([...new Uint8Array(await response.arrayBuffer()).subarray(0, 2)]).toEqual([0xff, 0xd8]);
});
