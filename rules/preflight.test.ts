import { expect, test } from 'vitest';
import { countCaption } from './caption.ts';
import { spellRatio } from './image.ts';
import { preflightImagePost } from './preflight.ts';

const image = { width: 1080, height: 1350, sizeBytes: 500_000, contentType: 'image/jpeg' };
const rulesBroken = (post: Partial<Parameters<typeof preflightImagePost>[0]>) =>
  preflightImagePost({ caption: '', altText: '', image, ...post }).map((breach) => breach.rule);

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
  expect(rulesBroken({ image: { ...image, width, height } })).toEqual(expected);
});

test('a picture above 8 MiB, and a PNG, are refused', () => {
  expect(rulesBroken({ image: { ...image, sizeBytes: 8 * 1024 * 1024 } })).toEqual([]);
  expect(rulesBroken({ image: { ...image, sizeBytes: 8 * 1024 * 1024 + 1 } })).toEqual(['size']);
  expect(rulesBroken({ image: { ...image, contentType: 'image/png' } })).toEqual(['format']);
});

test('a post without a picture says so', () => {
  expect(rulesBroken({ image: null })).toEqual(['picture_missing']);
});

test('2,200 characters pass and one more is told with its count', () => {
  expect(rulesBroken({ caption: 'a'.repeat(2200) })).toEqual([]);
  expect(preflightImagePost({ caption: 'a'.repeat(2201), altText: '', image })[0]?.sentence).toBe(
    'The caption has 2,201 characters; Instagram takes at most 2,200.',
  );
});

test('30 hashtags and 20 mentions pass, one more of each does not', () => {
  const tags = (n: number) => Array.from({ length: n }, (_, i) => `#tag${i}`).join(' ');
  const names = (n: number) => Array.from({ length: n }, (_, i) => `@name${i}`).join(' ');
  expect(rulesBroken({ caption: `${tags(30)} ${names(20)}` })).toEqual([]);
  expect(rulesBroken({ caption: `${tags(31)} ${names(21)}` })).toEqual([
    'caption_hashtags',
    'caption_mentions',
  ]);
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

test.each([
  [1080, 1350, '4:5'],
  [1080, 1920, '9:16'],
  [1000, 1000, '1:1'],
  [1910, 1000, '1.91:1'],
  [1000, 3000, '1:3.00'],
])('%i by %i is spelled %s', (width, height, spelled) => {
  expect(spellRatio(width, height)).toBe(spelled);
});
