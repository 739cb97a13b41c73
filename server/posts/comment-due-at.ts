import type { InFlight } from './select-runs.ts';

/** When the first comment is next to be looked after; null when there is none or it is settled. */
export function commentDueAt(run: InFlight): Date | null {
  const isOpen = run.comment_state === 'waiting' || run.comment_state === 'writing';
  return isOpen ? (run.comment_due_at ?? new Date(0)) : null;
}
