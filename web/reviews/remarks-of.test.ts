import { expect, test } from 'vitest';
import type { ReviewComment } from '#contract/reviews.ts';
import { marksOf, spotsOf } from './remark.ts';
import { remarksOf } from './remarks-of.ts';

let made = 0;
const aComment = (more: Partial<ReviewComment>): ReviewComment => ({
  id: `${++made}`,
  author: { userId: 'ana', name: 'Ana', byLink: false },
  at: '2026-11-26T10:00:00Z',
  body: 'Warmer',
  anchor: null,
  resolved: null,
  ...more,
});
const onWords = (isThere: boolean) =>
  ({ on: 'caption', from: 2, to: 5, quote: 'kil', isThere }) satisfies ReviewComment['anchor'];
const onFile = (assetId: string, isThere = true) =>
  ({ on: 'picture', assetId, x: 0.5, y: 0.2, isThere }) satisfies ReviewComment['anchor'];
const items = [{ assetId: 'one' }, { assetId: 'two' }];
const read = (comments: ReviewComment[]) => remarksOf(comments, items, () => false);

test('only open comments whose place is still there are numbered, in their order', () => {
  const numbers = read([
    aComment({}),
    aComment({ anchor: onWords(true) }),
    aComment({ anchor: onWords(false) }),
    aComment({ anchor: onFile('gone', false) }),
    aComment({
      anchor: onWords(true),
      resolved: { userId: null, name: 'Bo', byLink: false, at: '2026-11-26T11:00:00Z' },
    }),
    aComment({ anchor: onFile('two') }),
  ]).map(({ nth }) => nth);
  expect(numbers).toEqual([null, 1, null, null, null, 2]);
});

test('what is numbered is marked on the words or on its file, and nothing else is', () => {
  const remarks = read([
    aComment({ anchor: onFile('two') }),
    aComment({ anchor: onWords(true) }),
    aComment({ anchor: onWords(false) }),
    aComment({ anchor: onFile('gone', false) }),
  ]);
  expect(spotsOf(remarks)).toEqual([{ nth: 1, assetId: 'two', x: 0.5, y: 0.2 }]);
  expect(marksOf(remarks)).toEqual([{ nth: 2, from: 2, to: 5 }]);
});

test('a comment on a file tells its place in the post by now', () => {
  const [remark] = remarksOf(
    [aComment({ anchor: onFile('one') })],
    [{ assetId: 'two' }, { assetId: 'one' }],
    () => true,
  );
  expect(remark?.about).toEqual({ on: 'picture', assetId: 'one', x: 0.5, y: 0.2, file: 2 });
});
