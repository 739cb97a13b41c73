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

/** What an account's page names: what is refused for the account, and what Meta retired. */
export function nameAccountMetrics(refused: NamedMetric[]): NamedMetric[] {
  return [...refused.filter(isOfAccount), ...retired('account')];
}

/** The same of media; `subject` is a kind, or `media` for all of them. */
export function nameMediaMetrics(refused: NamedMetric[]): NamedMetric[] {
  return [...refused.filter((each) => !isOfAccount(each)), ...retired('media')];
}

/** A metric by itself, or in parts: `account:follow_type`. */
function isOfAccount({ subject }: NamedMetric): boolean {
  return subject === 'account' || subject.startsWith('account:');
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
