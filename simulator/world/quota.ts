/** Calls of one kind that an account has made, as far back as its limit looks. */
export type Quota = {
  /** `${what}:${accountId}` */
  id: string;
  /** Unix milliseconds on the world's clock, oldest first. */
  takenAt: number[];
  /** Nothing is let through until then. */
  lockedUntil?: number;
};
