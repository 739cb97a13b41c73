import type { Context } from '../context.ts';

/** A line of a post's timeline. Details are ids, codes, trace ids and the rules it breaks; never a caption, never a token. */
export interface StepRecord {
  postId: string;
  step:
    | 'scheduled'
    | 'unscheduled'
    | 'child_made'
    | 'child_ready'
    | 'container_made'
    | 'ready'
    | 'publishing'
    | 'publish_answer'
    | 'looking'
    | 'published'
    | 'permalink'
    | 'first_comment'
    | 'comment_settled'
    | 'held'
    | 'started_over'
    | 'waiting'
    | 'failed'
    | 'unconfirmed'
    | 'paused'
    | 'reattached'
    | 'resolved';
  outcome: 'done' | 'waiting' | 'failed';
  details?: Record<string, unknown>;
}

/** Appends to the timeline, inside the caller's transaction. */
export function recordStep(ctx: Pick<Context, 'db' | 'clock'>, record: StepRecord): Promise<void> {
  return recordSteps(ctx, [record]);
}

/** A line for each of several posts; at least one. */
export async function recordSteps(
  ctx: Pick<Context, 'db' | 'clock'>,
  records: readonly StepRecord[],
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.db
    .insertInto('post_steps')
    .values(
      records.map((record) => ({
        post_id: record.postId,
        at,
        step: record.step,
        outcome: record.outcome,
        details: JSON.stringify(record.details ?? {}),
      })),
    )
    .execute();
}
