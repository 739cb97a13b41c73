import { expect, test } from 'vitest';
import { ownPath } from './own-path.ts';

test.each([
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\t/evil.example',
  '/..//evil.example',
  '/.//evil.example',
  '/w/..//evil.example',
  '/\n/evil.example',
  '/\r\\evil.example',
  '\t//evil.example',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  'data:text/html,x',
  'w/studio',
  '',
  undefined,
  ['/w/studio'],
])('%j leads nowhere', (value) => {
  expect(ownPath(value)).toBeUndefined();
});

test.each(['/', '/w/studio/posts?view=list#top', '/w/st%C3%BCdio', '/w/a//b', '/@evil.example'])(
  '%s is a path of our own',
  (value) => {
    expect(ownPath(value)).toBe(value);
  },
);
