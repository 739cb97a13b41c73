import type { Context } from '../context.ts';
import type { InHand } from './claim-run.ts';
import type { InFlight } from './select-runs.ts';
import { commentDueAt } from './comment-due-at.ts';
import { readPermalink } from './read-permalink.ts';
import { saveStep } from './save-step.ts';
import { writeFirstComment } from './write-first-comment.ts';

/** What is left to do for a live post: its first comment, then its address. None of it changes that it is live. */
export async function afterPublished(ctx: Context, inHand: InHand): Promise<void> {
  const { run } = inHand;
  if (isCommentDue(run, ctx.clock.now())) return writeFirstComment(ctx, inHand);
  if (run.permalink_done_at === null) return readPermalink(ctx, inHand);
  return saveStep(ctx, inHand, { run: { due_at: commentDueAt(run) } });
}

function isCommentDue(run: InFlight, now: Date): boolean {
  const dueAt = commentDueAt(run);
  return dueAt !== null && dueAt <= now;
}
