import type { Running } from '../running.ts';

/** Forgets what lives with the process and not with the world: faults to come, the journal, counted calls. */
export function forgetRun({ faults, journal, counter }: Running): void {
  faults.clear();
  journal.clear();
  counter.clear();
}
