import type { MissingReason } from '#contract/metric.ts';
import type { Context } from '../context.ts';

/** PostgreSQL's integer. A figure takes half of what the next size would, and few accounts ever pass it. */
const largest = 2_147_483_647;

export function isStorable(value: number): boolean {
  return Number.isInteger(value) && Math.abs(value) <= largest;
}

/** Why a figure that Instagram told has no place here; the operator is told once of each metric, for as long as this runs. */
export function whyNotStorable(
  ctx: Context,
  figure: { subject: string; metric: string },
  value: number,
): MissingReason {
  if (!Number.isInteger(value)) {
    noteUnreadable(ctx, figure);
    return 'not_sent';
  }
  once(figure, 'large', () => ctx.log.warn({ ...figure, value }, 'an insight is larger than what is kept'));
  return 'too_large';
}

/** A figure came in a shape that nobody knows: Meta may have changed it. */
export function noteUnreadable(ctx: Context, figure: { subject: string; metric: string }): void {
  once(figure, 'shape', () => ctx.log.warn(figure, 'an insight came in a shape that nobody knows'));
}

/** Metrics and subjects are few. */
const noted = new Set<string>();

function once(
  { subject, metric }: { subject: string; metric: string },
  what: string,
  note: () => void,
): void {
  const key = `${what} ${subject} ${metric}`;
  if (noted.has(key)) return;
  noted.add(key);
  note();
}
