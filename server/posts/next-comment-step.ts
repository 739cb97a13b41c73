/** How long a comment whose answer was lost is looked for before it is written once more. */
const lookSeconds = 60;
const mostCalls = 2;

export interface CommentProgress {
  /** `writing`: a call was made, and what became of it is not known. */
  state: 'waiting' | 'writing';
  calls: number;
  calledAt: Date | null;
  /** Code of the refusal that answered the last call, if one did. */
  refusal: string | null;
  /** The comment's id when it was found, null when it was looked for and not there; undefined when nobody looked. */
  found?: string | null;
}

export type CommentStep =
  | { do: 'write' }
  | { do: 'look' }
  | { do: 'settle'; commentId: string }
  | { do: 'wait'; seconds: number }
  | { do: 'fail'; code: 'refused' | 'comment_unconfirmed' };

/** The one next step of a first comment. Pure. Nothing is written again before it was looked for in vain for a minute. */
export function nextCommentStep(comment: CommentProgress, now: Date): CommentStep {
  if (comment.state === 'waiting') return { do: 'write' };
  if (comment.found === undefined) return { do: 'look' };
  if (comment.found) return { do: 'settle', commentId: comment.found };
  const waited = (now.getTime() - (comment.calledAt ?? now).getTime()) / 1000;
  if (waited < lookSeconds) return { do: 'wait', seconds: 5 };
  if (comment.refusal) return { do: 'fail', code: 'refused' };
  return comment.calls < mostCalls ? { do: 'write' } : { do: 'fail', code: 'comment_unconfirmed' };
}
