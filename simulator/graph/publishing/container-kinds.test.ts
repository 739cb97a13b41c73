import { expect, test } from 'vitest';
import { aMovie } from '../../upload/test-movie.ts';
import { aPhoto, aPicture, aVideoHost, setStage, type Stage } from './media-stage.ts';

const CLIP = 'https://cdn.example.com/clip.mp4';
const FIELDS =
  'media_type,media_product_type,media_url,thumbnail_url,permalink,media_audio_type,is_shared_to_feed';

async function aStage(): Promise<Stage> {
  const stage = await setStage();
  stage.web.set(CLIP, aVideoHost(aMovie()));
  return stage;
}

async function publish(stage: Stage, id: string): Promise<string> {
  const { status, body } = await stage.call('POST', '/me/media_publish', { creation_id: id });
  expect(status, JSON.stringify(body)).toBe(200);
  return body.id;
}

async function publishAndRead(stage: Stage, params: Record<string, string>, fields = FIELDS) {
  const id = await publish(stage, await stage.createContainer(params));
  return (await stage.call('GET', `/${id}`, { fields })).body;
}

test('a reel is a video of the product REELS, with its file, its cover and its sound', async () => {
  const stage = await aStage();

  const reel = await publishAndRead(stage, { media_type: 'REELS', video_url: CLIP });

  expect(reel).toEqual({
    media_type: 'VIDEO',
    media_product_type: 'REELS',
    media_url: expect.stringMatching(/\/scontent\.cdninstagram\.com\/v\/\d+\.mp4$/),
    thumbnail_url: expect.stringMatching(/\/scontent\.cdninstagram\.com\/v\/\d+\.jpg$/),
    permalink: expect.stringMatching(/\/www\.instagram\.com\/reel\/[\w-]{11}\/$/),
    media_audio_type: 'ORIGINAL_SOUND',
    is_shared_to_feed: true,
    id: expect.any(String),
  });
});

test('the file of a published reel is the file that was fetched', async () => {
  const stage = await aStage();
  const { media_url: address } = await publishAndRead(stage, { media_type: 'REELS', video_url: CLIP });

  const response = await stage.simulator.fetch(address);

  expect(response.headers.get('content-type')).toBe('video/mp4');
  expect(Buffer.from(await response.arrayBuffer()).equals(aMovie())).toBe(true);
});

test('a video story is live for 24 hours in stories and never in media', async () => {
  const stage = await aStage();
  const story = await publishAndRead(stage, { media_type: 'STORIES', video_url: CLIP });

  const list = await stage.call('GET', '/me/media');
  const live = await stage.call('GET', '/me/stories');
  stage.advance(24 * 60 * 60);
  const dayAfter = await stage.call('GET', '/me/stories');

  expect(story).toMatchObject({ media_type: 'VIDEO', media_product_type: 'STORY' });
  expect(list.body.data).toEqual([]);
  expect(live.body.data).toEqual([{ id: story.id }]);
  expect(dayAfter.body.data).toEqual([]);
});

test('an image story may have any ratio', async () => {
  const stage = await aStage();
  const address = 'https://cdn.example.com/tall.jpg';
  stage.web.set(address, aPicture(await aPhoto(360, 640).jpeg().toBuffer()));

  const story = await publishAndRead(stage, { media_type: 'STORIES', image_url: address });

  expect(story).toMatchObject({ media_type: 'IMAGE', media_product_type: 'STORY' });
});

test('a carousel of a photo and a video has both as children, in order and with ids of their own', async () => {
  const stage = await aStage();
  stage.web.set(CLIP, aVideoHost(aMovie({ width: 1080, height: 1080 })));
  const photo = await stage.createContainer({ is_carousel_item: 'true', alt_text: 'A vase' });
  const video = await stage.createContainer({
    media_type: 'VIDEO',
    video_url: CLIP,
    is_carousel_item: 'True',
  });
  const carousel = await stage.createContainer({
    media_type: 'CAROUSEL',
    children: `${photo},${video}`,
    caption: 'Both',
  });

  const id = await publish(stage, carousel);
  const fields = 'media_type,media_product_type,caption,children{media_type,media_url,alt_text}';
  const { body } = await stage.call('GET', `/${id}`, { fields });

  expect(body).toEqual({
    media_type: 'CAROUSEL_ALBUM',
    media_product_type: 'FEED',
    caption: 'Both',
    children: {
      data: [
        {
          media_type: 'IMAGE',
          media_url: expect.stringContaining('.jpg'),
          alt_text: 'A vase',
          id: expect.any(String),
        },
        { media_type: 'VIDEO', media_url: expect.stringContaining('.mp4'), id: expect.any(String) },
      ],
    },
    id,
  });
  const ids = body.children.data.map((child: { id: string }) => child.id);
  expect(new Set([...ids, photo, video, carousel, id]).size).toBe(6);
  expect((await stage.call('GET', '/me/media')).body.data).toEqual([{ id }]);
});

test('a video is IN_PROGRESS by the size of its file, with its phases, and then FINISHED', async () => {
  const stage = await aStage();
  stage.setFlags({ containerSeconds: undefined });
  stage.web.set(CLIP, aVideoHost(aMovie({ dataBytes: 4_000_000 })));
  const fields = 'status_code,video_status,copyright_check_status';

  const id = await stage.createContainer({ media_type: 'REELS', video_url: CLIP });
  const before = await stage.readContainer(id, fields);
  stage.advance(9);
  const soon = await stage.readContainer(id);
  stage.advance(6);
  const after = await stage.readContainer(id, fields);

  const phases = (processing: string) => ({
    uploading_phase: { status: 'complete', bytes_transferred: expect.any(Number) },
    processing_phase: { status: processing },
  });
  expect(before).toMatchObject({ status_code: 'IN_PROGRESS', video_status: phases('in_progress') });
  expect(soon.status_code).toBe('IN_PROGRESS');
  expect(after).toMatchObject({
    status_code: 'FINISHED',
    video_status: phases('complete'),
    copyright_check_status: { status: 'completed', matches_found: false },
  });
});

test('a video that is still on its way when its container is read is IN_PROGRESS', async () => {
  const stage = await aStage();
  let serve = (_response: Response) => {};
  stage.web.set(CLIP, () => new Promise((resolve) => void (serve = resolve)));

  const { body } = await stage.call('POST', '/me/media', { media_type: 'REELS', video_url: CLIP });
  const before = await stage.readContainer(body.id, 'status_code,video_status');
  serve(new Response('no', { status: 404 }));
  await stage.simulator.settled();
  const after = await stage.readContainer(body.id);

  expect(before).toMatchObject({
    status_code: 'IN_PROGRESS',
    video_status: { uploading_phase: { status: 'in_progress' }, processing_phase: { status: 'not_started' } },
  });
  expect(after).toMatchObject({
    status_code: 'ERROR',
    status: 'Error: Media upload has failed with error code 2207052',
  });
});

test.each([
  ['2207026', { codec: 'vp09' }],
  ['2207076', { isMoovLast: true }],
  ['2207085', { seconds: 2 }],
])('a video that fails with %s says so in its status and cannot be published', async (code, parts) => {
  const stage = await aStage();
  stage.web.set(CLIP, aVideoHost(aMovie(parts)));
  const id = await stage.createContainer({ media_type: 'REELS', video_url: CLIP });

  const read = await stage.readContainer(id, 'status_code,status,video_status');
  const published = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(read).toMatchObject({
    status_code: 'ERROR',
    status: `Error: Media upload has failed with error code ${code}`,
    video_status: { processing_phase: { status: 'error' } },
  });
  expect(published.body.error).toMatchObject({ code: 9007, error_subcode: 2207027 });
});

test('of a video that failed nothing is kept', async () => {
  const stage = await aStage();
  stage.web.set(CLIP, aVideoHost(aMovie({ seconds: 2 })));

  const id = await stage.createContainer({ media_type: 'REELS', video_url: CLIP });

  const { world } = stage.simulator;
  expect(world.videos.size).toBe(0);
  expect(world.readFile(`${world.containers.get(id)?.videoId}/0`)).toBeUndefined();
});

test('cover_url is the cover, and one that cannot be had fails the reel', async () => {
  const stage = await aStage();
  const cover = 'https://cdn.example.com/cover.jpg';
  stage.web.set(cover, aPicture(await aPhoto(90, 160).jpeg().toBuffer()));
  const reel = { media_type: 'REELS', video_url: CLIP };

  const good = await stage.createContainer({ ...reel, cover_url: cover });
  const bad = await stage.createContainer({ ...reel, cover_url: 'https://cdn.example.com/none.jpg' });

  const { world } = stage.simulator;
  expect(world.pictures.get(world.containers.get(good)?.pictureId ?? '')).toMatchObject({ width: 90 });
  expect((await stage.readContainer(bad)).status).toContain('2207052');
});

test('licensed music takes the address of the file away', async () => {
  const stage = await aStage();
  const params = {
    media_type: 'REELS',
    video_url: CLIP,
    audio_configuration: '{"audio_id":"123","video_volume":20}',
  };
  const { body } = await stage.onFacebook('POST', `/${stage.account.id}/media`, params);
  await stage.simulator.settled();
  const id = await publish(stage, body.id);

  const read = (await stage.call('GET', `/${id}`, { fields: 'media_url,media_audio_type' })).body;

  expect(read).toEqual({ media_audio_type: 'MUSIC', id });
});

test('what is published stands in lists after the lag the flag says, and by its id at once', async () => {
  const stage = await aStage();
  stage.setFlags({ publishLagSeconds: 5 });
  const id = await stage.publish('late');

  const story = await publishAndRead(stage, { media_type: 'STORIES', video_url: CLIP }, 'id');
  const lists = async () => [
    (await stage.call('GET', '/me/media')).body.data,
    (await stage.call('GET', '/me/stories')).body.data,
  ];

  const byId = await stage.call('GET', `/${id}`);
  const before = await lists();
  stage.advance(5);
  const after = await lists();

  expect(byId.status).toBe(200);
  expect(before).toEqual([[], []]);
  expect(after).toEqual([[{ id }], [{ id: story.id }]]);
});

test('a collaborator is invited when the post is published', async () => {
  const stage = await aStage();
  const container = await stage.createContainer({ collaborators: '["harbour.bakery"]' });
  const before = stage.simulator.world.collaborations.size;

  const mediaId = await publish(stage, container);

  expect(before).toBe(0);
  expect(stage.simulator.world.collaborations.list()).toMatchObject([
    { mediaId, username: 'harbour.bakery', status: 'Pending' },
  ]);
});
