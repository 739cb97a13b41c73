import { expect, test } from 'vitest';
import { countCaption, markCaption } from './caption.ts';

test('a caption is marked piece by piece, and the pieces are the whole of it', () => {
  const caption = 'Kiln open! #celadon by @linden.ceramics. Write to mail@kiln.example, stall #12.';
  const pieces = markCaption(caption);

  expect(pieces.map(({ text }) => text).join('')).toBe(caption);
  expect(pieces.filter(({ is }) => is !== 'text')).toEqual([
    { text: '#celadon', is: 'hashtag' },
    { text: '@linden.ceramics', is: 'mention' },
  ]);
});

test.each(['', '#', '@', '#one#two@three', 'a@b @c', '#größe_1 #日本 😀#x'])(
  'what is marked in %j is what is counted',
  (caption) => {
    const pieces = markCaption(caption);
    const { hashtags, mentions } = countCaption(caption);
    expect(pieces.filter(({ is }) => is === 'hashtag')).toHaveLength(hashtags);
    expect(pieces.filter(({ is }) => is === 'mention')).toHaveLength(mentions);
  },
);
