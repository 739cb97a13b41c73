import { expect, test } from 'vitest';
import { readUserTags, type TagPlaces } from './media-user-tags.ts';

const anyone = () => true;

function read(text: string, places: TagPlaces = 'required', isTaggable = anyone) {
  return readUserTags(new Map([['user_tags', text]]), places, isTaggable);
}

test('tags are read from JSON', () => {
  expect(read('[{"username":"bob","x":0.5,"y":"0.8"}]')).toEqual({
    tags: [{ username: 'bob', x: 0.5, y: 0.8 }],
  });
});

test('tags are read from the unquoted form of the samples in the documentation', () => {
  expect(read("[{username:'bob',x:0.5,y:0.8}]")).toEqual({
    tags: [{ username: 'bob', x: 0.5, y: 0.8 }],
  });
});

test.each<[string, TagPlaces, string]>([
  ['no position on a photo', 'required', '[{"username":"bob"}]'],
  ['half a position in a story', 'optional', '[{"username":"bob","x":0}]'],
  ['no username on a video', 'none', '[{"x":0,"y":0}]'],
  ['a position outside the picture', 'required', '[{"username":"bob","x":1.1,"y":0}]'],
  ['entries that are no objects', 'required', 'bob'],
  ['no JSON at all', 'required', '[bob'],
  ['a member that is no text', 'none', '[{"username":{"a":1}}]'],
])('tags with %s are refused with code 100', (_what, places, text) => {
  expect(read(text, places)).toMatchObject({ refusal: { code: 100 } });
});

test('a position on a video is passed over, and a story needs none', () => {
  expect(read('[{"username":"bob","x":0.5,"y":0.5}]', 'none')).toEqual({ tags: [{ username: 'bob' }] });
  expect(read('[{"username":"bob"}]', 'optional')).toEqual({ tags: [{ username: 'bob' }] });
});

test('21 tags are refused with 100/2207040', () => {
  const tags = Array.from({ length: 21 }, (_, at) => ({ username: `p${at}`, x: 0, y: 0 }));
  expect(read(JSON.stringify(tags))).toMatchObject({ refusal: { code: 100, subcode: 2207040 } });
});

test('a person who cannot be tagged is refused with 110/2207018', () => {
  expect(read('[{"username":"nobody","x":0,"y":0}]', 'required', () => false)).toMatchObject({
    refusal: { code: 110, subcode: 2207018, message: 'Invalid user id' },
  });
});
