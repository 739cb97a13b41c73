import sdk from 'facebook-nodejs-business-sdk';
import type { Cursor } from 'facebook-nodejs-business-sdk';
import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { imageUrl, reachSimulator } from './reach-simulator.ts';

/*
 * Meta's own facebook-nodejs-business-sdk, unchanged, against the simulator. It posts JSON, sends a body with its GETs and follows
 * `paging.next` as it comes.
 */

const { FacebookAdsApi, FacebookAdsApiBatch, IGComment, IGMedia, IGUser, User } = sdk;

/** The SDK as Marta uses it, with her account of @linden.ceramics. */
async function openSdk(token: 'user' | 'page' | 'instagram' = 'user') {
  const { tokens, simulator } = await reachSimulator();
  // Its crash reporter would listen to this whole process.
  const api = FacebookAdsApi.init(tokens[token], 'en_US', false);
  const user = new IGUser(accounts.business);
  return { api, user, simulator };
}

type Opened = Awaited<ReturnType<typeof openSdk>>;

async function publish({ user }: Opened, caption: string): Promise<string> {
  const container = await user.createMedia([], { image_url: imageUrl, caption });
  return (await user.createMediaPublish([], { creation_id: container.id })).id;
}

async function walk<Node>(first: Cursor<Node>): Promise<Node[][]> {
  const pages = [[...first]];
  for (let page = first; page.hasNext();) {
    page = await page.next();
    pages.push([...page]);
  }
  return pages;
}

test('reads the person, the Pages and the accounts behind them', async () => {
  await openSdk();

  const me = await new User('me').get(['id', 'name']);
  const pages = await new User('me').getAccounts([
    'name',
    'tasks',
    'access_token',
    'instagram_business_account{id,username}',
  ]);

  expect(me._data['name']).toBe('Marta Linden');
  expect(
    pages.map(
      ({ _data }) => (_data['instagram_business_account'] as { username: string } | undefined)?.username,
    ),
  ).toEqual(['linden.ceramics', 'saltmarsh.walks', undefined]);
});

test('reads the permissions, declined ones too', async () => {
  await openSdk();

  const permissions = await new User('me').getPermissions([]);

  expect(permissions.map(({ _data }) => _data)).toContainEqual({ permission: 'email', status: 'declined' });
});

test('reads an account with its media expanded', async () => {
  const opened = await openSdk();
  await publish(opened, 'One');

  const account = await opened.user.get([
    'username',
    'media_count',
    'media.limit(1){id,caption,children{id}}',
  ]);

  expect(account._data).toMatchObject({
    username: 'linden.ceramics',
    media_count: 1,
    media: { data: [{ caption: 'One' }] },
  });
});

test('publishes photos with a Page’s token, and pages through them to the end and back', async () => {
  const opened = await openSdk('page');
  const ids = [];
  for (const caption of ['One', 'Two', 'Three', 'Four', 'Five']) ids.push(await publish(opened, caption));

  const first = await opened.user.getMedia(['id', 'caption'], { limit: 2 });
  const pages = await walk(first);

  expect(pages.map((page) => page.map(({ _data }) => _data['caption']))).toEqual([
    ['Five', 'Four'],
    ['Three', 'Two'],
    ['One'],
  ]);
  expect(pages.flat().map(({ id }) => id)).toEqual(ids.toReversed());
  expect((await first.previous()).map(({ _data }) => _data['caption'])).toEqual(['Three', 'Two']);
});

test('publishes a carousel and reads its children', async () => {
  const { user } = await openSdk();
  const items = [];
  for (let count = 0; count < 3; count += 1)
    items.push((await user.createMedia([], { image_url: imageUrl, is_carousel_item: true })).id);
  const container = await user.createMedia([], { media_type: 'CAROUSEL', children: items, caption: 'Three' });

  const media = await user.createMediaPublish([], { creation_id: container.id });

  const read = await new IGMedia(media.id).get(['media_type', 'permalink']);
  expect(read._data['media_type']).toBe('CAROUSEL_ALBUM');
  expect(await new IGMedia(media.id).getChildren(['media_type'])).toHaveLength(3);
});

test('comments, replies, hides and deletes', async () => {
  const opened = await openSdk();
  const media = new IGMedia(await publish(opened, 'One'));

  const comment = await media.createComment([], { message: 'Fired yesterday' });
  const reply = await new IGComment(comment.id).createReply([], { message: 'And glazed' });
  await new IGComment(reply.id).update([], { hide: true });
  const texts = (await media.getComments(['text', 'replies{text}'])).map(({ _data }) => _data);
  await new IGComment(comment.id).delete([]);

  expect(texts).toMatchObject([{ text: 'Fired yesterday', replies: { data: [{ text: 'And glazed' }] } }]);
  expect(await media.getComments(['text'])).toHaveLength(0);
});

test('reads insights of an account and of a media', async () => {
  const opened = await openSdk();
  const media = new IGMedia(await publish(opened, 'One'));

  const [reach] = await opened.user.getInsights([], {
    metric: ['reach'],
    period: 'day',
    metric_type: 'total_value',
  });
  const ofMedia = await media.getInsights([], { metric: ['reach', 'likes'] });

  expect(reach?._data).toMatchObject({
    name: 'reach',
    period: 'day',
    total_value: { value: expect.any(Number) },
  });
  expect(ofMedia.map(({ _data }) => _data['name'])).toEqual(['reach', 'likes']);
});

test('reads the publishing limit', async () => {
  const opened = await openSdk();
  await publish(opened, 'One');

  const [limit] = await opened.user.getContentPublishingLimit(['quota_usage', 'config']);

  expect(limit?._data).toMatchObject({ quota_usage: 1, config: { quota_total: 100 } });
});

test('sends a batch, and tells success from failure', async () => {
  const { api } = await openSdk();
  const heard: unknown[] = [];
  const batch = new FacebookAdsApiBatch(api);
  const good = (answer: { body: unknown }) => heard.push(answer.body);
  const bad = (answer: { error: { message: string } }) => heard.push(answer.error.message);
  batch.add('GET', [accounts.business], { fields: 'username' }, undefined, good, bad);
  batch.add('GET', ['17841400000000404'], { fields: 'username' }, undefined, good, bad);

  await batch.execute();

  expect(heard).toEqual([
    expect.objectContaining({ username: 'linden.ceramics' }),
    expect.stringContaining("Object with ID '17841400000000404' does not exist"),
  ]);
});

test('throws its FacebookRequestError with Meta’s code and words', async () => {
  const { user } = await openSdk();

  const refused = await user
    .createMedia([], { image_url: imageUrl, caption: 'x'.repeat(2201) })
    .catch((error: unknown) => error);

  expect(refused).toMatchObject({
    name: 'FacebookRequestError',
    status: 400,
    method: 'POST',
    response: { code: 36004, error_subcode: 2207010, fbtrace_id: expect.any(String) },
  });
});

test('is told that a token of the other login cannot be parsed', async () => {
  const { user } = await openSdk('instagram');

  await expect(user.get(['username'])).rejects.toMatchObject({
    name: 'FacebookRequestError',
    response: { code: 190 },
  });
});
