import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createSimulator } from '../../index.ts';
import { connect, setStage } from './media-stage.ts';

test('a container is IN_PROGRESS, then FINISHED, then PUBLISHED, each with its sentence', async () => {
  const stage = await setStage();
  stage.setFlags({ containerSeconds: 3 });
  const id = await stage.createContainer();
  const read = async () => (await stage.call('GET', `/${id}`, { fields: 'status_code,status' })).body;

  const atOnce = await read();
  stage.advance(3);
  const afterwards = await read();
  await stage.call('POST', '/me/media_publish', { creation_id: id });
  const published = await read();

  expect([atOnce, afterwards, published]).toEqual([
    { status_code: 'IN_PROGRESS', status: 'In Progress: Media is still being processed.', id },
    {
      status_code: 'FINISHED',
      status: 'Finished: Media has been uploaded and it is ready to be published.',
      id,
    },
    { status_code: 'PUBLISHED', status: 'Published: Media has been successfully published.', id },
  ]);
});

test('a container read without fields answers its id alone', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();

  expect((await stage.call('GET', `/${id}`)).body).toEqual({ id });
});

test("another account's container does not exist: 100/33 to read, 24/2207008 to publish", async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  const made = stage.simulator.world.containers.get(id);
  if (made === undefined) throw new Error('no container');
  stage.simulator.world.containers.put({ ...made, accountId: '17841400000000404' });

  const read = await stage.call('GET', `/${id}`, { fields: 'status_code' });
  const published = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(read.body.error).toMatchObject({ code: 100, error_subcode: 33 });
  expect(published.body.error).toMatchObject({ code: 24, error_subcode: 2207008 });
});

test('publishing answers a media id that is not the container id', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();

  const published = await stage.call('POST', `/${stage.account.id}/media_publish`, { creation_id: id });

  expect(published).toEqual({ status: 200, body: { id: expect.stringMatching(/^1\d{16}$/) } });
  expect(published.body.id).not.toBe(id);
});

test('publishing without creation_id is refused', async () => {
  const stage = await setStage();

  const refused = await stage.call('POST', '/me/media_publish');

  expect(refused.body.error).toMatchObject({ code: 100, message: 'The parameter creation_id is required.' });
});

test('a container in progress is refused with 9007/2207027', async () => {
  const stage = await setStage();
  stage.setFlags({ containerSeconds: 3 });
  const id = await stage.createContainer();

  const refused = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(refused.body.error).toMatchObject({
    code: 9007,
    error_subcode: 2207027,
    message: 'Media ID is not available',
    error_user_title: 'Cannot publish',
    error_user_msg: 'The media is not ready to be published. Please wait a moment.',
  });
});

test('an unknown container is refused with 24/2207008 and its id', async () => {
  const stage = await setStage();

  const refused = await stage.call('POST', '/me/media_publish', { creation_id: '17900000000000001' });

  expect(refused.body.error).toMatchObject({
    code: 24,
    error_subcode: 2207008,
    error_user_msg:
      'The media builder with creation id = 17900000000000001 does not exist or has been expired.',
  });
});

test('a container is EXPIRED after 24 hours and refused with 24/2207008', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  stage.advance(24 * 60 * 60);

  const read = await stage.call('GET', `/${id}`, { fields: 'status_code' });
  const refused = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(read.body.status_code).toBe('EXPIRED');
  expect(refused.body.error).toMatchObject({ code: 24, error_subcode: 2207008 });
});

test('a second publish of one container is refused with 24/2207006 and makes no second post', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  await stage.call('POST', '/me/media_publish', { creation_id: id });

  const second = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(second.body.error).toMatchObject({ code: 24, error_subcode: 2207006 });
  expect(stage.simulator.world.media.size).toBe(1);
});

test('of two publishes of one container at once the second is refused', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();

  const both = await Promise.all([
    stage.call('POST', '/me/media_publish', { creation_id: id }),
    stage.call('POST', '/me/media_publish', { creation_id: id }),
  ]);

  expect(both.map((answer) => answer.status)).toEqual([200, 400]);
});

test('by flag a second publish answers the same id', async () => {
  const stage = await setStage();
  stage.setFlags({ secondPublish: 'same' });
  const id = await stage.createContainer();

  const first = await stage.call('POST', '/me/media_publish', { creation_id: id });
  const second = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(second).toEqual(first);
  expect(stage.simulator.world.media.size).toBe(1);
});

test('by flag a second publish makes a second post', async () => {
  const stage = await setStage();
  stage.setFlags({ secondPublish: 'again' });
  const id = await stage.createContainer();

  const first = await stage.call('POST', '/me/media_publish', { creation_id: id });
  const second = await stage.call('POST', '/me/media_publish', { creation_id: id });

  expect(second.body.id).not.toBe(first.body.id);
  expect(stage.simulator.world.media.size).toBe(2);
});

test('a used-up publishing limit is refused with 9/2207042 until 24 hours have passed', async () => {
  const stage = await setStage();
  stage.setFlags({ publishingLimit: 1 });
  await stage.publish('first');
  const id = await stage.createContainer();

  const refused = await stage.call('POST', '/me/media_publish', { creation_id: id });
  stage.advance(24 * 60 * 60 - 1);
  const stillRefused = await stage.call('GET', '/me/content_publishing_limit');
  stage.advance(1);
  const nextDay = await stage.publish('second');

  expect(refused.body.error).toMatchObject({ code: 9, error_subcode: 2207042 });
  expect(stillRefused.body.data[0].quota_usage).toBe(1);
  expect(nextDay).toMatch(/^\d+$/);
});

test('the publishing limit tells usage alone, and with fields the limit too', async () => {
  const stage = await setStage();
  await stage.publish('one');

  const usage = await stage.call('GET', '/me/content_publishing_limit');
  const all = await stage.call('GET', '/me/content_publishing_limit', { fields: 'config,quota_usage' });

  expect(usage.body).toEqual({ data: [{ quota_usage: 1 }] });
  expect(all.body).toEqual({
    data: [{ config: { quota_total: 100, quota_duration: 86400 }, quota_usage: 1 }],
  });
});

test('the usage since an instant counts only what came after it', async () => {
  const stage = await setStage();
  await stage.publish('one');
  stage.advance(60);
  const since = String(stage.simulator.world.now() / 1000 - 30);

  const usage = await stage.call('GET', '/me/content_publishing_limit', { since });
  const tooOld = await stage.call('GET', '/me/content_publishing_limit', { since: '1' });

  expect(usage.body.data[0].quota_usage).toBe(0);
  expect(tooOld.body.error.code).toBe(100);
});

test('another account does not use up this one', async () => {
  const stage = await setStage();
  const bakery = stage.simulator.world.accounts.get('17841400000000404');
  if (bakery === undefined) throw new Error('no bakery');
  const token = connect(stage.simulator, bakery, [
    'instagram_business_basic',
    'instagram_business_content_publish',
  ]);
  await stage.publish('one');

  const response = await stage.simulator.fetch(
    new Request('http://simulator.test/graph.instagram.com/me/content_publishing_limit', {
      headers: { authorization: `Bearer ${token}` },
    }),
  );

  expect(await response.json()).toEqual({ data: [{ quota_usage: 0 }] });
});

test('a published photo is on disk, with its picture, when its answer arrives', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'simulator-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  const stage = await setStage(undefined, dataDir);
  const id = await stage.publish('kept');
  // Closing writes nothing more; it only lets go of the file.
  await stage.simulator.close();

  const reopened = createSimulator({ dataDir });
  onTestFinished(() => reopened.close());

  const media = reopened.world.media.get(id);
  expect(media?.caption).toBe('kept');
  expect(reopened.world.readPictureBytes(media?.pictureId ?? '')?.byteLength).toBeGreaterThan(100);
  expect(reopened.world.containers.get(media?.containerId ?? '')?.statusCode).toBe('PUBLISHED');
});

test('a publish whose answer is lost is live all the same, and its container says PUBLISHED', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  await stage.simulator.fetch(
    new Request('http://simulator.test/_simulator/faults', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'actThenDrop', host: 'graph.instagram.com', path: '/*/media_publish' }),
    }),
  );

  await expect(stage.call('POST', '/me/media_publish', { creation_id: id })).rejects.toThrow('fetch failed');
  const container = await stage.call('GET', `/${id}`, { fields: 'status_code' });
  const media = await stage.call('GET', '/me/media');

  expect(container.body.status_code).toBe('PUBLISHED');
  expect(media.body.data).toHaveLength(1);
});
