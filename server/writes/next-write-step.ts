import { plusSeconds } from '../clock.ts';

/** How long what a lost call should have made is looked for before it is made once more. */
const lookSeconds = 60;
/** A comment may be doubled by a repeat, so there is one; whatever comes to the same when it is repeated may be tried longer. */
const mostCalls = { makes: 2, comesToTheSame: 6 };
/** An answer that is a day late is no answer any more: a person decides anew. */
const openSeconds = 24 * 3600;

export interface WriteProgress {
  /** `writing`: a call was made, and what became of it is not known. */
  state: 'waiting' | 'writing';
  calls: number;
  calledAt: Date | null;
  requestedAt: Date;
  /** Instagram's last word was a clear no. */
  isRefused: boolean;
  /** How the kind behaves: whether a repeat comes to the same, and whether one can look. */
  kind: { isRepeatable: boolean; canLook: boolean };
  /** What a look came to: it is there, it is not, or one cannot tell. Undefined when nobody looked. */
  seen?: 'there' | 'absent' | 'unclear';
}

export type WriteStep =
  | { do: 'write' }
  | { do: 'look' }
  | { do: 'settle' }
  | { do: 'wait'; seconds: number }
  | { do: 'fail'; because: 'refused' | 'too_late' }
  | { do: 'give_up' };

/** The one next step of a write. Pure. What a repeat would double is written again only after it was looked for in vain for a minute. */
export function nextWriteStep(write: WriteProgress, now: Date): WriteStep {
  const isLate = now >= plusSeconds(write.requestedAt, openSeconds);
  if (write.state === 'waiting') return isLate ? { do: 'fail', because: 'too_late' } : { do: 'write' };
  const { isRepeatable, canLook } = write.kind;
  if (!canLook) {
    if (write.isRefused) return { do: 'fail', because: 'refused' };
    return isLate || write.calls >= mostCalls.comesToTheSame ? { do: 'give_up' } : { do: 'write' };
  }
  if (write.seen === undefined) return { do: 'look' };
  if (write.seen === 'there') return { do: 'settle' };
  // A clear no, and nothing to be seen of it: both say the same.
  if (write.isRefused) return { do: 'fail', because: 'refused' };
  if (isRepeatable) {
    if (isLate || write.calls >= mostCalls.comesToTheSame) return { do: 'give_up' };
    return { do: 'write' };
  }
  const waited = (now.getTime() - (write.calledAt ?? now).getTime()) / 1000;
  if (waited < lookSeconds) return { do: 'wait', seconds: 5 };
  if (write.seen === 'unclear' || isLate || write.calls >= mostCalls.makes) return { do: 'give_up' };
  return { do: 'write' };
}
