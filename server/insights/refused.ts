import { sql } from 'kysely';
import { recordEvents } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Asked } from './ask-each.ts';
import type { Round } from './round.ts';

const day = 24 * 3600;
/** Meta takes some metrics away for a while and others for good. */
const weekSeconds = 7 * day;
const monthSeconds = 30 * day;

/** Metrics that are not asked for now, with the reason, by `subject metric`. */
export async function selectRefused(ctx: Context, round: Round): Promise<Map<string, string>> {
  const rows = await ctx.db
    .selectFrom('refused_metrics')
    .select(['subject', 'metric', 'reason'])
    .where('workspace_id', '=', round.workspaceId)
    .where('instagram_user_id', '=', round.account.instagramUserId)
    .where('ask_again_at', '>', ctx.clock.now())
    .execute();
  return new Map(rows.map(({ subject, metric, reason }) => [`${subject} ${metric}`, reason]));
}

/**
 * Keeps what was refused beside others that were taken: it is named, and asked for again in a week, refused once more in a
 * month. What is taken again is forgotten. `subject` is `account`, a kind of media, or one of them with `:` and a dimension.
 */
export async function rememberRefused(
  ctx: Context,
  round: Round,
  subject: string,
  asked: Asked,
): Promise<void> {
  const now = ctx.clock.now();
  const account = { workspace_id: round.workspaceId, instagram_user_id: round.account.instagramUserId };
  const taken = [...asked.figures.keys()];
  const back =
    taken.length === 0
      ? []
      : await ctx.db
          .deleteFrom('refused_metrics')
          .where('workspace_id', '=', account.workspace_id)
          .where('instagram_user_id', '=', account.instagram_user_id)
          .where('subject', '=', subject)
          .where('metric', 'in', taken)
          .returning('metric')
          .execute();
  await record(
    ctx,
    round,
    'insights.metric_told_again',
    subject,
    back.map(({ metric }) => metric),
  );
  // Code 1 may be a moment of Meta's: it is no reason to stop asking.
  const refused = [...asked.refused].filter(
    ([, { reason }]) => reason === 'refused' || reason === 'permission_missing',
  );
  if (!asked.isTaken || refused.length === 0) return;
  const kept = await ctx.db
    .insertInto('refused_metrics')
    .values(
      refused.map(([metric, { reason, code }]) => ({
        ...account,
        subject,
        metric,
        reason,
        code,
        since: now,
        ask_again_at: plusSeconds(now, weekSeconds),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'instagram_user_id', 'subject', 'metric']).doUpdateSet((eb) => ({
        reason: eb.ref('excluded.reason'),
        code: eb.ref('excluded.code'),
        ask_again_at: plusSeconds(now, monthSeconds),
      })),
    )
    .returning(['metric', sql<boolean>`xmax = 0`.as('is_new')])
    .execute();
  await record(
    ctx,
    round,
    'insights.metric_refused',
    subject,
    kept.filter((row) => row.is_new).map(({ metric }) => metric),
  );
}

async function record(
  ctx: Context,
  { workspaceId, account: { instagramUserId } }: Round,
  action: string,
  subject: string,
  metrics: string[],
): Promise<void> {
  await recordEvents(
    ctx,
    metrics.map((metric) => ({
      workspaceId,
      actor: 'instagram',
      action,
      subject: metric,
      details: { instagramUserId, of: subject },
    })),
  );
}
