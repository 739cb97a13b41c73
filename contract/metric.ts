import { z } from 'zod';
import { instant } from './identity.ts';

/** One of Meta's Pacific days, `2026-10-14`. */
export const metaDay = z.iso.date();

/** Why a figure is not there. Each has its sentence in web/insights/strings.ts. */
export const missingReason = z.enum([
  /** We have not asked yet. */
  'not_read',
  /** Instagram answered without a value, for the whole or for some of the days. */
  'not_sent',
  'some_days_not_sent',
  /** Instagram told a number beyond 2,147,483,647, which is not kept. */
  'too_large',
  /** Instagram tells it from 100 followers, or 100 engagements, on. */
  'below_threshold',
  'too_few_viewers',
  /** Meta took the metric out of service. */
  'retired',
  /** Instagram refused it for another cause; it is asked for again later. */
  'refused',
  'not_for_kind',
  'not_through_login',
  'permission_missing',
  /** Posted before the account became a professional one. */
  'before_business',
  /** Told only of what was shared to Facebook too. */
  'not_on_facebook',
  /** Instagram does not answer windows of this length through this login. */
  'window_too_long',
  /** Further back than Instagram tells. */
  'too_long_ago',
  /** There is no whole period before to compare with. */
  'no_full_period',
]);
export type MissingReason = z.output<typeof missingReason>;

/** A figure as Instagram told it, or why there is none; never a zero in place of nothing. */
export const measure = z.object({
  value: z.number().nullable(),
  reason: missingReason.nullable(),
  /** When Instagram told it; of a sum, when its oldest part was. */
  readAt: instant.nullable(),
  /** With `some_days_not_sent`: how many of the days are not there. */
  missingDays: z.number().int().optional(),
});
export type Measure = z.output<typeof measure>;

/** Parts of a figure, largest first; Instagram leaves out parts of zero. */
export const breakdown = z.object({
  metric: z.string(),
  dimension: z.string(),
  rows: z.array(z.object({ keys: z.array(z.string()), value: z.number() })),
  reason: missingReason.nullable(),
  readAt: instant.nullable(),
});
export type Breakdown = z.output<typeof breakdown>;

/** A metric that is not shown, and why: one that Meta retired empties nothing but itself. */
export const namedMetric = z.object({
  metric: z.string(),
  subject: z.string(),
  reason: missingReason,
  since: instant,
});
export type NamedMetric = z.output<typeof namedMetric>;
