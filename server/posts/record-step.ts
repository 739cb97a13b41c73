import type { Context } from '../context.ts';

/** A line of a post's timeline. Details are ids, codes and trace ids; never a caption, never a token. */
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
export async function recordStep(ctx: Pick<Context, 'db' | 'clock'>, record: StepRecord): Promise<void> {
  await ctx.db
    .insertInto('post_steps')
    .values({
      post_id: record.postId,
      at: ctx.clock.now(),
      step: record.step,
      outcome: record.outcome,
      details: JSON.stringify(record.details ?? {}),
    })
    .execute();
}
