import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { aVideoHost, setStage } from '../graph/publishing/media-stage.ts';
import { createSimulator } from '../index.ts';
import { videoProcessingMs } from './process-video.ts';
import { aMovie } from './test-movie.ts';

const CLIP = 'https://cdn.example.com/clip.mp4';
const REEL = { media_type: 'REELS', video_url: CLIP };

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'simulated-videos-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test.each([
  [0, 0.5, 10_000],
  [20_000_000, 0.5, 20_000],
  [20_000_000, 0, 16_000],
  [1_000_000_000, 0.9, 300_000],
])('a video of %i bytes is worked on, for the draw %d, for %i ms', (bytes, draw, ms) => {
  expect(videoProcessingMs(bytes, draw)).toBe(ms);
});

test('a video that was on its way when the simulator ended is fetched by the next one', async () => {
  const dataDir = aFolder();
  const stage = await setStage(undefined, dataDir);
  stage.web.set(CLIP, () => new Promise(() => {}));
  const { body } = await stage.call('POST', '/me/media', REEL);
  await stage.simulator.close();

  const next = createSimulator({
    dataDir,
    now: () => stage.simulator.world.now() + 1,
    fetch: async (input, init) => aVideoHost(aMovie())(new Request(input, init)),
  });
  onTestFinished(() => next.close());
  await next.settled();

  const container = next.world.containers.get(body.id);
  expect(container).toMatchObject({ statusCode: 'IN_PROGRESS', processingMs: 0 });
  expect(next.world.videos.get(container?.videoId ?? '')).toMatchObject({ durationSeconds: 10 });
});

test('closing ends a download that never would', async () => {
  const stage = await setStage();
  stage.web.set(CLIP, () => new Promise(() => {}));
  const { body } = await stage.call('POST', '/me/media', REEL);

  await stage.simulator.close();

  expect(stage.simulator.world.containers.get(body.id)?.processingMs).toBeUndefined();
});

test('a reset while a video is on its way leaves nothing of it', async () => {
  const stage = await setStage();
  const bytes = Promise.withResolvers<Response>();
  stage.web.set(CLIP, () => bytes.promise);
  const { body } = await stage.call('POST', '/me/media', REEL);
  const videoId = stage.simulator.world.containers.get(body.id)?.videoId;
  await stage.simulator.fetch('http://simulator.test/_simulator/reset', { method: 'POST' });

  bytes.resolve(aVideoHost(aMovie())(new Request(CLIP, { headers: { range: 'bytes=0-9999999' } })));
  await stage.simulator.settled();

  const { world } = stage.simulator;
  expect([world.containers.size, world.videos.size, world.readFile(`${videoId}/0`)]).toEqual([
    0,
    0,
    undefined,
  ]);
});

test('the order in which downloads end does not change an id', async () => {
  const run = async (order: readonly number[]) => {
    const stage = await setStage();
    const waits = [0, 1].map(() => Promise.withResolvers<void>());
    const ids = [];
    for (const [at, wait] of waits.entries()) {
      const address = `https://cdn.example.com/${at}.mp4`;
      stage.web.set(address, async (request) => {
        await wait.promise;
        return aVideoHost(aMovie())(request);
      });
      ids.push((await stage.call('POST', '/me/media', { ...REEL, video_url: address })).body.id);
    }
    for (const at of order) waits[at]?.resolve();
    await stage.simulator.settled();
    const published = [];
    for (const id of ids) {
      published.push((await stage.call('POST', '/me/media_publish', { creation_id: id })).body.id);
    }
    return { ids, published, media: stage.simulator.world.media.list() };
  };

  expect(await run([1, 0])).toEqual(await run([0, 1]));
});

test('files of containers that expired unpublished are forgotten with the next container', async () => {
  const stage = await setStage();
  stage.web.set(CLIP, aVideoHost(aMovie()));
  const reel = await stage.createContainer(REEL);
  const photo = await stage.createContainer();
  const kept = await stage.publish('kept');
  const { world } = stage.simulator;
  const { videoId = '', pictureId = '' } = world.containers.get(reel) ?? {};
  const photoPicture = world.containers.get(photo)?.pictureId ?? '';
  stage.advance(24 * 60 * 60);

  await stage.createContainer();

  expect([pictureId, photoPicture].map((id) => world.readPictureBytes(id))).toEqual([undefined, undefined]);
  expect([world.videos.size, world.readFile(`${videoId}/0`)]).toEqual([0, undefined]);
  expect(world.readPictureBytes(world.media.get(kept)?.pictureId ?? '')).toBeDefined();
  expect((await stage.readContainer(photo)).status_code).toBe('EXPIRED');
  stage.advance(7 * 24 * 60 * 60);
  await stage.createContainer();
  expect(world.containers.get(photo)).toBeUndefined();
});

test('files of a media that was deleted are forgotten a day after its container was made', async () => {
  const stage = await setStage();
  stage.web.set(CLIP, aVideoHost(aMovie()));
  const container = await stage.createContainer(REEL);
  const { body } = await stage.call('POST', '/me/media_publish', { creation_id: container });
  const { world } = stage.simulator;
  world.media.remove(body.id);
  stage.advance(24 * 60 * 60);

  await stage.createContainer();

  expect(world.videos.size).toBe(0);
  expect((await stage.readContainer(container)).status_code).toBe('PUBLISHED');
});
