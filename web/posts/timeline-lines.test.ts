import { expect, test } from 'vitest';
import type { Post, PostStep, PostView } from '#contract/posts.ts';
import { linesOf } from './timeline-lines.ts';

let ids = 0;
const step = (name: string, details: PostStep['details'] = {}, outcome: PostStep['outcome'] = 'done') => ({
  id: `${++ids}`,
  at: '2026-10-14T10:00:00Z',
  step: name,
  outcome,
  details,
});
const view = (post: Partial<Post>, ...steps: PostStep[]): PostView => ({
  post: {
    kind: 'image',
    state: 'publishing',
    paused: false,
    firstComment: '',
    items: [{}],
    ...post,
  } as unknown as Post,
  steps,
});
const shown = (view: PostView) => linesOf(view).map(({ look, title }) => `${look}: ${title}`);

test('the last step of a post in flight is what runs, and the rest of the way lies ahead', () => {
  expect(shown(view({ state: 'preparing' }, step('scheduled'), step('container_made')))).toEqual([
    'done: Scheduled',
    'current: Preparing',
    'next: Prepared',
    'next: Publishing',
    'next: Live',
  ]);
});

test('the files of a carousel are one line, each with its id, its trace and whether Instagram has it', () => {
  const lines = linesOf(
    view(
      { kind: 'carousel', state: 'preparing', items: [{}, {}] as unknown as Post['items'] },
      step('child_made', { position: 1, containerId: '11', traceId: 'A' }),
      step('child_made', { position: 2, containerId: '12', traceId: 'B' }),
      step('child_ready', { position: 1, containerId: '11' }),
    ),
  );

  expect(lines[0]).toMatchObject({ title: 'Files prepared', text: 'Instagram took 1 of 2 files.' });
  expect(lines[0]?.files).toEqual([
    { position: 1, containerId: '11', traceId: 'A', isReady: true },
    { position: 2, containerId: '12', traceId: 'B', isReady: false },
  ]);
});

test('a first comment lies ahead until it is written, also behind a live post', () => {
  const post = { state: 'published', firstComment: 'Cone 10' } as const;
  expect(shown(view(post, step('published')))).toEqual(['done: Live', 'next: First comment']);
  expect(shown(view(post, step('published'), step('first_comment', { commentId: '7' })))).toEqual([
    'done: Live',
    'done: First comment',
  ]);
});

test('a first comment that failed is told as such, with the sentence of its code', () => {
  const [, line] = linesOf(
    view(
      { state: 'published', firstComment: 'Cone 10' },
      step('published'),
      step('first_comment', { code: 'action_blocked' }, 'failed'),
    ),
  );
  expect(line).toMatchObject({ look: 'failed', title: 'First comment not written' });
  expect(line?.text).not.toBe('');
});

test('a first comment that may be there is not told as missing', () => {
  const [, line] = linesOf(
    view(
      { state: 'published', firstComment: 'Cone 10' },
      step('published'),
      step('first_comment', { code: 'comment_unconfirmed' }, 'failed'),
    ),
  );
  expect(line).toMatchObject({ look: 'failed', title: 'First comment not confirmed' });
});

test('a post that broke a rule when its work began says which', () => {
  const broken = { rule: 'size', sentence: 'The picture is 9.0 MB.', fix: 'Choose a smaller one.' };
  const [, line] = linesOf(
    view(
      { state: 'failed' },
      step('scheduled'),
      step('failed', { code: 'preflight_failed', breaches: [broken] }, 'failed'),
    ),
  );
  expect(line).toMatchObject({ look: 'failed', text: 'The picture is 9.0 MB.' });
});

test('a story owes no comment', () => {
  expect(
    shown(view({ kind: 'image_story', state: 'published', firstComment: 'Cone 10' }, step('published'))),
  ).toEqual(['done: Live']);
});

test('a live post whose address could not be read says so, and does not look like a failure', () => {
  const lines = linesOf(view({ state: 'published' }, step('published'), step('permalink', {}, 'failed')));

  expect(lines.map(({ look, title }) => `${look}: ${title}`)).toEqual(['done: Live', 'done: Link not read']);
  expect(lines[1]?.text).toBe('The post is live. Instagram did not tell its address.');
});
