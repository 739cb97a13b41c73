import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wordDifference } from './word-difference.ts';

const side = (runs: ReturnType<typeof wordDifference>, leave: 'added' | 'removed') =>
  runs
    ?.filter(({ is }) => is !== leave)
    .map(({ text }) => text)
    .join('');

test('the same text differs nowhere', () => {
  expect(wordDifference('Fresh bread', 'Fresh bread')).toBeNull();
});

test('a word in place of another is told as one going and one coming', () => {
  expect(wordDifference('Fresh bread at seven, daily', 'Fresh bread at eight, daily')).toEqual([
    { is: 'same', text: 'Fresh bread at ' },
    { is: 'removed', text: 'seven' },
    { is: 'added', text: 'eight' },
    { is: 'same', text: ', daily' },
  ]);
});

test('words added at the end leave the rest alone', () => {
  expect(wordDifference('Fresh', 'Fresh bread')).toEqual([
    { is: 'same', text: 'Fresh' },
    { is: 'added', text: ' bread' },
  ]);
});

test('a script without spaces goes by its words', () => {
  expect(wordDifference('今日は晴れです', '今日は雨です')).toEqual([
    { is: 'same', text: '今日は' },
    { is: 'removed', text: '晴れ' },
    { is: 'added', text: '雨' },
    { is: 'same', text: 'です' },
  ]);
});

test('the longest captions are compared in a moment', () => {
  const one = Array.from({ length: 3000 }, (_, i) => `a${i}`).join(' ');
  const other = Array.from({ length: 3000 }, (_, i) => `b${i}`).join(' ');
  const start = performance.now();

  expect(side(wordDifference(one, other), 'added')).toBe(one);
  expect(performance.now() - start).toBeLessThan(2000);
});

test('without what came it is the text before, without what went the text after', () => {
  const words = fc
    .array(
      fc.oneof(fc.constantFrom('bread', ' ', 'at', '\n', '#tag', '👩‍🍳', 'é'), fc.string({ maxLength: 4 })),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(words, words, (before, after) => {
      const runs = wordDifference(before, after);
      if (runs === null) return before === after;
      const neighbours = runs.every(({ is }, i) => i === 0 || runs[i - 1]!.is !== is);
      return neighbours && side(runs, 'added') === before && side(runs, 'removed') === after;
    }),
  );
});
