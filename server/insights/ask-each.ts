import type { MissingReason } from '#contract/metric.ts';
import { AppError } from '../app-error.ts';
import type { InsightFigure, InsightFigures } from '../instagram/index.ts';

/** Why Meta did not take a metric. */
export interface Refusal {
  reason: MissingReason;
  /** Meta's number. */
  code: number | null;
}

export interface Asked {
  figures: Map<string, InsightFigure>;
  unreadable: string[];
  refused: Map<string, Refusal>;
  /** False when Meta took no part of the question: then it is the question that is wrong, and not its metrics. */
  isTaken: boolean;
}

/** Meta: the media was posted before the account became a professional one; it was not shared to Facebook. */
const beforeBusiness = 2_108_006;
const notOnFacebook = 2_207_086;

/**
 * Asks for metrics together. One that Meta does not take has all of them refused, and only words say which: so the question is
 * parted until the culprits stand alone. When neither its first nor its last metric is taken by itself, the question is wrong
 * for all, and two calls more are what that costs. Throws what is no refusal of metrics, and `permission_missing` when
 * that is what all are refused for.
 */
export async function askEach(
  metrics: readonly string[],
  ask: (metrics: readonly string[]) => Promise<InsightFigures>,
): Promise<Asked> {
  const asked: Asked = {
    figures: new Map(),
    unreadable: [],
    refused: new Map(),
    isTaken: metrics.length === 0,
  };
  const refusal = await attempt(metrics);
  if (!refusal) return asked;
  const isOfMedia = refusal.reason === 'before_business';
  const ends = [metrics[0]!, metrics.at(-1)!];
  if (metrics.length > 2 && !isOfMedia)
    for (const metric of ends) await note([metric], await attempt([metric]));
  if (asked.isTaken) await part(metrics.slice(1, -1));
  else if (metrics.length === 2 && !isOfMedia) await part(metrics, true);
  if (!asked.isTaken) {
    if (refusal.reason === 'permission_missing') throw refusal.error;
    for (const metric of metrics) asked.refused.set(metric, refusal);
  }
  return asked;

  async function attempt(some: readonly string[]) {
    if (some.length === 0) return undefined;
    try {
      const { figures, unreadable } = await ask(some);
      asked.isTaken = true;
      for (const [metric, figure] of figures) asked.figures.set(metric, figure);
      asked.unreadable.push(...unreadable);
      return undefined;
    } catch (error) {
      const known = refusalOf(error);
      if (!known) throw error;
      return { ...known, error };
    }
  }

  async function note(some: readonly string[], found: Refusal | undefined): Promise<void> {
    if (!found) return;
    if (some.length > 1) return part(some, true);
    asked.refused.set(some[0]!, { reason: found.reason, code: found.code });
  }

  /** `isRefused`: as a whole, already. */
  async function part(some: readonly string[], isRefused = false): Promise<void> {
    if (!isRefused) return note(some, await attempt(some));
    const middle = Math.ceil(some.length / 2);
    for (const half of [some.slice(0, middle), some.slice(middle)]) await note(half, await attempt(half));
  }
}

/** By Meta's numbers. Undefined for an outage, a throttle, a token or a media that is not there. */
function refusalOf(error: unknown): Refusal | undefined {
  if (!(error instanceof AppError)) return undefined;
  const { code, subcode, status } = error.details;
  const number = typeof code === 'number' ? code : null;
  if (error.code === 'permission_missing') return { reason: 'permission_missing', code: number };
  // "An unknown error has occurred": what a metric without that breakdown gets, beside what passes by itself.
  if (code === 1 && status === 400) return { reason: 'not_sent', code: 1 };
  if (error.code !== 'instagram_unexpected' || code !== 100) return undefined;
  if (subcode === beforeBusiness) return { reason: 'before_business', code: number };
  return { reason: subcode === notOnFacebook ? 'not_on_facebook' : 'refused', code: number };
}
