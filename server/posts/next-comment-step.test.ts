import { expect, test } from 'vitest';
import { nextCommentStep, type CommentProgress } from './next-comment-step.ts';

const unseenSince = new Date('2026-10-14T09:00:00Z');
const aComment = (changes: Partial<CommentProgress> = {}): CommentProgress => ({
  state: 'writing',
  calls: 1,
  unseenSince,
  refusal: null,
  ...changes,
});

test.each<[string, CommentProgress, number, ReturnType<typeof nextCommentStep>]>([
  [
    'a comment that nobody wrote is written',
    aComment({ state: 'waiting', calls: 0, unseenSince: null }),
    0,
    { do: 'write' },
  ],
  ['one whose answer is not known is looked for first', aComment(), 0, { do: 'look' }],
  ['and when it is there it is ours', aComment({ found: '9' }), 1, { do: 'settle', commentId: '9' }],
  [
    'also when the call was refused',
    aComment({ found: '9', refusal: 'action_blocked' }),
    1,
    { do: 'settle', commentId: '9' },
  ],
  [
    'one that is looked for the first time is waited for, however late that is',
    aComment({ found: null, unseenSince: null }),
    600,
    { do: 'wait', seconds: 5 },
  ],
  ['one that is not there yet is waited for', aComment({ found: null }), 59, { do: 'wait', seconds: 5 }],
  [
    'one that may lie beneath many newer ones is not written again',
    aComment({ found: null, isCutOff: true }),
    60,
    { do: 'fail', code: 'comment_unconfirmed' },
  ],
  ['and then written once more', aComment({ found: null }), 60, { do: 'write' }],
  [
    'but not a third time',
    aComment({ found: null, calls: 2 }),
    60,
    { do: 'fail', code: 'comment_unconfirmed' },
  ],
  [
    'a refused one that is not there is told with the refusal',
    aComment({ found: null, refusal: 'action_blocked' }),
    60,
    { do: 'fail', code: 'refused' },
  ],
])('%s', (_fact, comment, seconds, step) => {
  expect(nextCommentStep(comment, new Date(unseenSince.getTime() + seconds * 1000))).toEqual(step);
});
