import type { MissingReason, NamedMetric } from '#contract/metric.ts';
import { missingReason } from '#contract/metric.ts';
import { retiredMetrics } from '#rules/metrics.ts';
import type { Context } from '../context.ts';
import type { InsightsAccount } from './read-account.ts';

/** Metrics that Instagram refuses for an account. `subject`: `account`, a kind of media, or one of them with `:` and a dimension. */
export async function listRefused(
  ctx: Context,
  { workspaceId, instagramUserId }: InsightsAccount,
): Promise<NamedMetric[]> {
  const rows = await ctx.db
    .selectFrom('refused_metrics')
    .select(['metric', 'subject', 'reason', 'since'])
    .where('workspace_id', '=', workspaceId)
    .where('instagram_user_id', '=', instagramUserId)
    .orderBy('subject')
    .orderBy('metric')
    .execute();
  return rows.map(({ metric, subject, reason, since }) => ({
    metric,
    subject,
    reason: reasonOf(reason),
    since: since.toISOString(),
  }));
}

/** What an account's page names: what is refused for the account, and what Meta retired. A refused way to part stands with the parts. */
export function nameAccountMetrics(refused: NamedMetric[]): NamedMetric[] {
  return [...refused.filter(({ subject }) => subject === 'account'), ...retired('account')];
}

/** The same of media; `subject` is a kind, or `media` for all of them. */
export function nameMediaMetrics(refused: NamedMetric[]): NamedMetric[] {
  return [...refused.filter(({ subject }) => isKind(subject)), ...retired('media')];
}

/** Why a metric of an account is not parted by a dimension; undefined for one that is asked for. */
export function whyNotParted(
  refused: readonly NamedMetric[],
  { metric, dimension }: { metric: string; dimension: string },
): MissingReason | undefined {
  return refused.find((each) => each.metric === metric && each.subject === `account:${dimension}`)?.reason;
}

/** Not the account, and no metric in parts: `account:follow_type`. */
function isKind(subject: string): boolean {
  return subject !== 'account' && !subject.includes(':');
}

function retired(subject: 'account' | 'media'): NamedMetric[] {
  return retiredMetrics
    .filter((each) => each.subject === subject)
    .map(({ metric, retiredOn }) => ({
      metric,
      subject,
      reason: 'retired',
      since: new Date(retiredOn).toISOString(),
    }));
}

/** A reason as it was kept; one that is not known any more counts as refused. */
export function reasonOf(kept: string): MissingReason {
  return missingReason.safeParse(kept).data ?? 'refused';
}
