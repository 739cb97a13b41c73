import { expect, test } from 'vitest';
import { postItem, postSettings } from '#contract/posts.ts';
import type { Snapshot } from '../database/index.ts';
import { digestOf } from './content.ts';

const content: Snapshot = {
  connectionId: 'c1',
  instagramUserId: '17841400000000101',
  kind: 'image',
  items: [postItem.parse({ assetId: '0195d0c8-0000-7000-8000-000000000001' })],
  caption: 'Fresh bread',
  firstComment: '',
  settings: postSettings.parse({}),
};
const digest = (change: Partial<Snapshot> = {}) => digestOf({ ...content, ...change }).toString('hex');
const [item] = content.items;

test.each<[string, Partial<Snapshot>]>([
  ['the account', { instagramUserId: '17841400000000202' }],
  ['the kind', { kind: 'image_story' }],
  ['the caption', { caption: 'Fresh  bread' }],
  ['the first comment', { firstComment: '#bread' }],
  ['a file', { items: [] }],
  ['an alternative text', { items: [{ ...item!, altText: 'x' }] }],
  ['a crop', { items: [{ ...item!, crop: { left: 0, top: 0, width: 1, height: 0.5 } }] }],
  ['a tag', { items: [{ ...item!, people: [{ username: 'lumen', x: null, y: null }] }] }],
  ['a setting', { settings: { ...content.settings, shareToFeed: false } }],
  ['a cover', { settings: { ...content.settings, cover: { from: 'video', atMs: 0 } } }],
])('%s makes it another content', (_, change) => {
  expect(digest(change)).not.toBe(digest());
});

test('the order of files makes it another content', () => {
  const other = { ...item!, assetId: '0195d0c8-0000-7000-8000-000000000002' };

  expect(digest({ items: [item!, other] })).not.toBe(digest({ items: [other, item!] }));
});

test('an account that was connected again makes no other content', () => {
  expect(digest({ connectionId: 'c2' })).toBe(digest());
});

test('a setting that a later version knows makes no other content while it stands as ever', () => {
  const { isPaidPartnership: _, ...older } = content.settings;

  expect(digest({ settings: older as Snapshot['settings'] })).toBe(digest());
});
