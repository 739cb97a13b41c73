import { plusSeconds } from '../clock.ts';

/**
 * A repeat that would double needs two looks in vain, so far apart. The first comes when the call has ended: by itself, by its
 * time of ten seconds, or with its worker's lease. Instagram has had a minute more than that to take effect of it and to show it.
 */
const lookSeconds = 60;
/** A comment may be doubled by a repeat, so there is one; whatever comes to the same when it is repeated may be tried longer. */
const mostCalls = { makes: 2, comesToTheSame: 6 };
/** An answer that is a day late is no answer any more: a person decides anew. */
const openSeconds = 24 * 3600;

export interface WriteProgress {
  /** `writing`: a call was made, and what became of it is not known. */
  state: 'waiting' | 'writing';
  calls: number;
  /** When it was first looked for in vain after the last call. */
  unseenSince: Date | null;
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

/** The one next step of a write. Pure. What a repeat would double is written again only after a minute between two looks in vain. */
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
  const unseenSeconds = (now.getTime() - (write.unseenSince ?? now).getTime()) / 1000;
  if (unseenSeconds < lookSeconds) return { do: 'wait', seconds: 5 };
  if (write.seen === 'unclear' || isLate || write.calls >= mostCalls.makes) return { do: 'give_up' };
  return { do: 'write' };
}
