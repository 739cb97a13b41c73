import { expect, test } from 'vitest';
import { aPhoto, aPicture, setStage } from './media-stage.ts';

const BAD = 'https://cdn.example.com/bad.jpg';

test('a photo becomes a container with a 17-digit id given as text', async () => {
  const stage = await setStage();

  const made = await stage.call('POST', '/me/media', { image_url: 'https://cdn.example.com/photo.jpg' });

  expect(made).toEqual({ status: 200, body: { id: expect.stringMatching(/^1\d{16}$/) } });
});

test('the account id and the app-scoped id name the account as well as me does', async () => {
  const stage = await setStage();
  const { appScopedId } = await import('../../world/mint.ts');
  const ids = [stage.account.id, appScopedId('1784140000000042', stage.account.id)];

  const made = await Promise.all(
    ids.map((id) => stage.call('POST', `/${id}/media`, { image_url: 'https://cdn.example.com/photo.jpg' })),
  );

  expect(made.map((answer) => answer.status)).toEqual([200, 200]);
});

test("another account's id is refused with 100/33", async () => {
  const stage = await setStage();

  const refused = await stage.call('POST', '/17841400000000404/media', {
    image_url: 'https://cdn.example.com/photo.jpg',
  });

  expect(refused.body.error).toMatchObject({ code: 100, error_subcode: 33, type: 'IGApiException' });
  expect(refused.body.error.message).toContain(
    "Unsupported post request. Object with ID '17841400000000404'",
  );
});

test('a token without the publishing scope is refused with code 10', async () => {
  const stage = await setStage(['instagram_business_basic']);

  const refused = await stage.call('POST', '/me/media', { image_url: 'https://cdn.example.com/photo.jpg' });

  expect(refused.body.error.code).toBe(10);
});

test.each([
  ['no picture address', { image_url: '' }, { code: 100, message: 'The parameter image_url is required.' }],
  ['an unknown media type', { media_type: 'POSTCARD' }, { code: 100, error_subcode: 2207023 }],
  ['a video that stands alone', { media_type: 'VIDEO' }, { code: 100, error_subcode: 2207067 }],
  ['a caption of 2201 characters', { caption: 'a'.repeat(2201) }, { code: 36004, error_subcode: 2207010 }],
  ['21 mentions', { caption: '@a.b '.repeat(21) }, { code: 100, error_subcode: 2207040 }],
  ['alternative text of 1001 characters', { alt_text: 'a'.repeat(1001) }, { code: 100 }],
  [
    'a tag on nobody',
    { user_tags: '[{"username":"nobody","x":0,"y":0}]' },
    { code: 110, error_subcode: 2207018 },
  ],
])('a photo with %s is refused before it is fetched', async (_what, params, error) => {
  const stage = await setStage();

  const refused = await stage.call('POST', '/me/media', { image_url: BAD, ...params });

  expect(refused.status).toBe(400);
  expect(refused.body.error).toMatchObject(error);
});

test('media_type IMAGE, an is_carousel_item of False and unknown parameters change nothing', async () => {
  const stage = await setStage();

  const id = await stage.createContainer({
    media_type: 'IMAGE',
    is_carousel_item: 'False',
    future_thing: '1',
  });

  expect(stage.simulator.world.containers.get(id)).toBeDefined();
});

test('a picture that cannot be fetched is refused with 9004/2207052, its address, and is_transient false', async () => {
  const stage = await setStage();

  const refused = await stage.call('POST', '/me/media', { image_url: BAD });

  expect(refused).toEqual({
    status: 400,
    body: {
      error: {
        message: 'Only photo or video can be accepted as media type.',
        type: 'OAuthException',
        code: 9004,
        error_subcode: 2207052,
        is_transient: false,
        error_user_title: "Media download has failed. The media URI doesn't meet our requirements.",
        error_user_msg: expect.stringContaining(`could not be fetched from this URI: ${BAD}.`),
        fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/),
      },
    },
  });
});

test('a picture above 8 MiB is refused with 36000/2207004', async () => {
  const stage = await setStage();
  stage.web.set(BAD, aPicture(new Uint8Array(8 * 1024 * 1024 + 1)));

  const refused = await stage.call('POST', '/me/media', { image_url: BAD });

  expect(refused.body.error).toMatchObject({
    code: 36000,
    error_subcode: 2207004,
    message: 'The image size is too large.',
    error_user_title: 'Image size too large',
    error_user_msg: 'The image is too large to download. It should be less than 8 MiB.',
  });
});

test('a web page under the name of a picture is refused with 36001', async () => {
  const stage = await setStage();
  stage.web.set(BAD, aPicture(Buffer.from('<html>open in browser</html>')));

  const refused = await stage.call('POST', '/me/media', { image_url: BAD });

  expect(refused.body.error).toMatchObject({ code: 36001, error_subcode: 2207083 });
});

test('a 3:4 picture is refused with 36003/2207009', async () => {
  const stage = await setStage();
  stage.web.set(BAD, aPicture(await aPhoto(375, 500).jpeg().toBuffer()));

  const refused = await stage.call('POST', '/me/media', { image_url: BAD });

  expect(refused.body.error).toMatchObject({ code: 36003, error_subcode: 2207009 });
});

test('a loopback address is refused with 9004 when the switch for loopback is off', async () => {
  const stage = await setStage();
  const address = 'http://127.0.0.1:4200/media/photo.jpg';
  stage.web.set(address, aPicture(await aPhoto(500, 500).jpeg().toBuffer()));
  const allowed = await stage.call('POST', '/me/media', { image_url: address });
  stage.setFlags({ loopbackRedirects: false });

  const refused = await stage.call('POST', '/me/media', { image_url: address });

  expect(allowed.status).toBe(200);
  expect(refused.body.error).toMatchObject({ code: 9004, error_subcode: 2207052 });
});

test('a refused photo makes no container', async () => {
  const stage = await setStage();

  await stage.call('POST', '/me/media', { image_url: BAD });

  expect(stage.simulator.world.containers.size).toBe(0);
});

test('the 401st container within 24 hours is refused with code 9, and taken a day later', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  const made = stage.simulator.world.containers.get(id);
  if (made === undefined) throw new Error('no container');
  for (let count = 1; count < 400; count += 1) {
    stage.simulator.world.containers.put({ ...made, id: `${made.id}${count}` });
  }

  const refused = await stage.call('POST', '/me/media', { image_url: 'https://cdn.example.com/photo.jpg' });
  stage.advance(24 * 60 * 60);
  const taken = await stage.call('POST', '/me/media', { image_url: 'https://cdn.example.com/photo.jpg' });

  expect(refused.body.error.code).toBe(9);
  expect(taken.status).toBe(200);
});

test('a restricted account is refused with 25/2207050', async () => {
  const stage = await setStage();
  stage.simulator.world.accounts.put({ ...stage.account, isRestricted: true });

  const refused = await stage.call('POST', '/me/media', { image_url: 'https://cdn.example.com/photo.jpg' });

  expect(refused.body.error).toMatchObject({ code: 25, error_subcode: 2207050 });
});

test('slashes and letters outside ASCII are escaped in the raw answer', async () => {
  const stage = await setStage();
  const body = new URLSearchParams({ image_url: 'https://cdn.example.com/ä.jpg', access_token: stage.token });

  const response = await stage.simulator.fetch(
    new Request('http://simulator.test/graph.instagram.com/v25.0/me/media', { method: 'POST', body }),
  );

  expect(await response.text()).toContain(String.raw`https:\/\/cdn.example.com\/\u00e4.jpg`);
});
