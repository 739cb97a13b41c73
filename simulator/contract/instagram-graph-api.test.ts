import {
  Client,
  CommentField,
  ContainerField,
  DayMetric,
  HashtagMediaField,
  PageField,
  PageOption,
  PublicMediaField,
  SimplePostMetric,
} from 'instagram-graph-api';
import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { imageUrl, reachSimulator } from './reach-simulator.ts';

/*
 * instagram-graph-api, unchanged, against the simulator. It puts everything in the query, POSTs without a body, asks for no
 * version and never looks at the status.
 */

async function openClient(): Promise<Client> {
  const { tokens } = await reachSimulator();
  return new Client(tokens.user, accounts.business);
}

async function publish(client: Client, caption: string): Promise<string> {
  const container = await client.newPostPagePhotoMediaRequest(imageUrl, caption).execute();
  return (await client.newPostPublishMediaRequest(container.getId()).execute()).getId();
}

test('reads an account', async () => {
  const client = await openClient();

  const info = await client
    .newGetPageInfoRequest(PageField.USERNAME, PageField.FOLLOWERS_COUNT, PageField.IG_ID)
    .execute();

  expect([info.getId(), info.getUsername()]).toEqual([accounts.business, 'linden.ceramics']);
  expect(info.getFollowers()).toBeGreaterThan(0);
});

test('finds the Pages of a person and the account linked to one', async () => {
  const { tokens } = await reachSimulator();

  const info = await new Client(tokens.page, accounts.business)
    .newGetPageInfoRequest(PageField.NAME)
    .execute();

  expect(info.getName()).toBe('Linden Ceramics');
});

test('publishes photos, and pages through them by cursors to the end', async () => {
  const client = await openClient();
  for (const caption of ['One', 'Two', 'Three']) await publish(client, caption);

  const captions: (string | undefined)[][] = [];
  let after: string | undefined;
  for (;;) {
    const request = client.newGetPageMediaRequest(PublicMediaField.CAPTION).withLimit(2);
    if (after !== undefined) request.withPaging({ option: PageOption.AFTER, value: after });
    const page = await request.execute();
    captions.push(page.getCaptions());
    after = page.getPaging().getAfter();
    if (page.getPaging().getNext() === undefined) break;
  }

  expect(captions).toEqual([['Three', 'Two'], ['One']]);
});

test('reads the state of a container', async () => {
  const client = await openClient();
  const made = await client.newPostPagePhotoMediaRequest(imageUrl, 'One').execute();

  const container = await client.newGetContainerRequest(made.getId(), ContainerField.STATUS_CODE).execute();

  expect(container.getContainerStatusCode()).toBe('FINISHED');
});

test('publishes a story', async () => {
  const client = await openClient();
  const made = await client.newPostPageStoriesPhotoMediaRequest(imageUrl).execute();
  const story = await client.newPostPublishMediaRequest(made.getId()).execute();

  expect((await client.newGetPageStoriesRequest().execute()).getIds()).toEqual([story.getId()]);
});

test('comments, replies, hides and deletes', async () => {
  const client = await openClient();
  const media = await publish(client, 'One');

  const comment = (await client.newPostMediaCommentRequest(media, 'Fired yesterday').execute()).getId();
  const reply = (await client.newPostReplyRequest(comment, 'And glazed').execute()).getId();
  const texts = (await client.newGetMediaCommentsRequest(media, CommentField.TEXT).execute()).getTexts();
  const hidden = await client.newPostHideCommentRequest(reply, true).execute();
  const deleted = await client.newDeleteCommentRequest(comment).execute();

  expect(texts).toEqual(['Fired yesterday']);
  expect([hidden.wasSuccessful(), deleted.wasSuccessful()]).toEqual([true, true]);
  expect((await client.newGetMediaCommentsRequest(media).execute()).getIds()).toEqual([]);
});

test('reads insights of an account by day, and of a post', async () => {
  const client = await openClient();
  const media = await publish(client, 'One');

  const days = await client.newGetPageDayInsightsRequest(DayMetric.REACH).execute();
  const post = await client.newGetSimplePostMediaInsightsRequest(media, SimplePostMetric.REACH).execute();

  expect(days.getMetricByName('reach')?.getMetricValues()).toHaveLength(1);
  expect(
    post
      .getMetricByName('reach')
      ?.getMetricValues()
      .map(({ value }) => value),
  ).toEqual([0]);
});

test('finds a hashtag and what was posted under it', async () => {
  const client = await openClient();
  await publish(client, 'A bowl #clay');

  const hashtag = (await client.newGetHashtagIdRequest('clay').execute()).getId();
  const recent = await client
    .newGetHashtagRecentMediaRequest(hashtag, accounts.business, HashtagMediaField.CAPTION)
    .execute();

  expect(recent.getCaptions()).toEqual(['A bowl #clay']);
});

test('reads the publishing limit', async () => {
  const client = await openClient();
  await publish(client, 'One');

  expect((await client.newGetContentPublishingLimitRequest().execute()).getQuotaUsage()).toBe(1);
});
