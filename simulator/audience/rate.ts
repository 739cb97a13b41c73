/**
 * Which events of a numbered row have a property, as that every twelfth contact leaves a like. They are spread evenly, so that how many
 * of the first n have it, and which is the k-th that has it, is arithmetic: nothing is counted, nothing is kept.
 */
export type Rate = {
  /** Of 65,536 events. */
  per65536: number;
  /** Where the row begins, 0 to 65,535. */
  phase: number;
};

export function rateOf(share: number, phase: number): Rate {
  return { per65536: Math.round(share * 65_536), phase: phase % 65_536 };
}

/** How many of the events 0 to n-1 have it. */
export function countHits({ per65536, phase }: Rate, n: number): number {
  return Math.floor((n * per65536 + phase) / 65_536);
}

export function isHit(rate: Rate, event: number): boolean {
  return countHits(rate, event + 1) > countHits(rate, event);
}

/** The event that is the k-th to have it, k from 0. Ask only for a k that `countHits` has shown to exist. */
export function nthHit({ per65536, phase }: Rate, k: number): number {
  return Math.ceil(((k + 1) * 65_536 - phase) / per65536) - 1;
}
