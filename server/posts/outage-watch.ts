/** Tells an outage of Instagram from one account's trouble, by what the calls of many accounts came to. */
export interface OutageWatch {
  /** A call for this account failed as in an outage. Answers whether it looks like one. */
  noteFailure(instagramUserId: string, at: Date): boolean;
  noteSuccess(instagramUserId: string, at: Date): void;
}

const windowMs = 120_000;
/** Fewer may be a coincidence; an installation with fewer accounts holds each by itself. */
const leastAccounts = 5;
const leastShare = 0.8;
/** Of the accounts that were heard of last; enough to know a share by. */
const mostAccounts = 2000;

/** Remembers in this process alone: each worker judges by what it met, and what it finds is saved for all. */
export function createOutageWatch(): OutageWatch {
  // In the order of the last call: what is too old stands in front.
  const last = new Map<string, { at: number; failed: boolean }>();
  const note = (account: string, at: number, failed: boolean) => {
    last.delete(account);
    last.set(account, { at, failed });
    if (last.size > mostAccounts) last.delete(last.keys().next().value ?? '');
  };
  return {
    noteSuccess: (account, at) => note(account, at.getTime(), false),
    noteFailure(account, at) {
      note(account, at.getTime(), true);
      const recent = [...last.values()].filter((each) => each.at > at.getTime() - windowMs);
      const failed = recent.filter((each) => each.failed).length;
      return failed >= leastAccounts && failed / recent.length >= leastShare;
    },
  };
}
