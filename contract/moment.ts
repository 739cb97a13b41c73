import { z } from 'zod';
import { instant } from './identity.ts';

/** The clock on the wall of the account's zone: `2026-10-14T10:00`. */
export const wallTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'Write it as 2026-10-14T10:00.');

/** Which of two moments is meant where the clock skips a time or shows it twice. */
export const clockChoice = z.enum(['earlier', 'later']);
export type ClockChoice = z.output<typeof clockChoice>;

/** When a post goes out: now when nothing is named, else at an instant, at a wall time of the account, or in its next free queue slot. */
export const publishMoment = z
  .object({
    publishAt: instant.optional(),
    wallTime: wallTime.optional(),
    /** For a wall time that the clock skips or shows twice; without it such a time is refused as `wall_time_unclear`. */
    unclear: clockChoice.optional(),
    slot: z.literal('next').optional(),
  })
  .refine(
    ({ publishAt, wallTime, slot }) => [publishAt, wallTime, slot].filter(Boolean).length <= 1,
    'Name one moment: publishAt, wallTime or slot.',
  );
export type PublishMoment = z.output<typeof publishMoment>;
