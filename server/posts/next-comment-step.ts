/** A repeat needs two looks in vain, so far apart: Instagram may be late with what it did, and with showing it. */
const lookSeconds = 60;
const mostCalls = 2;

export interface CommentProgress {
  /** `writing`: a call was made, and what became of it is not known. */
  state: 'waiting' | 'writing';
  calls: number;
  /** When it was first looked for in vain after the last call. */
  unseenSince: Date | null;
  /** Code of the refusal that answered the last call, if one did. */
  refusal: string | null;
  /** The comment's id when it was found, null when it was looked for and not there; undefined when nobody looked. */
  found?: string | null;
  /** What was looked through ended before our call, under many newer comments: what is not on it may be there. */
  isCutOff?: boolean;
}

export type CommentStep =
  | { do: 'write' }
  | { do: 'look' }
  | { do: 'settle'; commentId: string }
  | { do: 'wait'; seconds: number }
  | { do: 'fail'; code: 'refused' | 'comment_unconfirmed' };

/** The one next step of a first comment. Pure. Nothing is written again but after a minute between two looks in vain. */
export function nextCommentStep(comment: CommentProgress, now: Date): CommentStep {
  if (comment.state === 'waiting') return { do: 'write' };
  if (comment.found === undefined) return { do: 'look' };
  if (comment.found) return { do: 'settle', commentId: comment.found };
  const unseenSeconds = (now.getTime() - (comment.unseenSince ?? now).getTime()) / 1000;
  if (unseenSeconds < lookSeconds) return { do: 'wait', seconds: 5 };
  if (comment.refusal) return { do: 'fail', code: 'refused' };
  return comment.calls < mostCalls && !comment.isCutOff
    ? { do: 'write' }
    : { do: 'fail', code: 'comment_unconfirmed' };
}
