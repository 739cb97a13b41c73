import { expect, test } from 'vitest';
import { business, refusalBy, setStage, type Stage } from './test-instagram.ts';

const imageUrl = 'https://post.example.com/media/1.jpg';

function makeContainer(stage: Stage, token: Awaited<ReturnType<Stage['mint']>>['token'], caption = 'Glaze') {
  return stage.instagram.createContainer('instagram', token, {
    instagramUserId: business,
    container: { is: 'image', imageUrl, caption, altText: 'A bowl' },
  });
}

/** A stage whose containers are ready at once. */
async function setQuickStage() {
  const stage = await setStage();
  await stage.setFlags({ containerSeconds: 0 });
  return stage;
}

test('a photo goes from container to media, and each answer bears a trace id', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);

  const container = await makeContainer(stage, token, 'Glaze #éà 🏺 & more');
  const ready = await stage.instagram.readContainer('instagram', token, container.id);
  const written = await stage.instagram.publishContainer('instagram', token, {
    instagramUserId: business,
    containerId: container.id,
  });
  const media = await stage.instagram.readMedia('instagram', token, written.id);

  expect(ready).toMatchObject({ status: 'finished', failure: undefined });
  expect([container.traceId, ready.traceId, written.traceId].every((id) => id !== undefined)).toBe(true);
  expect(media).toMatchObject({ id: written.id, caption: 'Glaze #éà 🏺 & more', mediaType: 'IMAGE' });
  expect(media.permalink).toMatch(/^https?:\/\/.+\/p\//);
});

test('a published container says so', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const { id: containerId } = await makeContainer(stage, token);
  await stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId });

  const seen = await stage.instagram.readContainer('instagram', token, containerId);

  expect(seen.status).toBe('published');
});

test('a container is expired after a day', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const { id } = await makeContainer(stage, token);
  await stage.control('POST', '/clock', { advanceSeconds: 24 * 3600 + 1 });

  expect((await stage.instagram.readContainer('instagram', token, id)).status).toBe('expired');
});

test('publishing before the container is ready says that it is not ready', async () => {
  const stage = await setStage();
  await stage.setFlags({ containerSeconds: 3600 });
  const { token } = await stage.mint(business);
  const { id: containerId } = await makeContainer(stage, token);

  const seen = await stage.instagram.readContainer('instagram', token, containerId);
  const refusal = await refusalBy(
    stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId }),
  );

  expect(seen.status).toBe('in_progress');
  expect(refusal).toMatchObject({ code: 'network_error', details: { notReady: true, subcode: 2_207_027 } });
});

test('a failed container names the subcode of its sentence', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const { id } = await makeContainer(stage, token);
  const body =
    '{"status_code":"ERROR","status":"Error: Media upload has failed with error code 2207052","id":"1"}';
  await stage.breakNext('/*', { kind: 'body', body });

  const seen = await stage.instagram.readContainer('instagram', token, id);

  expect(seen).toMatchObject({
    status: 'error',
    failure: { code: 'media_fetch_failed', subcode: 2_207_052, mayPass: true },
  });
});

test('a status that nobody listed is not understood', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  await stage.breakNext('/*', { kind: 'body', body: '{"status_code":"PONDERING","id":"1"}' });

  const refusal = await refusalBy(stage.instagram.readContainer('instagram', token, '1'));

  expect(refusal.code).toBe('network_error');
});

test('a caption that is too long is refused in words for the person', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);

  const refusal = await refusalBy(makeContainer(stage, token, 'a'.repeat(2201)));

  expect(refusal.code).toBe('caption_refused');
  expect(refusal.details.userMessage).toContain('2201 characters');
});

test('a restricted account cannot publish', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const { id: containerId } = await makeContainer(stage, token);
  await stage.control('PATCH', `/accounts/${business}`, { isRestricted: true });

  const refusal = await refusalBy(
    stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId }),
  );

  expect(refusal.code).toBe('account_restricted');
});

test('a token without the publishing scope lacks a permission', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business, { scopes: ['instagram_business_basic'] });

  expect((await refusalBy(makeContainer(stage, token))).code).toBe('permission_missing');
});

test('a publish whose answer is lost is a network error, and the post is there', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const { id: containerId } = await makeContainer(stage, token, 'Lost answer');
  await stage.breakNext('/*/media_publish', { kind: 'actThenDrop' });

  const refusal = await refusalBy(
    stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId }),
  );
  const [newest] = await stage.instagram.listRecentMedia('instagram', token, business);

  expect(refusal.code).toBe('network_error');
  expect(newest?.caption).toBe('Lost answer');
});

test('media are listed newest first, with the instant that Meta gives', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  const { now } = await stage.control('POST', '/clock', { at: '2027-01-02T03:04:05Z', freeze: true });
  for (const caption of ['first', 'second']) {
    const { id: containerId } = await makeContainer(stage, token, caption);
    await stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId });
    await stage.control('POST', '/clock', { advanceSeconds: 60 });
  }

  const [newest, before] = await stage.instagram.listRecentMedia('instagram', token, business);

  expect([newest?.caption, before?.caption]).toEqual(['second', 'first']);
  expect(before?.timestamp.toISOString()).toBe(now);
});

test.each(['{}', '[]', '{"data":null}', '{"data":[{"id":"1"}]}', '{"data":[{"timestamp":"2027"}]}'])(
  'the list %s is not understood, and never taken for an empty one',
  async (body) => {
    const stage = await setStage();
    const { token } = await stage.mint(business);
    await stage.breakNext('/*/media', { kind: 'body', body });

    const refusal = await refusalBy(stage.instagram.listRecentMedia('instagram', token, business));

    expect(refusal.code).toBe('network_error');
  },
);

test('media that is gone is told as missing', async () => {
  const stage = await setStage();
  const { token } = await stage.mint(business);

  const refusal = await refusalBy(stage.instagram.readMedia('instagram', token, '17900000000000000'));

  expect(refusal).toMatchObject({ code: 'media_missing', details: { code: 100, subcode: 33 } });
});

test('the publishing limit is read with its total and its window', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  await stage.setFlags({ publishingLimit: 25 });
  const { id: containerId } = await makeContainer(stage, token);
  await stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId });

  const limit = await stage.instagram.readPublishingLimit('instagram', token, business);

  expect(limit).toEqual({ used: 1, total: 25, durationSeconds: 86_400 });
});

test('a used-up publishing limit refuses the publish', async () => {
  const stage = await setQuickStage();
  const { token } = await stage.mint(business);
  await stage.setFlags({ publishingLimit: 0 });
  const { id: containerId } = await makeContainer(stage, token);

  const refusal = await refusalBy(
    stage.instagram.publishContainer('instagram', token, { instagramUserId: business, containerId }),
  );

  expect(refusal.code).toBe('publishing_limit_reached');
});
