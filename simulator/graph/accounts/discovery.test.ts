import { expect, test } from 'vitest';
import { others, setManagingStage } from '../managing-stage.ts';

const discover = (username: string, fields: string) => ({
  fields: `business_discovery.username(${username}){${fields}}`,
});

test('another professional account is found by its name, with its media, and the caller comes along', async () => {
  const { onFacebook, aMedia, accountId } = setManagingStage();
  const media = aMedia({ accountId: others.bakery, caption: 'Rye with @linden.ceramics' });

  const fields = 'username,followers_count,media_count,media.limit(1){caption,like_count,comments_count}';
  const { body } = await onFacebook('GET', `/${accountId}`, discover('Harbour.Bakery', fields));

  expect(body).toEqual({
    business_discovery: {
      username: 'harbour.bakery',
      followers_count: 3127,
      media_count: 1,
      media: {
        data: [{ caption: 'Rye with linden.ceramics', like_count: 0, comments_count: 0, id: media.id }],
        paging: { cursors: { after: expect.stringMatching(/^QVFI/) } },
      },
      id: others.bakery,
    },
    id: accountId,
  });
});

test('the media of a discovered account is paged with after alone', async () => {
  const { onFacebook, aMedia, accountId } = setManagingStage();
  const first = aMedia({ accountId: others.bakery });
  aMedia({ accountId: others.bakery });
  const read = async (media: string) =>
    (await onFacebook('GET', `/${accountId}`, discover('harbour.bakery', media))).body.business_discovery
      .media;

  const page = await read('media.limit(1)');
  const rest = await read(`media.limit(1).after(${page.paging.cursors.after})`);

  expect(rest.data).toEqual([{ id: first.id }]);
});

test.each(['nobody.at.all', 'home.and.dog'])('%s cannot be discovered', async (username) => {
  const { onFacebook, accountId } = setManagingStage();

  const { body } = await onFacebook('GET', `/${accountId}`, discover(username, 'id'));

  expect(body.error).toMatchObject({
    code: 110,
    error_subcode: 2207013,
    error_user_msg: `The user with username: ${username} cannot be found.`,
  });
});

test('fields that are not public are left out, unknown ones refused', async () => {
  const { onFacebook, aMedia, accountId } = setManagingStage();
  aMedia({ accountId: others.bakery });
  const read = (fields: string) =>
    onFacebook('GET', `/${accountId}`, discover('harbour.bakery', `media{${fields}}`));

  const known = await read('owner,is_comment_enabled');
  const unknown = await read('comments');

  expect(Object.keys(known.body.business_discovery.media.data[0])).toEqual(['id']);
  expect(unknown.body.error.message).toContain('nonexisting field (comments)');
});

test('what was discovered does not exist by its id, and graph.instagram.com discovers nobody', async () => {
  const { onFacebook, onInstagram, aMedia, accountId } = setManagingStage();
  const media = aMedia({ accountId: others.bakery });

  const direct = await onFacebook('GET', `/${media.id}`);
  const other = await onInstagram('GET', `/${accountId}`, discover('harbour.bakery', 'id'));

  expect(direct.body.error).toMatchObject({ code: 100, error_subcode: 33 });
  expect(other.body.error.message).toContain('nonexisting field (business_discovery)');
});
