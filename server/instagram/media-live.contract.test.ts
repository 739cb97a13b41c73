import { expect, test } from 'vitest';
import { setFacebookStage } from './test-facebook.ts';
import { business, refusalBy, setStage, type Stage } from './test-instagram.ts';

type AToken = Awaited<ReturnType<Stage['mint']>>['token'];

/** A stage whose containers are ready at once. */
async function setQuickStage() {
  const stage = await setStage();
  await stage.setFlags({ containerSeconds: 0 });
  return stage;
}

/** Moving the world's clock waits for videos that are on their way. */
const untilReady = (stage: Stage) => stage.control('POST', '/clock', { advanceSeconds: 400 });

async function publish(
  stage: Stage,
  token: AToken,
  container: Parameters<Stage['instagram']['createContainer']>[2]['container'],
) {
  const make = (each: typeof container) =>
    stage.instagram.createContainer('instagram', token, { instagramUserId: business, container: each });
  const { id: containerId } = await make(container);
  await untilReady(stage);
  const published = { instagramUserId: business, containerId };
  return (await stage.instagram.publishContainer('instagram', token, published)).id;
}

const imageUrl = 'https://post.example.com/media/1.jpg';
const videoUrl = 'https://post.example.com/media/square.mp4';
const page = { instagramUserId: business, limit: 50 };

test('a photo is listed with its words, its picture, its counts and whether comments are on', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const id = await publish(stage, token, { is: 'image', imageUrl, caption: 'Glaze 🏺', altText: 'A bowl' });

  const { media } = await stage.instagram.listLiveMedia('instagram', token, page);

  expect(media.find((each) => each.id === id)).toMatchObject({
    kind: 'image',
    caption: 'Glaze 🏺',
    altText: 'A bowl',
    isCommentEnabled: true,
    likeCount: 0,
    commentsCount: 0,
    children: undefined,
    videoAddress: undefined,
  });
  expect(media.find((each) => each.id === id)?.pictureAddress).toMatch(/^http/);
});

test('a carousel is listed with its children in order', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const child = (is: 'image_child' | 'video_child') =>
    stage.instagram.createContainer('instagram', token, {
      instagramUserId: business,
      container: is === 'image_child' ? { is, imageUrl } : { is, videoUrl },
    });
  const children = [(await child('image_child')).id, (await child('video_child')).id];
  await untilReady(stage);
  const id = await publish(stage, token, { is: 'carousel', children });

  const { media } = await stage.instagram.listLiveMedia('instagram', token, page);
  const carousel = media.find((each) => each.id === id);

  expect(carousel?.kind).toBe('carousel');
  expect(carousel?.children?.map(({ isVideo }) => isVideo)).toEqual([false, true]);
  expect(carousel?.children?.[1]?.videoAddress).toMatch(/^http/);
  expect(carousel?.pictureAddress).toMatch(/^http/);
});

test('a reel has its still and its video', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const id = await publish(stage, token, { is: 'reel', videoUrl });

  const reel = await stage.instagram.readLiveMedia('instagram', token, id);

  expect(reel).toMatchObject({ kind: 'reel', isSharedToFeed: true });
  expect([reel.pictureAddress, reel.videoAddress].every((address) => address?.startsWith('http'))).toBe(true);
});

test('stories are listed apart from what stays', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const id = await publish(stage, token, { is: 'image_story', imageUrl });

  const stories = await stage.instagram.listLiveStories('instagram', token, page);
  const posts = await stage.instagram.listLiveMedia('instagram', token, page);

  expect(stories.media.find((each) => each.id === id)?.kind).toBe('image_story');
  expect(posts.media.map((each) => each.id)).not.toContain(id);
});

test('pages lead from one to the next, and the last leads nowhere', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  for (const caption of ['one', 'two', 'three'])
    await publish(stage, token, { is: 'image', imageUrl, caption });
  const whole = await stage.instagram.listLiveMedia('instagram', token, { ...page, limit: 100 });

  const walked: string[] = [];
  let after: string | undefined;
  do {
    const next = await stage.instagram.listLiveMedia('instagram', token, { ...page, limit: 2, after });
    walked.push(...next.media.map((each) => each.id));
    after = next.next;
  } while (after);

  expect(walked).toEqual(whole.media.map((each) => each.id));
  expect(whole.next).toBeUndefined();
});

test('rows that say nothing of use are left out, and the list stands', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business);
  const good = { id: '17900000000000001', media_type: 'IMAGE', timestamp: '2026-11-20T10:00:00+0000' };
  const rows = [
    good,
    { id: '17900000000000002', media_type: 'BROADCAST', timestamp: good.timestamp },
    { id: '17900000000000003', media_type: 'IMAGE' },
    { media_type: 'IMAGE', timestamp: good.timestamp },
    null,
    'x',
    { ...good, id: '17900000000000004', like_count: -1, comments_count: 'many', children: 7, caption: null },
  ];
  await stage.breakNext('/*/media', { kind: 'body', body: JSON.stringify({ data: rows, later: true }) });

  const { media } = await stage.instagram.listLiveMedia('instagram', token, page);

  expect(media.map(({ id }) => id)).toEqual([good.id, '17900000000000004']);
  expect(media[1]).toMatchObject({
    likeCount: undefined,
    commentsCount: undefined,
    children: undefined,
    caption: '',
  });
});

test('an answer without a list is no empty list', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business);
  await stage.breakNext('/*/media', { kind: 'body', body: '{"paging":{}}' });

  const refusal = await refusalBy(stage.instagram.listLiveMedia('instagram', token, page));

  expect(refusal.code).toBe('network_error');
});

test('when Meta knows a field no more, the list is read with those that it always knew', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const id = await publish(stage, token, { is: 'image', imageUrl, caption: 'Still here' });
  const error = {
    message: '(#100) Tried accessing nonexisting field (alt_text) on node type (ShadowIGMedia)',
    type: 'OAuthException',
    code: 100,
    fbtrace_id: 'A',
  };
  await stage.breakNext('/*/media', { kind: 'body', status: 400, body: JSON.stringify({ error }) });

  const { media } = await stage.instagram.listLiveMedia('instagram', token, page);

  expect(media.find((each) => each.id === id)).toMatchObject({ caption: 'Still here', altText: undefined });
});

test('a media that is gone is missing', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business);

  expect((await refusalBy(stage.instagram.readLiveMedia('instagram', token, '17900000000000009'))).code).toBe(
    'media_missing',
  );
});

test('comments are switched off and on', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const mediaId = await publish(stage, token, { is: 'image', imageUrl });
  const isOn = async () =>
    (await stage.instagram.readLiveMedia('instagram', token, mediaId)).isCommentEnabled;

  await stage.instagram.switchComments('instagram', token, { mediaId, on: false });
  const off = await isOn();
  await stage.instagram.switchComments('instagram', token, { mediaId, on: true });

  expect([off, await isOn()]).toEqual([false, true]);
});

test("Instagram's own login deletes nothing", async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const mediaId = await publish(stage, token, { is: 'image', imageUrl });

  await refusalBy(stage.instagram.deleteMedia('instagram', token, mediaId));

  expect((await stage.instagram.readLiveMedia('instagram', token, mediaId)).id).toBe(mediaId);
});

/** Facebook's door with a photo of the account, and the permission to delete it where it was granted. */
async function atFacebook(canDelete: boolean) {
  const stage = await setFacebookStage(
    canDelete ? { FACEBOOK_OPTIONAL_SCOPES: 'instagram_manage_contents' } : {},
  );
  const { account } = await stage.pageOf(business);
  const { token, instagramUserId } = account;
  const { id: containerId } = await stage.instagram.createContainer('facebook', token, {
    instagramUserId,
    container: { is: 'image', imageUrl, caption: 'Through Facebook' },
  });
  const { id: mediaId } = await stage.instagram.publishContainer('facebook', token, {
    instagramUserId,
    containerId,
  });
  return { ...stage, token, mediaId };
}

test("Facebook's login lists the same with the same fields", async () => {
  const { instagram, token, mediaId } = await atFacebook(false);

  const { media } = await instagram.listLiveMedia('facebook', token, page);

  expect(media.find((each) => each.id === mediaId)).toMatchObject({
    kind: 'image',
    caption: 'Through Facebook',
    isCommentEnabled: true,
    likeCount: 0,
  });
});

test("Facebook's login deletes a post for ever", async () => {
  const { instagram, token, mediaId } = await atFacebook(true);

  await instagram.deleteMedia('facebook', token, mediaId);

  expect((await refusalBy(instagram.readLiveMedia('facebook', token, mediaId))).code).toBe('media_missing');
});

test('deleting without its permission is refused as such', async () => {
  const { instagram, token, mediaId } = await atFacebook(false);

  expect((await refusalBy(instagram.deleteMedia('facebook', token, mediaId))).code).toBe(
    'permission_missing',
  );
});

test('a kind that Meta does not delete is told as that', async () => {
  const { instagram, token, mediaId, breakFacebook } = await atFacebook(true);
  const error = { message: 'Fatal', type: 'OAuthException', code: -1, error_subcode: 2_207_073 };
  await breakFacebook('/*', { method: 'DELETE', kind: 'body', status: 400, body: JSON.stringify({ error }) });

  expect((await refusalBy(instagram.deleteMedia('facebook', token, mediaId))).code).toBe(
    'media_not_deletable',
  );
});

test('a deletion whose answer does not say that it was done is not taken for done', async () => {
  const { instagram, token, mediaId, breakFacebook } = await atFacebook(true);
  await breakFacebook('/*', { method: 'DELETE', kind: 'body', body: '{}' });

  const refusal = await refusalBy(instagram.deleteMedia('facebook', token, mediaId));

  expect(refusal).toMatchObject({ code: 'network_error', details: { reason: 'unconfirmed' } });
});
