import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';

/** How far ahead a worker sets its timers. What is due sooner may come too late for them. */
export const timerHorizonSeconds = 10;

/** Asks for a worker at `dueAt`, inside the caller's transaction. What lies further off is found in the rows in time. */
export async function wake(
  ctx: Pick<Context, 'db' | 'queue' | 'clock'>,
  postId: string,
  dueAt: Date,
): Promise<void> {
  if (dueAt > plusSeconds(ctx.clock.now(), timerHorizonSeconds)) return;
  await ctx.queue.enqueue(ctx.db, 'posts.advance', { postId }, { startAfter: dueAt });
}
