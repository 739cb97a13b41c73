import { describe, expect, test } from 'vitest';
import { adviseOnPost } from './advice.ts';
import { capabilitiesOf, kinds, kindsFor } from './capabilities.ts';
import { countCaption } from './caption.ts';
import { spellRatio } from './image.ts';
import { preflightPost, type ItemFacts, type PostFacts } from './preflight.ts';
import type { VideoFile } from './preflight-video.ts';

const image = { width: 1080, height: 1350, sizeBytes: 500_000, contentType: 'image/jpeg' };
const video: VideoFile = {
  durationMs: 12_000,
  width: 1080,
  height: 1920,
  codec: 'avc',
  audioCodec: 'aac',
  frameRate: 30,
  bitRate: 5_000_000,
  sizeBytes: 8_000_000,
  contentType: 'video/mp4',
};
const anItem = (changes: Partial<ItemFacts> = {}): ItemFacts => ({
  file: { sort: 'image', ...image },
  crop: null,
  altText: 'A cup',
  people: [],
  products: [],
  ...changes,
});
const aPicture = (changes: Partial<typeof image>) =>
  anItem({ file: { sort: 'image', ...image, ...changes } });
const aVideo = (changes: Partial<VideoFile> = {}) =>
  anItem({ file: { sort: 'video', ...video, ...changes } });
const aPost = (changes: Partial<PostFacts> = {}): PostFacts => ({
  kind: 'image',
  login: 'instagram',
  caption: '',
  firstComment: '',
  items: [anItem()],
  settings: { location: null, collaborators: [], cover: null, isPaidPartnership: false },
  ...changes,
});
const rulesBroken = (changes: Partial<PostFacts>) => preflightPost(aPost(changes)).map(({ rule }) => rule);

test('a 4:5 JPEG with a short caption breaks nothing', () => {
  expect(rulesBroken({ caption: 'Three cups #ceramics @linden.ceramics' })).toEqual([]);
});

test.each([
  [1080, 1350, []],
  [1080, 1351, ['ratio_too_tall']],
  [1080, 1920, ['ratio_too_tall']],
  [1910, 1000, []],
  [1920, 1000, ['ratio_too_wide']],
  [100, 100, []],
])('a picture of %i by %i breaks %j', (width, height, expected) => {
  expect(rulesBroken({ items: [aPicture({ width, height })] })).toEqual(expected);
});

test('a crop is judged by what it leaves', () => {
  const tall = aPicture({ width: 1080, height: 1920 });

  expect(rulesBroken({ items: [{ ...tall, crop: { width: 1, height: 0.7 } }] })).toEqual([]);
});

test('a story takes every shape, and says what fills a screen', () => {
  const post = aPost({ kind: 'image_story', items: [aPicture({ width: 1000, height: 100 })] });

  expect(preflightPost(post)).toEqual([]);
  expect(adviseOnPost(post).map(({ rule }) => rule)).toEqual(['upright_shape']);
});

test('a picture above 8 MiB, and a PNG, are refused', () => {
  expect(rulesBroken({ items: [aPicture({ sizeBytes: 8 * 1024 * 1024 })] })).toEqual([]);
  expect(rulesBroken({ items: [aPicture({ sizeBytes: 8 * 1024 * 1024 + 1 })] })).toEqual(['size']);
  expect(rulesBroken({ items: [aPicture({ contentType: 'image/png' })] })).toEqual(['format']);
});

test.each<[string, Partial<PostFacts>, string[]]>([
  ['a photo without a picture', { items: [] }, ['picture_missing']],
  ['a reel without a video', { kind: 'reel', items: [] }, ['video_missing']],
  ['a file that is gone', { items: [anItem({ file: null })] }, ['file_gone']],
  ['a carousel of one', { kind: 'carousel' }, ['too_few_files']],
  ['a carousel of ten', { kind: 'carousel', items: Array.from({ length: 10 }, () => anItem()) }, []],
  [
    'a carousel of eleven',
    { kind: 'carousel', items: Array.from({ length: 11 }, () => anItem()) },
    ['too_many_files'],
  ],
  ['a story of two', { kind: 'image_story', items: [anItem(), anItem()] }, ['too_many_files']],
  ['a photo made of a video', { items: [aVideo()] }, ['wrong_sort']],
  ['a reel made of a picture', { kind: 'reel' }, ['wrong_sort']],
  ['a mixed carousel', { kind: 'carousel', items: [anItem(), aVideo({ width: 1080, height: 1080 })] }, []],
])('%s', (_what, post, expected) => {
  expect(rulesBroken(post)).toEqual(expected);
});

describe('videos', () => {
  test.each<[PostFacts['kind'], Partial<VideoFile>, string[]]>([
    ['reel', {}, []],
    ['trial_reel', {}, []],
    ['video_story', {}, []],
    ['reel', { durationMs: 2999 }, ['video_too_short']],
    ['reel', { durationMs: 900_001 }, ['video_too_long']],
    ['video_story', { durationMs: 60_001 }, ['video_too_long']],
    ['reel', { sizeBytes: 301 * 1024 * 1024 }, ['video_size']],
    ['video_story', { sizeBytes: 101 * 1024 * 1024 }, ['video_size']],
    ['reel', { codec: 'vp9' }, ['video_codec']],
    ['reel', { codec: null }, ['video_codec']],
    ['reel', { audioCodec: null }, []],
    ['reel', { audioCodec: 'opus' }, ['video_audio_codec']],
    ['reel', { contentType: 'video/webm' }, ['video_container']],
    ['reel', { frameRate: 22 }, ['video_frame_rate']],
    ['reel', { frameRate: 23.976 }, []],
    ['reel', { frameRate: 60.02 }, []],
    ['reel', { frameRate: 61 }, ['video_frame_rate']],
    ['reel', { frameRate: null, bitRate: null }, []],
    ['reel', { bitRate: 25_000_001 }, ['video_bit_rate']],
    ['reel', { width: 2160, height: 3840 }, ['video_width']],
  ])('a %s with %j breaks %j', (kind, changes, expected) => {
    expect(rulesBroken({ kind, items: [aVideo(changes)] })).toEqual(expected);
  });

  test('a video in a carousel is judged by the older rules, and named by its place', () => {
    const items = [anItem(), aVideo({ durationMs: 61_000, width: 1080, height: 1080 })];

    expect(preflightPost(aPost({ kind: 'carousel', items }))).toMatchObject([
      { rule: 'video_too_long', item: 1, field: 'items' },
    ]);
  });

  test.each([
    [0, []],
    [11_999, []],
    [12_000, ['cover_after_end']],
  ])('a cover at %i ms of 12 s breaks %j', (atMs, expected) => {
    const settings = { ...aPost().settings, cover: { from: 'video' as const, atMs } };

    expect(rulesBroken({ kind: 'reel', items: [aVideo()], settings })).toEqual(expected);
  });

  test('a cover picture that is gone, or too large, is told as the cover', () => {
    const withCover = (picture: typeof image | null) =>
      rulesBroken({
        kind: 'reel',
        items: [aVideo()],
        settings: { ...aPost().settings, cover: { from: 'picture', picture } },
      });

    expect(withCover(null)).toEqual(['cover_gone']);
    expect(withCover({ ...image, sizeBytes: 9 * 1024 * 1024 })).toEqual(['cover_size']);
  });
});

describe('tags', () => {
  const placed = { x: 0.5, y: 0.5 };
  const nowhere = { x: null, y: null };
  test.each<[string, Partial<PostFacts>, string[]]>([
    ['a person with a place', { items: [anItem({ people: [{ username: 'ilse', ...placed }] })] }, []],
    ['a person at the left edge', { items: [anItem({ people: [{ username: 'ilse', x: 0, y: 0 }] })] }, []],
    [
      'a person without',
      { items: [anItem({ people: [{ username: 'ilse', ...nowhere }] })] },
      ['people_place'],
    ],
    ['a person as @name', { items: [anItem({ people: [{ username: '@ilse', ...placed }] })] }, []],
    [
      'no name at all',
      { items: [anItem({ people: [{ username: 'il se', ...placed }] })] },
      ['people_username'],
    ],
    [
      'one person twice',
      {
        items: [
          anItem({
            people: [
              { username: 'ilse', ...placed },
              { username: '@Ilse', ...placed },
            ],
          }),
        ],
      },
      ['people_twice'],
    ],
    [
      'twenty-one people',
      {
        items: [anItem({ people: Array.from({ length: 21 }, (_, i) => ({ username: `p${i}`, ...placed })) })],
      },
      ['people_count'],
    ],
    [
      'a person in a story without a place',
      { kind: 'image_story', items: [anItem({ people: [{ username: 'ilse', ...nowhere }] })] },
      [],
    ],
    [
      'four collaborators',
      { settings: { ...aPost().settings, collaborators: ['a', 'b', 'c', 'd'] } },
      ['collaborators_count'],
    ],
    [
      'a place that is no Page',
      { settings: { ...aPost().settings, location: { pageId: 'Lisbon' } } },
      ['location_page'],
    ],
    [
      'six products',
      { login: 'facebook', items: [anItem({ products: Array.from({ length: 6 }, () => placed) })] },
      ['products_count'],
    ],
    [
      'a product without a place',
      { login: 'facebook', items: [anItem({ products: [nowhere] })] },
      ['products_place'],
    ],
  ])('%s', (_what, post, expected) => {
    expect(rulesBroken(post)).toEqual(expected);
  });

  test('what a kind does not take breaks nothing, and is told as not sent', () => {
    const post = aPost({
      kind: 'image_story',
      caption: 'x'.repeat(3000),
      items: [aPicture({ width: 1080, height: 1920 })],
      settings: { ...aPost().settings, collaborators: ['a', 'b', 'c', 'd'] },
    });

    expect(preflightPost(post)).toEqual([]);
    expect(adviseOnPost(post).map(({ field }) => field)).toEqual(['caption', 'collaborators']);
  });
});

describe('words', () => {
  test('2,200 characters pass and one more is told with its count', () => {
    expect(rulesBroken({ caption: 'a'.repeat(2200) })).toEqual([]);
    expect(preflightPost(aPost({ caption: 'a'.repeat(2201) }))[0]?.sentence).toBe(
      'The caption has 2,201 characters; Instagram takes at most 2,200.',
    );
  });

  test('30 hashtags pass and the 31st is told', () => {
    const tags = (n: number) => Array.from({ length: n }, (_, i) => `#tag${i}`).join(' ');

    expect(rulesBroken({ caption: tags(30) })).toEqual([]);
    expect(rulesBroken({ caption: tags(31) })).toEqual(['caption_hashtags']);
  });

  test('20 mentions pass and the 21st is told', () => {
    const names = (n: number) => Array.from({ length: n }, (_, i) => `@name${i}`).join(' ');

    expect(rulesBroken({ caption: names(20) })).toEqual([]);
    expect(rulesBroken({ caption: names(21) })).toEqual(['caption_mentions']);
  });

  test('an alternative text may have 1,000 characters', () => {
    expect(rulesBroken({ items: [anItem({ altText: 'a'.repeat(1000) })] })).toEqual([]);
    expect(rulesBroken({ items: [anItem({ altText: 'a'.repeat(1001) })] })).toEqual(['alt_text_characters']);
  });

  test.each([
    ['Glaze and fire #cone10', []],
    ['a'.repeat(301), ['comment_characters']],
    ['#a #b #c #d #e', ['comment_hashtags']],
    ['https://a.example https://b.example', ['comment_links']],
    ['BUY NOW', ['comment_capitals']],
    ['🏺', []],
    ['釉薬', []],
  ])('the first comment %j breaks %j', (firstComment, expected) => {
    expect(rulesBroken({ firstComment })).toEqual(expected);
  });

  test.each([
    ['plain text', 0, 0],
    ['#one#two', 2, 0],
    ['number #1 is no hashtag, #1st is', 1, 0],
    ['mail@example.com is no mention, @name. is', 0, 1],
    ['#größe #日本 #emoji_😀', 3, 0],
  ])('%s: %i hashtags, %i mentions', (caption, hashtags, mentions) => {
    expect(countCaption(caption)).toMatchObject({ hashtags, mentions });
  });

  test('an emoji of one code point counts as one character', () => {
    expect(countCaption('😀😀').characters).toBe(2);
  });
});

test.each([
  [1080, 1350, '4:5'],
  [1080, 1920, '9:16'],
  [1000, 1000, '1:1'],
  [1910, 1000, '1.91:1'],
  [1000, 3000, '1:3.00'],
])('%i by %i is spelled %s', (width, height, expected) => {
  expect(spellRatio(width, height)).toBe(expected);
});

test('one picture may become a post or a story, two a carousel, a video a reel first', () => {
  expect(kindsFor(['image'])).toEqual(['image', 'image_story']);
  expect(kindsFor(['image', 'video'])).toEqual(['carousel']);
  expect(kindsFor(['video'])).toEqual(['reel', 'trial_reel', 'video_story']);
  expect(kindsFor([])).toEqual([]);
});

test('Instagram’s own login knows no products and no paid label', () => {
  const offered = kinds.map((kind) => capabilitiesOf(kind, 'instagram'));

  expect(
    offered.every(
      ({ products, isPaidPartnership }) => !products.image && !products.video && !isPaidPartnership,
    ),
  ).toBe(true);
});
