import { expect, test } from 'vitest';
import { readUserTags } from './media-user-tags.ts';

const anyone = () => true;

test('tags are read from JSON', () => {
  expect(readUserTags('[{"username":"bob","x":0.5,"y":"0.8"}]', anyone)).toEqual({
    tags: [{ username: 'bob', x: 0.5, y: 0.8 }],
  });
});

test('tags are read from the unquoted form of the samples in the documentation', () => {
  expect(readUserTags("[{username:'bob',x:0.5,y:0.8}]", anyone)).toEqual({
    tags: [{ username: 'bob', x: 0.5, y: 0.8 }],
  });
});

test.each([
  ['no position', '[{"username":"bob"}]'],
  ['a position outside the picture', '[{"username":"bob","x":1.1,"y":0}]'],
  ['no list', '{"username":"bob","x":0,"y":0}'],
  ['no JSON at all', 'bob'],
])('tags with %s are refused with code 100', (_what, text) => {
  expect(readUserTags(text, anyone)).toMatchObject({ refusal: { code: 100 } });
});

test('a person who cannot be tagged is refused with 110/2207018', () => {
  expect(readUserTags('[{"username":"nobody","x":0,"y":0}]', () => false)).toMatchObject({
    refusal: { code: 110, subcode: 2207018, message: 'Invalid user id' },
  });
});
