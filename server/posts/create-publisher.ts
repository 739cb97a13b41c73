import type { Context } from '../context.ts';
import { claimDue } from './claim-due.ts';
import { whileHeld } from './claim-run.ts';
import { callPublish } from './publish-container.ts';
import { createPublishedSaver } from './save-all-published.ts';
import { isUnleased } from './sweep-due-posts.ts';

/** Publishes what is due together. One for a process. */
export interface Publisher {
  /**
   * Claims of these what is ready and sends it side by side. Answers when the intents are saved and the calls begin: the
   * posts that go out by themselves, and the ids of those that are due and need `advancePost`. Safe to call with any ids.
   */
  begin(postIds: string[]): Promise<{ begun: Promise<void>[]; left: string[] }>;
}

export function createPublisher(ctx: Context): Publisher {
  const save = createPublishedSaver(ctx);
  return {
    async begin(postIds) {
      const claimed = await claimDue(ctx, postIds);
      const begun = claimed.map((inHand) => whileHeld(ctx, inHand, () => callPublish(ctx, inHand, save)));
      const ids = new Set(claimed.map(({ run }) => run.id));
      return {
        begun,
        left: await findDue(
          ctx,
          postIds.filter((id) => !ids.has(id)),
        ),
      };
    },
  };
}

/**
 * What is due and in nobody's hands. In a burst most of what one worker does not claim another one is claiming just now: a
 * row that is locked is being moved by somebody, who asks for the next step in the same transaction. What follows a publish
 * has a job, or is found by the sweep: it is not to stand in the way of posts that are not out yet.
 */
async function findDue(ctx: Context, postIds: string[]): Promise<string[]> {
  if (postIds.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('publish_runs')
    .innerJoin('posts', 'posts.id', 'publish_runs.post_id')
    .select('posts.id')
    .where('posts.id', 'in', postIds)
    .where('publish_runs.due_at', '<=', ctx.clock.now())
    .where('posts.paused_at', 'is', null)
    .where('posts.state', '<>', 'published')
    .where(isUnleased)
    .orderBy('publish_runs.due_at')
    .forNoKeyUpdate(['publish_runs'])
    .skipLocked()
    .execute();
  return rows.map(({ id }) => id);
}
