import { expect, test } from 'vitest';
import { aVideoHost, setStage, type Stage } from '../graph/publishing/media-stage.ts';
import { aMovie } from '../upload/test-movie.ts';

const CLIP = 'https://cdn.example.com/clips/one.mp4';

async function script(stage: Stage, path: string, body: Record<string, unknown>): Promise<void> {
  const response = await stage.simulator.fetch(`http://simulator.test/_simulator${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.text()).toBe(200);
}

test('publishedThoughBlocked: the answer is 4/2207051, and the post is live', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  await script(stage, '/troubles', { name: 'publishedThoughBlocked' });

  const refused = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(refused).toMatchObject({ status: 400, body: { error: { code: 4, error_subcode: 2207051 } } });
  expect((await stage.readContainer(id)).status_code).toBe('PUBLISHED');
  expect((await stage.call('GET', '/me/media')).body.data).toHaveLength(1);
});

test('objectsMissing: nodes read as 100/33 while posts go through', async () => {
  const stage = await setStage();
  await script(stage, '/troubles', { name: 'objectsMissing', times: 2 });
  const id = await stage.createContainer();

  const reads = [await stage.readContainer(id), await stage.readContainer(id), await stage.readContainer(id)];
  const published = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(reads.slice(0, 2)).toMatchObject([
    { error: { code: 100, error_subcode: 33 } },
    { error: { code: 100 } },
  ]);
  expect(reads[2]).toMatchObject({ status_code: 'FINISHED' });
  expect(published.status).toBe(200);
});

test('downloadsFail: some children of a carousel are refused with 9004, the same ones each time', async () => {
  const run = async () => {
    const stage = await setStage();
    await script(stage, '/troubles', { name: 'downloadsFail', host: 'cdn.example.com' });
    const answers = [];
    for (let child = 0; child < 20; child += 1) {
      const { body } = await stage.call('POST', '/me/media', {
        image_url: 'https://cdn.example.com/photo.jpg',
        is_carousel_item: 'true',
      });
      answers.push(body.error?.error_subcode ?? 'made');
    }
    return answers;
  };

  const [first, second] = [await run(), await run()];

  expect(new Set(first)).toEqual(new Set(['made', 2207052]));
  expect(second).toEqual(first);
});

test('noRange: a video from that host ends in 2207077', async () => {
  const stage = await setStage();
  stage.web.set(CLIP, (request) =>
    request.headers.has('range') ? aVideoHost(aMovie())(request) : new Response(aMovie()),
  );
  await script(stage, '/troubles', { name: 'noRange', times: 1 });
  const reel = { media_type: 'REELS', video_url: CLIP };

  const [failed, good] = [await stage.createContainer(reel), await stage.createContainer(reel)];

  expect((await stage.readContainer(failed)).status).toContain('2207077');
  expect((await stage.readContainer(good)).status_code).toBe('FINISHED');
});

test.each([
  ['reset', 2207052],
  ['html', 2207076],
])("a fault %s of a media's host is met by who fetches from it", async (kind, code) => {
  const stage = await setStage();
  stage.web.set(CLIP, aVideoHost(aMovie()));
  await script(stage, '/faults', { kind, host: 'cdn.example.com', path: '/clips/*' });

  const id = await stage.createContainer({ media_type: 'REELS', video_url: CLIP });

  expect((await stage.readContainer(id)).status).toContain(String(code));
});

test('a share of 0 meets nothing and is not used up', async () => {
  const stage = await setStage();
  await script(stage, '/faults', { kind: 'reset', share: 0, host: 'graph.instagram.com', path: '/me' });

  expect((await stage.call('GET', '/me')).status).toBe(200);
  const list = await (await stage.simulator.fetch('http://simulator.test/_simulator/faults')).json();
  expect(list).toMatchObject({ faults: [{ left: 1 }] });
});
