import { expect, test } from 'vitest';
import { nextStep, type Progress, type Seen } from './next-step.ts';

const intent = new Date('2026-10-14T09:00:00Z');
const after = (seconds: number) => new Date(intent.getTime() + seconds * 1000);
const aPost = (changes: Partial<Progress>): Progress => ({
  state: 'scheduled',
  publishAt: intent,
  children: [],
  hasRoom: true,
  hasWords: true,
  containerId: null,
  containerMadeAt: null,
  attempt: 0,
  publishCalledAt: null,
  publishCalls: 0,
  refusal: null,
  ...changes,
});
const aPreparing = (container: Seen['container'] | undefined, changes: Partial<Progress> = {}) =>
  aPost({
    state: 'preparing',
    containerId: '1',
    containerMadeAt: intent,
    ...(container ? { seen: { container, matches: 0, mediaId: null } } : {}),
    ...changes,
  });
const aPublishing = (seen: Partial<Seen> | undefined, changes: Partial<Progress> = {}) =>
  aPost({
    state: 'publishing',
    containerId: '1',
    containerMadeAt: intent,
    publishCalledAt: intent,
    publishCalls: 1,
    ...(seen ? { seen: { container: 'finished', matches: 0, mediaId: null, ...seen } } : {}),
    ...changes,
  });

const sawAlone = (container: Seen['container']): Seen => ({ container, matches: 0, mediaId: null });
const sawFailure = (code: 'video_refused' | 'media_fetch_failed', mayPass: boolean): Seen => ({
  ...sawAlone('error'),
  failure: { code, subcode: 7, mayPass },
});
const aCarousel = (...children: ('none' | 'made' | 'ready')[]) =>
  aPost({
    state: 'preparing',
    containerMadeAt: intent,
    children: children.map((each, i) => ({
      containerId: each === 'none' ? null : `c${i}`,
      isReady: each === 'ready',
    })),
  });

test.each<[string, Progress, number, ReturnType<typeof nextStep>]>([
  ['a scheduled post gets its container', aPost({}), 0, { do: 'create_container' }],
  ['a prepared one is asked about', aPreparing(undefined), 0, { do: 'read_container' }],
  ['one in progress is asked again soon', aPreparing('in_progress'), 3, { do: 'wait', seconds: 2 }],
  ['and once a minute later', aPreparing('in_progress'), 400, { do: 'wait', seconds: 60 }],
  [
    'one that never finishes is made anew',
    aPreparing('in_progress'),
    24 * 3600,
    { do: 'start_over', because: 'container_expired' },
  ],
  ['a finished one is ready', aPreparing('finished'), 5, { do: 'mark_ready' }],
  ['a broken one fails', aPreparing('error'), 5, { do: 'fail', code: 'container_failed' }],
  [
    'one that Instagram refused while it worked on it fails with the reason',
    aPreparing('error', { seen: sawFailure('video_refused', false) }),
    5,
    { do: 'fail', code: 'video_refused', subcode: 7 },
  ],
  [
    'one that may pass is made anew after a rest',
    aPreparing('error', { seen: sawFailure('media_fetch_failed', true) }),
    5,
    { do: 'start_over', because: 'media_fetch_failed', seconds: 10 },
  ],
  [
    'a longer one each time',
    aPreparing('error', { attempt: 4, seen: sawFailure('media_fetch_failed', true) }),
    5,
    { do: 'start_over', because: 'media_fetch_failed', seconds: 120 },
  ],
  [
    'though not for ever',
    aPreparing('error', { attempt: 5, seen: sawFailure('media_fetch_failed', true) }),
    5,
    { do: 'fail', code: 'media_fetch_failed', subcode: 7 },
  ],
  [
    'the files of a carousel get their containers one by one',
    aCarousel('made', 'none'),
    0,
    { do: 'create_child', position: 1 },
  ],
  [
    'when all are made, each is asked about',
    aCarousel('ready', 'made'),
    0,
    { do: 'read_child', position: 1 },
  ],
  [
    'a child that is finished is ready',
    { ...aCarousel('ready', 'made'), seen: sawAlone('finished') },
    0,
    { do: 'mark_child_ready', position: 1 },
  ],
  [
    'a child in progress is waited for',
    { ...aCarousel('made', 'made'), seen: sawAlone('in_progress') },
    3,
    { do: 'wait', seconds: 2 },
  ],
  [
    'a child that is dead lets the whole start over',
    { ...aCarousel('ready', 'made'), seen: sawAlone('expired') },
    0,
    { do: 'start_over', because: 'container_expired' },
  ],
  [
    'a child that is published already means that the carousel may be live',
    { ...aCarousel('made', 'made'), seen: sawAlone('published') },
    0,
    { do: 'look' },
  ],
  [
    'the carousel itself is made when every child is ready',
    aCarousel('ready', 'ready'),
    0,
    { do: 'create_container' },
  ],
  [
    'a ready post waits for its moment to the millisecond',
    aPost({ state: 'ready', containerMadeAt: intent, publishAt: after(61.25) }),
    60,
    { do: 'wait', seconds: 1.25 },
  ],
  [
    'without room in the publishing limit it is read again at the moment itself',
    aPost({ state: 'ready', containerMadeAt: intent, hasRoom: false }),
    60,
    { do: 'read_room' },
  ],
  [
    'what nothing but its time tells from others is taken when its container is live and the list had time',
    aPublishing({ container: 'published', matches: 1, mediaId: '9' }, { hasWords: false }),
    75,
    { do: 'settle_published', mediaId: '9' },
  ],
  [
    'and not before',
    aPublishing({ container: 'published', matches: 1, mediaId: '9' }, { hasWords: false }),
    74,
    { do: 'wait', seconds: 4 },
  ],
  [
    'and not while its container is not: it is the person’s own',
    aPublishing({ container: 'finished', matches: 1, mediaId: '9' }, { hasWords: false }),
    61,
    { do: 'publish' },
  ],
  [
    'an expired one is made anew',
    aPreparing('expired'),
    5,
    { do: 'start_over', because: 'container_expired' },
  ],
  ['but not for ever', aPreparing('expired', { attempt: 2 }), 5, { do: 'fail', code: 'container_expired' }],
  ['one that is published already is looked for', aPreparing('published'), 5, { do: 'look' }],
  ['a ready one is published', aPost({ state: 'ready', containerMadeAt: intent }), 60, { do: 'publish' }],
  [
    'a stale ready one is asked about first',
    aPost({ state: 'ready', containerMadeAt: intent }),
    24 * 3600,
    { do: 'read_container' },
  ],
  [
    'a stale one that is still finished is published',
    aPost({
      state: 'ready',
      containerMadeAt: intent,
      seen: { container: 'finished', matches: 0, mediaId: null },
    }),
    24 * 3600,
    { do: 'publish' },
  ],
  ['a publish that died is looked at before anything else', aPublishing(undefined), 0, { do: 'look' }],
  [
    'exactly one match settles it',
    aPublishing({ container: 'published', matches: 1, mediaId: '9' }),
    1,
    { do: 'settle_published', mediaId: '9' },
  ],
  [
    'a match settles it even when the call was refused',
    aPublishing({ matches: 1, mediaId: '9' }, { refusal: 'action_blocked' }),
    1,
    { do: 'settle_published', mediaId: '9' },
  ],
  ['an unclear one is watched for a minute', aPublishing({}), 59, { do: 'wait', seconds: 4 }],
  ['then the same container is sent once more', aPublishing({}), 61, { do: 'publish' }],
  [
    'but not a third time',
    aPublishing({}, { publishCalls: 2 }),
    200,
    { do: 'give_up', reason: 'never_confirmed' },
  ],
  [
    'a refused one that is not live fails with the refusal',
    aPublishing({}, { refusal: 'publishing_limit_reached' }),
    61,
    { do: 'fail', code: 'refused' },
  ],
  [
    'one that is live is searched for minutes',
    aPublishing({ container: 'published' }),
    299,
    { do: 'wait', seconds: 4 },
  ],
  [
    'and then told as live without its id',
    aPublishing({ container: 'published' }),
    301,
    { do: 'give_up', reason: 'live_id_not_found' },
  ],
  [
    'two candidates are for a person to tell apart',
    aPublishing({ container: 'published', matches: 2 }),
    61,
    { do: 'give_up', reason: 'several_matches' },
  ],
  [
    'a dead container with no match may be made anew',
    aPublishing({ container: 'expired' }),
    61,
    { do: 'start_over', because: 'container_expired' },
  ],
  ['though only after a look', aPublishing({ container: 'expired' }), 10, { do: 'wait', seconds: 4 }],
  [
    'a vanished container is never made anew by itself',
    aPublishing({ container: 'gone' }),
    61,
    { do: 'give_up', reason: 'container_gone' },
  ],
])('%s', (_fact, post, seconds, step) => {
  expect(nextStep(post, after(seconds))).toEqual(step);
});
