import { expect, test } from 'vitest';
import type { Post, PostStep, PostView } from '#contract/posts.ts';
import { paceOf } from './pace.ts';

const now = Date.parse('2026-10-14T10:00:00Z');
const view = (post: Partial<Post>, ...steps: string[]): PostView => ({
  post: {
    kind: 'image',
    state: 'scheduled',
    paused: false,
    firstComment: '',
    publishAt: '2026-10-21T10:00:00Z',
    ...post,
  } as Post,
  steps: steps.map((step) => ({ step }) as PostStep),
});

test('a post of next week is waited for, not followed', () => {
  expect(paceOf(view({}), now)).toBe('waiting');
});

test('a post is followed once it is due within minutes, or on its way before that', () => {
  expect(paceOf(view({ publishAt: '2026-10-14T10:04:00Z' }), now)).toBe('moving');
  expect(paceOf(view({ publishAt: '2026-10-14T09:59:00Z' }), now)).toBe('moving');
  expect(paceOf(view({ state: 'preparing', publishAt: '2026-10-14T10:14:00Z' }), now)).toBe('moving');
});

test('a paused post is not followed, however near its moment is', () => {
  expect(paceOf(view({ paused: true, publishAt: '2026-10-14T10:01:00Z' }), now)).toBe('resting');
});

test('a live post is followed until its comment is settled and its address is known', () => {
  expect(paceOf(view({ state: 'published' }), now)).toBe('moving');
  expect(paceOf(view({ state: 'published', firstComment: 'Hello' }, 'permalink'), now)).toBe('moving');
  expect(paceOf(view({ state: 'published', firstComment: 'Hello' }, 'first_comment', 'permalink'), now)).toBe(
    'resting',
  );
});

test('what waits for a decision is looked at again, what failed is not', () => {
  expect(paceOf(view({ state: 'in_review' }), now)).toBe('asked');
  expect(paceOf(view({ state: 'failed' }), now)).toBe('resting');
});
