import { expect, test } from 'vitest';
import type { Container } from '../../world/media.ts';
import type { Account } from '../../world/entities.ts';
import { aMovie } from '../../upload/test-movie.ts';
import { aVideoHost, setStage, type Stage } from './media-stage.ts';

const PHOTO = 'https://cdn.example.com/photo.jpg';
const CLIP = 'https://cdn.example.com/clip.mp4';

/** The smallest request of each kind. */
const kinds: Record<string, Record<string, string>> = {
  'a photo': { image_url: PHOTO },
  'a child': { image_url: PHOTO, is_carousel_item: 'true' },
  'a reel': { media_type: 'REELS', video_url: CLIP },
  'a video child': { media_type: 'VIDEO', video_url: CLIP, is_carousel_item: 'true' },
  'a story': { media_type: 'STORIES', image_url: PHOTO },
  'a video story': { media_type: 'STORIES', video_url: CLIP },
};

async function aStage(account: Partial<Account> = {}): Promise<Stage> {
  const stage = await setStage();
  stage.web.set(CLIP, aVideoHost(aMovie()));
  const { world } = stage.simulator;
  world.accounts.put({ ...stage.account, shopProductIds: ['77'], ...account });
  world.pages.put({
    id: '900',
    name: 'Kiln Street',
    category: 'Studio',
    location: { latitude: 1, longitude: 2 },
  });
  world.pages.put({ id: '901', name: 'Nowhere', category: 'Idea' });
  return stage;
}

const onFacebook = (stage: Stage, params: Record<string, string>) =>
  stage.onFacebook('POST', `/${stage.account.id}/media`, params);

async function take(
  params: Record<string, string>,
  account: Partial<Account> = {},
): Promise<Container | undefined> {
  const stage = await aStage(account);
  const { status, body } = await onFacebook(stage, params);
  expect(status, JSON.stringify(body)).toBe(200);
  return stage.simulator.world.containers.get(body.id);
}

const TAG = '[{"username":"harbour.bakery","x":0.5,"y":0.5}]';

test.each<[string, Record<string, string>, Partial<Container>]>([
  ['a photo', { caption: 'Vase', alt_text: 'A vase' }, { caption: 'Vase', altText: 'A vase' }],
  ['a photo', { user_tags: TAG }, { userTags: [{ username: 'harbour.bakery', x: 0.5, y: 0.5 }] }],
  ['a photo', { location_id: '900' }, { locationId: '900' }],
  ['a photo', { collaborators: "['harbour.bakery']" }, { collaborators: ['harbour.bakery'] }],
  [
    'a photo',
    { collaborators: 'harbour.bakery, saltmarsh.walks' },
    { collaborators: ['harbour.bakery', 'saltmarsh.walks'] },
  ],
  [
    'a photo',
    { product_tags: '[{product_id:77,x:0,y:1}]' },
    { productTags: [{ productId: '77', x: 0, y: 1 }] },
  ],
  ['a photo', { is_ai_generated: 'TRUE' }, { isAiGenerated: true }],
  ['a photo', { is_paid_partnership: '1' }, { isPaidPartnership: true }],
  [
    'a photo',
    { branded_content_sponsor_ids: '["17841400000000404"]' },
    { sponsorIds: ['17841400000000404'], isPaidPartnership: true },
  ],
  ['a child', { alt_text: 'A vase', user_tags: TAG }, { altText: 'A vase' }],
  ['a reel', { caption: 'Turning', share_to_feed: 'false' }, { caption: 'Turning', isSharedToFeed: false }],
  [
    'a reel',
    { user_tags: '[{"username":"harbour.bakery"}]' },
    { userTags: [{ username: 'harbour.bakery' }] },
  ],
  [
    'a reel',
    { thumb_offset: '1500', audio_name: 'Kiln hum' },
    { thumbOffsetMs: 1500, audioName: 'Kiln hum' },
  ],
  ['a reel', { trial_params: "{graduation_strategy:'MANUAL'}" }, { trial: 'MANUAL' }],
  [
    'a reel',
    { audio_configuration: '{"audio_id":"5","audio_volume":40}' },
    { audio: { audioId: '5', audioVolume: 40, videoVolume: 100 } },
  ],
  ['a reel', { product_tags: '[{"product_id":"77"}]' }, { productTags: [{ productId: '77' }] }],
  [
    'a story',
    { user_tags: '[{"username":"harbour.bakery"}]' },
    { userTags: [{ username: 'harbour.bakery' }] },
  ],
  ['a video story', { thumb_offset: '0' }, { thumbOffsetMs: 0 }],
])('%s takes %j', async (kind, params, expected) => {
  expect(await take({ ...kinds[kind], ...params })).toMatchObject(expected);
});

test.each<[string, Record<string, string>, string[]]>([
  ['a story', { caption: 'Unseen', location_id: '900' }, ['caption', 'locationId']],
  [
    'a photo',
    { cover_url: PHOTO, thumb_offset: '5', share_to_feed: '1' },
    ['coverUrl', 'thumbOffsetMs', 'isSharedToFeed'],
  ],
  [
    'a child',
    { caption: '', collaborators: '[]', is_ai_generated: 'false' },
    ['caption', 'collaborators', 'isAiGenerated'],
  ],
])('%s passes over %j', async (kind, params, absent) => {
  const made = await take({ ...kinds[kind], ...params });
  expect(Object.keys(made ?? {}).filter((name) => absent.includes(name))).toEqual([]);
});

test.each<[string, Record<string, string>, string]>([
  ['a child', { caption: 'No' }, 'caption is not allowed for carousel child'],
  ['a child', { location_id: '900' }, 'location_id is not allowed for carousel child'],
  ['a child', { collaborators: '["x"]' }, 'collaborators is not allowed for carousel child'],
  ['a video child', { is_ai_generated: 'true' }, 'is_ai_generated is not allowed for carousel child'],
  ['a video child', { alt_text: 'No' }, 'alt_text is not allowed for carousel child'],
  ['a reel', { alt_text: 'No' }, 'alt_text is not allowed for reels'],
  ['a story', { alt_text: 'No' }, 'alt_text is not allowed for stories'],
  ['a story', { collaborators: '["harbour.bakery"]' }, 'collaborators is not allowed for stories'],
  ['a photo', { trial_params: '{"graduation_strategy":"MANUAL"}' }, 'trial_params is not allowed for image'],
])('%s with %j is refused', async (kind, params, words) => {
  const { status, body } = await onFacebook(await aStage(), { ...kinds[kind], ...params });

  expect(status).toBe(400);
  expect(body.error).toMatchObject({ code: 100, message: `(#100) The param ${words}` });
});

test.each<[string, Record<string, string>, Record<string, unknown>]>([
  ['a photo', { location_id: '901' }, { message: 'INSTAGRAM_PLATFORM_API__INVALID_LOCATION_ID' }],
  ['a photo', { location_id: '__proto__' }, { message: 'INSTAGRAM_PLATFORM_API__INVALID_LOCATION_ID' }],
  ['a photo', { collaborators: '["@harbour.bakery"]' }, { code: 110, error_subcode: 2207018 }],
  ['a photo', { collaborators: '["a","b","c","d"]' }, { code: 100 }],
  ['a photo', { collaborators: '[{"a":1}]' }, { code: 100 }],
  [
    'a photo',
    { branded_content_sponsor_ids: '["17841400000000101"]' },
    { message: 'INSTAGRAM_PLATFORM_API__INVALID_PARAM' },
  ],
  ['a photo', { branded_content_sponsor_ids: '1,2,3' }, { message: 'INSTAGRAM_PLATFORM_API__INVALID_PARAM' }],
  ['a photo', { product_tags: '[1,2,3,4,5,6]' }, { code: 100 }],
  ['a photo', { product_tags: '[{"x":0,"y":0}]' }, { code: 100 }],
  ['a reel', { trial_params: '{"graduation_strategy":"SOON"}' }, { code: 100 }],
  ['a reel', { trial_params: '[[' }, { code: 100 }],
  ['a reel', { thumb_offset: 'soon' }, { code: 100 }],
  ['a reel', { audio_configuration: '{"audio_id":"5","video_volume":101}' }, { code: 100 }],
  ['a reel', { audio_configuration: '5' }, { code: 100 }],
  ['a story', { video_url: CLIP }, { code: 100 }],
  ['a reel', { image_url: PHOTO }, { code: 100 }],
  ['a reel', { upload_type: 'chunked' }, { code: 100 }],
  ['a reel', { is_carousel_item: 'yes' }, { code: 100 }],
])('%s with %j is refused with %j', async (kind, params, error) => {
  const { status, body } = await onFacebook(await aStage(), { ...kinds[kind], ...params });

  expect(status).toBe(400);
  expect(body.error).toMatchObject(error);
});

test.each(['product_tags', 'audio_configuration', 'branded_content_sponsor_ids', 'is_paid_partnership'])(
  '%s is refused on the Instagram host, and by flag passed over',
  async (name) => {
    const stage = await aStage();
    const params = {
      media_type: 'REELS',
      video_url: CLIP,
      [name]: name === 'is_paid_partnership' ? 'true' : '[5]',
    };

    const refused = await stage.call('POST', '/me/media', params);
    stage.setFlags({ facebookParameters: 'ignore' });
    const taken = await stage.call('POST', '/me/media', params);

    expect(refused.body.error.message).toContain(
      `${name} is only supported for apps that use Facebook Login`,
    );
    expect(taken.status).toBe(200);
  },
);

test('upload_type is refused on the Instagram host unless the flag allows it', async () => {
  const stage = await aStage();
  const params = { media_type: 'REELS', upload_type: 'resumable' };

  const refused = await stage.call('POST', '/me/media', params);
  stage.setFlags({ resumableOnInstagram: true });
  const taken = await stage.call('POST', '/me/media', params);

  expect(refused.body.error.code).toBe(100);
  expect(taken.body).toEqual({
    id: expect.any(String),
    uri: `http://simulator.test/rupload.facebook.com/ig-api-upload/v25.0/${taken.body.id}`,
  });
});

test('an account that may not label partnerships is refused with the coded exception', async () => {
  const stage = await aStage({ mayLabelPartnerships: false });

  const { body } = await onFacebook(stage, { image_url: PHOTO, is_paid_partnership: 'true' });

  expect(body.error.message).toBe('INSTAGRAM_PLATFORM_API__PERMISSION');
});

test('a private account can neither be tagged nor asked to collaborate', async () => {
  const stage = await aStage();
  const { accounts } = stage.simulator.world;
  const [bakery] = accounts.by('username', 'harbour.bakery');
  if (bakery === undefined) throw new Error('no bakery');
  accounts.put({ ...bakery, isPrivate: true });

  const tagged = await onFacebook(stage, { image_url: PHOTO, user_tags: TAG });
  const asked = await onFacebook(stage, { image_url: PHOTO, collaborators: 'harbour.bakery' });

  expect([tagged.body.error.error_subcode, asked.body.error.error_subcode]).toEqual([2207018, 2207018]);
});

test('by flag five collaborators are taken, and tags on a video in a carousel are not', async () => {
  const stage = await aStage();
  stage.setFlags({ mostCollaborators: 5, carouselVideoTags: 'refuse' });
  const five = 'harbour.bakery,saltmarsh.walks,home.and.dog,harbour.bakery,harbour.bakery';

  const many = await onFacebook(stage, { image_url: PHOTO, collaborators: five });
  const tagged = await onFacebook(stage, { ...kinds['a video child'], user_tags: TAG });

  expect(many.status).toBe(200);
  expect(tagged.body.error.message).toContain('user_tags is not allowed for carousel child');
});
