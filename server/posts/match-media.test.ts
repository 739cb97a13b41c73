import { expect, test } from 'vitest';
import type { Media } from '../instagram/index.ts';
import { matchMedia } from './match-media.ts';

const intent = new Date('2026-10-14T09:00:00Z');
const post = {
  kind: 'image' as const,
  caption: 'Three cups',
  publishIntentAt: intent,
  publishCalledAt: intent,
};
const aMedia = (changes: Partial<Media> = {}): Media => ({
  id: '1',
  caption: 'Three cups',
  mediaType: 'IMAGE',
  permalink: undefined,
  mediaUrl: undefined,
  timestamp: new Date('2026-10-14T09:00:03Z'),
  ...changes,
});

test.each<[string, Partial<Media>, string[], number]>([
  ['the same caption after the intent matches', {}, [], 1],
  ['Instagram trims the caption', { caption: ' Three  cups\n' }, [], 1],
  ['another caption does not match', { caption: 'Three cup' }, [], 0],
  ['a video does not match', { mediaType: 'VIDEO' }, [], 0],
  ['an older one is the person\u2019s own', { timestamp: new Date('2026-10-14T08:58:59Z') }, [], 0],
  ['a clock that is a minute behind still matches', { timestamp: new Date('2026-10-14T08:59:01Z') }, [], 1],
  [
    'one made long after the call is the person’s own',
    { timestamp: new Date('2026-10-14T09:05:01Z') },
    [],
    0,
  ],
  ['one that is bound to another post does not match', {}, ['1'], 0],
])('%s', (_fact, media, bound, matches) => {
  expect(matchMedia(post, [aMedia(media)], new Set(bound))).toHaveLength(matches);
});

test.each<['carousel' | 'reel' | 'trial_reel' | 'image_story' | 'video_story', string]>([
  ['carousel', 'CAROUSEL_ALBUM'],
  ['reel', 'VIDEO'],
  ['trial_reel', 'VIDEO'],
  ['image_story', 'IMAGE'],
  ['video_story', 'VIDEO'],
])('a %s is a media of type %s', (kind, mediaType) => {
  const listed = ['IMAGE', 'VIDEO', 'CAROUSEL_ALBUM'].map((each) => aMedia({ id: each, mediaType: each }));

  expect(matchMedia({ ...post, kind }, listed, new Set()).map(({ id }) => id)).toEqual([mediaType]);
});

test('a story is known by its time alone, for it has no caption', () => {
  expect(matchMedia({ ...post, kind: 'image_story' }, [aMedia({ caption: '' })], new Set())).toHaveLength(1);
});
