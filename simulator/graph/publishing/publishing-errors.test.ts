import { expect, test } from 'vitest';
import type { Account } from '../../world/entities.ts';
import { aMovie } from '../../upload/test-movie.ts';
import { aPhoto, aPicture, aVideoHost, setStage, type Outcome, type Stage } from './media-stage.ts';

/*
 * Meta's catalogue of publishing errors, row by row: what a client did, and the code, subcode and texts it got. The rows of other
 * edges, 110/2207013 of business discovery, -1/2207073 of DELETE and the codes of /ig_audio, have their tests there.
 */

const PHOTO = 'https://cdn.example.com/photo.jpg';
const BAD = 'https://cdn.example.com/bad.jpg';
const CLIP = 'https://cdn.example.com/clip.mp4';
const REEL = { media_type: 'REELS', video_url: CLIP };

type Row = {
  code: number;
  subcode: number;
  message?: string;
  title?: RegExp;
  user?: RegExp;
  cause: (stage: Stage) => Promise<Outcome>;
};

const make = (params: Record<string, string>) => (stage: Stage) => stage.call('POST', '/me/media', params);
const makeOnFacebook = (params: Record<string, string>) => (stage: Stage) =>
  stage.onFacebook('POST', `/${stage.account.id}/media`, params);
const publish = (stage: Stage, creationId: string) =>
  stage.call('POST', '/me/media_publish', { creation_id: creationId });
const changeAccount = ({ simulator, account }: Stage, change: Partial<Account>) =>
  void simulator.world.accounts.put({ ...account, ...change });

/** Publishing by an account that Meta treats in a special way. */
const publishAs = (change: Partial<Account>) => async (stage: Stage) => {
  const id = await stage.createContainer();
  changeAccount(stage, change);
  return publish(stage, id);
};

const makeAs = (change: Partial<Account>, params: Record<string, string>) => (stage: Stage) => {
  changeAccount(stage, change);
  return make(params)(stage);
};

/** A photo of these bytes. */
const makeOf = (bytes: () => Promise<Uint8Array> | Uint8Array) => async (stage: Stage) => {
  stage.web.set(BAD, aPicture(await bytes()));
  return make({ image_url: BAD })(stage);
};

const products = (kind: Record<string, string>, productTags: string) => (stage: Stage) => {
  changeAccount(stage, { shopProductIds: ['77'] });
  return makeOnFacebook({ ...kind, product_tags: productTags })(stage);
};

const rows: Row[] = [
  {
    code: -2,
    subcode: 2207003,
    message: 'Timeout',
    user: /^It takes too long to download the media\.$/,
    cause: async (stage) => {
      // Ten seconds of wall time: this fetch says at once that they are over.
      stage.web.set(BAD, () => Promise.reject(new DOMException('took too long', 'TimeoutError')));
      return make({ image_url: BAD })(stage);
    },
  },
  {
    code: -2,
    subcode: 2207020,
    user: /^The media you are trying to access has expired/,
    cause: async (stage) => {
      stage.setFlags({ expiredPublish: 'expired' });
      const id = await stage.createContainer();
      stage.advance(24 * 60 * 60);
      return publish(stage, id);
    },
  },
  { code: -1, subcode: 2207001, message: 'Fatal', cause: publishAs({ publishing: 'fatal' }) },
  {
    code: -1,
    subcode: 2207032,
    user: /^Create media fail, please try to re-create media$/,
    cause: makeAs({ publishing: 'createFails' }, { image_url: PHOTO }),
  },
  {
    code: -1,
    subcode: 2207053,
    user: /^unknown upload error$/,
    cause: makeAs({ publishing: 'uploadFails' }, REEL),
  },
  {
    code: 1,
    subcode: 2207057,
    user: /^Thumbnail offset must be greater than or equal to 0 and less than video duration, i\.e\. /,
    cause: make({ ...REEL, thumb_offset: '-1' }),
  },
  {
    code: 4,
    subcode: 2207051,
    message: 'Application request limit reached',
    title: /^Action is blocked$/,
    user: /^We restrict certain activity to protect our community\. Tell us if you think we made a mistake\.$/,
    cause: publishAs({ publishing: 'blocked' }),
  },
  {
    code: 9,
    subcode: 2207042,
    user: /^You reached maximum number of posts/,
    cause: async (stage) => {
      stage.setFlags({ publishingLimit: 0 });
      return publish(stage, await stage.createContainer());
    },
  },
  {
    code: 24,
    subcode: 2207006,
    message: 'The requested resource does not exist',
    user: /^The media with 17900000000000001 cannot be found$/,
    cause: make({ media_type: 'CAROUSEL', children: '17900000000000001,17900000000000003' }),
  },
  {
    code: 24,
    subcode: 2207008,
    user: /^The media builder with creation id = 17900000000000001 does not exist or has been expired\.$/,
    cause: (stage) => publish(stage, '17900000000000001'),
  },
  {
    code: 25,
    subcode: 2207050,
    message: 'User access is restricted',
    user: /^The Instagram account is restricted\.$/,
    cause: makeAs({ isRestricted: true }, { image_url: PHOTO }),
  },
  {
    code: 100,
    subcode: 2207023,
    user: /^The media type POSTCARD is unknown\.$/,
    cause: make({ media_type: 'POSTCARD', image_url: PHOTO }),
  },
  {
    code: 100,
    subcode: 2207028,
    message:
      'Unsupported post type. The post has too little or too many attachments to qualify as a carousel',
    user: /^Your post won't work as a carousel\. Carousels need at least 2/,
    cause: make({ media_type: 'CAROUSEL', children: '' }),
  },
  {
    code: 100,
    subcode: 2207035,
    user: /^Product tag positions should not be specified for video media\.$/,
    cause: products(REEL, '[{"product_id":"77","x":0,"y":0}]'),
  },
  {
    code: 100,
    subcode: 2207036,
    user: /^Product tag positions are required for photo media\.$/,
    cause: products({ image_url: PHOTO }, '[{"product_id":"77"}]'),
  },
  {
    code: 100,
    subcode: 2207037,
    user: /^We couldn't add all of your product tags\./,
    cause: products({ image_url: PHOTO }, '[{"product_id":"78","x":0,"y":0}]'),
  },
  {
    code: 100,
    subcode: 2207040,
    user: /^Cannot use more than 20 tags per created media\.$/,
    cause: make({ image_url: PHOTO, caption: '@a.b '.repeat(21) }),
  },
  {
    code: 100,
    subcode: 2207067,
    message: 'Invalid parameter',
    user: /^The VIDEO value for media_type is no longer supported\. Use the REELS media type/,
    cause: make({ media_type: 'VIDEO', video_url: CLIP }),
  },
  {
    code: 100,
    subcode: 2207081,
    cause: makeAs({ hasTrialReels: false }, { ...REEL, trial_params: '{"graduation_strategy":"MANUAL"}' }),
  },
  {
    code: 110,
    subcode: 2207018,
    message: 'Invalid user id',
    cause: make({ image_url: PHOTO, collaborators: '["nobody"]' }),
  },
  {
    code: 352,
    subcode: 2207026,
    user: /^The video format is not supported\. Please check spec for supported/,
    cause: make({ media_type: 'REELS', video_url: 'https://cdn.example.com/clip.webm?signed=1' }),
  },
  {
    code: 9004,
    subcode: 2207052,
    message: 'Only photo or video can be accepted as media type.',
    title: /^Media download has failed\. The media URI doesn't meet our requirements\.$/,
    user: /^The media could not be fetched from this URI: https:\/\/cdn\.example\.com\/bad\.jpg\. /,
    cause: make({ image_url: BAD }),
  },
  {
    code: 9007,
    subcode: 2207027,
    message: 'Media ID is not available',
    title: /^Cannot publish$/,
    user: /^The media is not ready to be published\. Please wait a moment\.$/,
    cause: async (stage) => {
      stage.setFlags({ containerSeconds: 5 });
      return publish(stage, await stage.createContainer());
    },
  },
  {
    code: 36000,
    subcode: 2207004,
    message: 'The image size is too large.',
    title: /^Image size too large$/,
    user: /^The image is too large to download\. It should be less than 8 MiB\.$/,
    cause: makeOf(() => new Uint8Array(8 * 1024 * 1024 + 1)),
  },
  {
    code: 36001,
    subcode: 2207005,
    message: 'The image format is not supported.',
    user: /^The image format WEBP is not supported\. Supported formats are: JPEG\.$/,
    cause: makeOf(() => aPhoto(400, 400).webp().toBuffer()),
  },
  {
    code: 36001,
    subcode: 2207083,
    message: 'The image format is not supported.',
    title: /^Invalid Image Format$/,
    cause: makeOf(() => Buffer.from('no picture')),
  },
  {
    code: 36003,
    subcode: 2207009,
    message: 'The aspect ratio is not supported.',
    title: /^Invalid aspect ratio$/,
    user: /^The submitted image with aspect ratio \('375\/500',\) cannot be published\./,
    cause: makeOf(() => aPhoto(375, 500).jpeg().toBuffer()),
  },
  {
    code: 36004,
    subcode: 2207010,
    message: 'The caption was too long.',
    user: /^The submitted image's caption was 2201 characters long\. The maximum number of characters permitted for a caption is 2200\./,
    cause: make({ image_url: PHOTO, caption: 'a'.repeat(2201) }),
  },
];

test.each(rows)('$code/$subcode is answered with its texts', async ({ cause, ...row }) => {
  const stage = await setStage();
  stage.web.set(CLIP, aVideoHost(aMovie()));

  const { status, body } = await cause(stage);

  expect(status).toBe(400);
  expect(body.error).toMatchObject({
    type: 'OAuthException',
    code: row.code,
    error_subcode: row.subcode,
    is_transient: false,
    fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/),
    ...(row.message !== undefined && { message: row.message }),
    ...(row.title !== undefined && { error_user_title: expect.stringMatching(row.title) }),
    ...(row.user !== undefined && { error_user_msg: expect.stringMatching(row.user) }),
  });
});

test.each<[number, string, (stage: Stage) => Record<string, string>]>([
  [2207026, 'a codec that is not taken', clip(() => aVideoHost(aMovie({ codec: 'vp09' })))],
  [2207052, 'an address that answers nothing', () => ({ media_type: 'REELS', video_url: BAD })],
  [2207053, 'more bytes than were announced', () => ({ media_type: 'REELS', upload_type: 'resumable' })],
  [2207057, 'a cover after the end', clip(() => aVideoHost(aMovie()), { thumb_offset: '10000' })],
  [2207076, 'a host that is still making the file', clip(() => () => new Response(null, { status: 423 }))],
  [2207077, 'a host without ranges', clip(() => () => new Response(new Uint8Array(9)))],
  [
    2207082,
    'music mixed into silence',
    clip(() => aVideoHost(aMovie({ soundCodec: 'none' })), {
      audio_configuration: '{"audio_id":"5"}',
    }),
  ],
  [2207085, 'a video that is too short', clip(() => aVideoHost(aMovie({ seconds: 2 })))],
])('%i stands in the status of a container, of %s', async (code, _what, params) => {
  const stage = await setStage();
  const { body } = await makeOnFacebook(params(stage))(stage);
  await stage.simulator.settled();
  if (body.uri !== undefined) {
    await stage.simulator.fetch(body.uri, {
      method: 'POST',
      headers: { authorization: `OAuth ${stage.facebookToken()}`, offset: '0', file_size: '3' },
      body: 'four',
    });
  }

  expect(await stage.readContainer(body.id)).toEqual({
    status_code: 'ERROR',
    status: `Error: Media upload has failed with error code ${code}`,
    id: body.id,
  });
});

type Host = ReturnType<typeof aVideoHost>;

/** A reel of what a host serves. */
function clip(host: () => Host, more: Record<string, string> = {}) {
  return (stage: Stage) => {
    stage.web.set(CLIP, host());
    return { ...REEL, ...more };
  };
}

test('the block that is told although the post is live leaves the post live', async () => {
  const stage = await setStage();
  const id = await stage.createContainer();
  changeAccount(stage, { publishing: 'blockedButPublished' });

  const refused = await publish(stage, id);

  expect(refused.body.error).toMatchObject({ code: 4, error_subcode: 2207051 });
  expect((await stage.readContainer(id)).status_code).toBe('PUBLISHED');
  expect((await stage.call('GET', '/me/media')).body.data).toHaveLength(1);
});

test('by flag the servers disagree for two seconds after FINISHED: 24/2207006, and then it is published', async () => {
  const stage = await setStage();
  stage.setFlags({ publishRaceShare: 1 });
  const id = await stage.createContainer();

  const early = await publish(stage, id);
  stage.advance(2);
  const late = await publish(stage, id);

  expect(early.body.error).toMatchObject({ code: 24, error_subcode: 2207006 });
  expect(late.status).toBe(200);
});
