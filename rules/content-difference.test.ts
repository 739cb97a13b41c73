import { expect, test } from 'vitest';
import {
  canonical,
  contentDifference,
  type ReviewedContent,
  type ReviewedItem,
} from './content-difference.ts';

const item = (assetId: string, more: Partial<ReviewedItem> = {}): ReviewedItem => ({
  assetId,
  altText: '',
  crop: null,
  people: [],
  products: [],
  ...more,
});
const content = (more: Partial<ReviewedContent> = {}): ReviewedContent => ({
  kind: 'carousel',
  caption: 'Bread',
  firstComment: '',
  items: [item('a'), item('b'), item('c')],
  settings: { shareToFeed: true, location: { pageId: '1', name: 'Lumen' } },
  ...more,
});

test('the same content differs nowhere, whatever the order of its names', () => {
  const settings = { location: { name: 'Lumen', pageId: '1' }, shareToFeed: true };

  expect(contentDifference(content(), content({ settings }))).toBeNull();
});

test('settings are told by name, before and after', () => {
  const difference = contentDifference(
    content(),
    content({ settings: { shareToFeed: false, location: null } }),
  );

  expect(difference?.settings).toEqual([
    { name: 'location', before: { pageId: '1', name: 'Lumen' }, after: null },
    { name: 'shareToFeed', before: true, after: false },
  ]);
});

test('a file that went and one that came are told with their places', () => {
  const after = content({ items: [item('a'), item('c'), item('d')] });

  expect(contentDifference(content(), after)?.files).toMatchObject([
    { assetId: 'd', is: 'added', before: null, after: 2 },
    { assetId: 'b', is: 'removed', before: 1, after: null },
  ]);
});

test('files that changed places are moved, and one that only moved up is not', () => {
  const after = content({ items: [item('c'), item('a'), item('b')] });

  const moved = contentDifference(content(), after)?.files.map(({ assetId, is }) => [assetId, is]);
  expect(moved).toContainEqual(['c', 'moved']);
  const without = content({ items: [item('b'), item('c')] });
  expect(contentDifference(content(), without)?.files.map(({ assetId, is }) => [assetId, is])).toEqual([
    ['a', 'removed'],
  ]);
});

test('alt text, crop and tags of a file are told apart', () => {
  const after = content({
    items: [
      item('a', { altText: 'A loaf' }),
      item('b', { crop: { left: 0, top: 0, width: 0.5, height: 1 } }),
      item('c', { people: [{ username: 'lumen', x: null, y: null }] }),
    ],
  });

  expect(contentDifference(content(), after)?.files).toMatchObject([
    { assetId: 'a', is: 'changed', altText: [{ is: 'added', text: 'A loaf' }], cropChanged: false },
    { assetId: 'b', is: 'changed', cropChanged: true, tagsChanged: false },
    { assetId: 'c', is: 'changed', cropChanged: false, tagsChanged: true },
  ]);
});

test('a file that stands in a post twice is told apart by its turn', () => {
  const before = content({ items: [item('a'), item('a', { altText: 'x' })] });
  const after = content({ items: [item('a')] });

  expect(contentDifference(before, after)?.files).toMatchObject([{ assetId: 'a', is: 'removed', before: 1 }]);
});

test('a text is the same for the same content alone', () => {
  expect(canonical({ b: [1, null], a: 'x' })).toBe(canonical({ a: 'x', b: [1, null] }));
  expect(canonical(['a', 'b'])).not.toBe(canonical(['b', 'a']));
});
