import { expect, test } from 'vitest';
import { aMovie } from '../../upload/test-movie.ts';
import { aPhoto, aPicture, aVideoHost, setStage, type Stage } from './media-stage.ts';

const CLIP = 'https://cdn.example.com/clip.mp4';

function aChild(stage: Stage, params: Record<string, string> = {}): Promise<string> {
  return stage.createContainer({ is_carousel_item: '1', ...params });
}

async function aPhotoAt(stage: Stage, width: number, height: number): Promise<string> {
  const address = `https://cdn.example.com/${width}x${height}.jpg`;
  stage.web.set(address, aPicture(await aPhoto(width, height).jpeg().toBuffer()));
  return address;
}

function ask(stage: Stage, children: string) {
  return stage.call('POST', '/me/media', { media_type: 'CAROUSEL', children });
}

test.each([
  ['commas', (ids: string[]) => ids.join(', ')],
  ['JSON', (ids: string[]) => JSON.stringify(ids)],
  ['JSON of numbers', (ids: string[]) => `[${ids.join(',')}]`],
  ['single quotes', (ids: string[]) => `['${ids.join("','")}']`],
])('children are named with %s', async (_how, write) => {
  const stage = await setStage();
  const ids = [await aChild(stage), await aChild(stage)];

  const { status, body } = await ask(stage, write(ids));

  expect(status).toBe(200);
  expect(stage.simulator.world.containers.get(body.id)?.childIds).toEqual(ids);
});

test.each([
  ['no children', 0],
  ['one child', 1],
  ['11 children', 11],
])('%s are refused with 100/2207028', async (_what, count) => {
  const stage = await setStage();
  const child = await aChild(stage);

  const refused = await ask(stage, Array.from({ length: count }, () => child).join(','));

  expect(refused.body.error).toMatchObject({ code: 100, error_subcode: 2207028 });
});

test('ten children are taken', async () => {
  const stage = await setStage();
  const ids = [];
  for (let count = 0; count < 10; count += 1) ids.push(await aChild(stage));

  expect((await ask(stage, ids.join(','))).status).toBe(200);
});

test('an unknown child is refused with 24/2207006 and its id, and a photo of its own with 100', async () => {
  const stage = await setStage();
  const [child, photo] = [await aChild(stage), await stage.createContainer()];

  const unknown = await ask(stage, `${child},17900000000000001`);
  const alone = await ask(stage, `${child},${photo}`);

  expect(unknown.body.error).toMatchObject({
    code: 24,
    error_subcode: 2207006,
    error_user_msg: 'The media with 17900000000000001 cannot be found',
  });
  expect(alone.body.error.message).toContain(`${photo}, which is not a carousel item`);
});

test("another account's child is unknown", async () => {
  const stage = await setStage();
  const [child, other] = [await aChild(stage), await aChild(stage)];
  const { containers } = stage.simulator.world;
  const made = containers.get(other);
  if (made === undefined) throw new Error('no container');
  containers.put({ ...made, accountId: '17841400000000404' });

  expect((await ask(stage, `${child},${other}`)).body.error.error_subcode).toBe(2207006);
});

test('a child cannot be published alone', async () => {
  const stage = await setStage();

  const refused = await stage.call('POST', '/me/media_publish', { creation_id: await aChild(stage) });

  expect(refused.body.error).toMatchObject({ code: 24, error_subcode: 2207006 });
});

test('a carousel waits for a child that is in progress, and 9007 is what comes of not waiting', async () => {
  const stage = await setStage();
  const photo = await aChild(stage);
  stage.setFlags({ containerSeconds: 30 });
  stage.web.set(CLIP, aVideoHost(aMovie({ height: 1080 })));
  const video = await aChild(stage, { media_type: 'VIDEO', video_url: CLIP });
  stage.setFlags({ containerSeconds: 0 });
  const { body } = await ask(stage, `${photo},${video}`);

  const early = await stage.call('POST', '/me/media_publish', { creation_id: body.id });
  stage.advance(30);
  const late = await stage.call('POST', '/me/media_publish', { creation_id: body.id });

  expect(early.body.error.code).toBe(9007);
  expect(late.status).toBe(200);
});

test('a child that fails fails the carousel, and no other carousel takes it', async () => {
  const stage = await setStage();
  const photo = await aChild(stage);
  stage.web.set(CLIP, aVideoHost(aMovie({ seconds: 61, height: 1080 })));
  stage.setFlags({ containerSeconds: 5 });
  const video = await aChild(stage, { media_type: 'VIDEO', video_url: CLIP });
  const { body } = await ask(stage, `${photo},${video}`);
  stage.advance(5);

  const again = await ask(stage, `${photo},${video}`);

  expect(await stage.readContainer(body.id)).toMatchObject({
    status_code: 'ERROR',
    status: 'Error: Media upload has failed with error code 2207085',
  });
  expect(again.body.error).toMatchObject({ code: 24, error_subcode: 2207006 });
});

test('photos are cut to the ratio of the first child', async () => {
  const stage = await setStage();
  const tall = await aChild(stage, { image_url: await aPhotoAt(stage, 400, 500) });
  const wide = await aChild(stage, { image_url: await aPhotoAt(stage, 600, 400) });
  const { body } = await ask(stage, `${tall},${wide}`);
  const published = await stage.call('POST', '/me/media_publish', { creation_id: body.id });

  const { world } = stage.simulator;
  const children = world.media.by('parentId', published.body.id);
  const sizes = children.map(({ pictureId }) => world.pictures.get(pictureId));

  expect(sizes).toMatchObject([
    { width: 400, height: 500 },
    { width: 320, height: 400 },
  ]);
  expect(world.media.get(published.body.id)?.pictureId).toBe(children[0]?.pictureId);
});

test.each([
  ['published', 'PUBLISHED'],
  ['finished', 'FINISHED'],
] as const)('by flag the children of a published carousel are %s', async (childrenOfPublished, code) => {
  const stage = await setStage();
  stage.setFlags({ childrenOfPublished });
  const ids = [await aChild(stage), await aChild(stage)];
  const { body } = await ask(stage, ids.join(','));
  await stage.call('POST', '/me/media_publish', { creation_id: body.id });

  expect((await stage.readContainer(ids[0] ?? '')).status_code).toBe(code);
});

test('a carousel expires with its first child', async () => {
  const stage = await setStage();
  const early = await aChild(stage);
  stage.advance(60 * 60);
  const { body } = await ask(stage, `${early},${await aChild(stage)}`);

  stage.advance(23 * 60 * 60);

  expect((await stage.readContainer(body.id)).status_code).toBe('EXPIRED');
});

test('a carousel counts once against the publishing limit', async () => {
  const stage = await setStage();
  const { body } = await ask(stage, [await aChild(stage), await aChild(stage)].join(','));
  await stage.call('POST', '/me/media_publish', { creation_id: body.id });

  expect((await stage.call('GET', '/me/content_publishing_limit')).body).toEqual({
    data: [{ quota_usage: 1 }],
  });
});
