import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import type { InHand } from './claim-run.ts';
import { commentDueAt } from './comment-due-at.ts';
import { publishedStep, savePublished } from './publish-container.ts';
import { recordOutcomes } from './record-outcome.ts';
import { recordSteps } from './record-step.ts';
import { wakeNextOfAccounts } from './save-step.ts';

type Answered = Parameters<typeof savePublished>;
interface Waiting {
  answered: Answered;
  done: PromiseWithResolvers<void>;
}

/** More would keep the first of them waiting. */
const mostTogether = 100;
/**
 * So many answers at once are a burst, and the addresses of what went out can wait: reading them at once would stand in the way
 * of posts that are not out yet. A first comment never waits.
 */
const manyTogether = 16;
const addressWaitSeconds = 60;

/**
 * `savePublished` for many at a time: what is answered while a save runs is saved together by the next one. Nothing is put
 * off for it. Whatever the common save leaves out, because somebody has its rows or was faster, is saved by itself.
 */
export function createPublishedSaver(
  ctx: Context,
  burst = manyTogether,
): (...answered: Answered) => Promise<void> {
  const waiting: Waiting[] = [];
  let isSaving = false;
  return (...answered) => {
    const done = Promise.withResolvers<void>();
    waiting.push({ answered, done });
    if (!isSaving) void saveWaiting();
    return done.promise;
  };

  async function saveWaiting(): Promise<void> {
    isSaving = true;
    // What is answered in one turn comes together.
    await nextTurn();
    while (waiting.length > 0) {
      const some = waiting.splice(0, mostTogether);
      const saved = await saveTogether(some.map(({ answered }) => answered));
      for (const { answered, done } of some)
        done.resolve(saved.has(answered[1].run.id) ? undefined : savePublished(...answered));
    }
    isSaving = false;
  }

  async function saveTogether(all: Answered[]): Promise<Set<string>> {
    if (all.length === 1) return new Set();
    try {
      return new Set(await saveAll(ctx, all, burst));
    } catch (err) {
      ctx.log.warn({ err, posts: all.length }, 'posts are saved one by one');
      return new Set();
    }
  }
}

/** Answers the ids of those that were saved. */
async function saveAll(ctx: Context, all: Answered[], burst: number): Promise<string[]> {
  return inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const held = new Set(
      await lockHeld(
        ctx,
        all.map(([, inHand]) => inHand),
      ),
    );
    const ours = all.filter(([, { run }]) => held.has(run.id));
    if (ours.length === 0) return [];
    const ids = idsOf(ours);
    const later = ours.length < burst ? [] : idsOf(ours.filter(([, { run }]) => commentDueAt(run) === null));
    const atOnce = ids.filter((id) => !later.includes(id));
    await release(ctx, atOnce, now);
    await release(ctx, later, plusSeconds(now, addressWaitSeconds));
    const mediaIds = ours.map(([, , media]) => media.id);
    await sql`
      update posts
      set state = 'published', media_id = media.id, published_at = ${now}, failure_code = null,
        failure_details = null, updated_at = ${now}
      from unnest(${ids}::uuid[], ${mediaIds}::text[]) as media (post_id, id)
      where posts.id = media.post_id`.execute(ctx.db);
    const steps = ours.map(([, { run }, media, how]) => ({ postId: run.id, ...publishedStep(media, how) }));
    await recordSteps(ctx, steps);
    await recordOutcomes(ctx, steps);
    await ctx.queue.enqueueAll(
      ctx.db,
      'posts.advance',
      // The others are found by the sweep when they are due.
      atOnce.map((postId) => ({ postId })),
    );
    await wakeNextOfAccounts(
      ctx,
      ours.map(([, { run }]) => run),
    );
    return ids;
  });
}

const idsOf = (some: Answered[]) => some.map(([, { run }]) => run.id);

/** Gives the leases back and says when the next step is due. */
async function release(ctx: Context, postIds: string[], dueAt: Date): Promise<void> {
  if (postIds.length === 0) return;
  await ctx.db
    .updateTable('publish_runs')
    .set({ failures: 0, due_at: dueAt, lease: null, lease_until: null, updated_at: ctx.clock.now() })
    .where('post_id', 'in', postIds)
    .execute();
}

/** Those whose lease is still ours and whose post still stands where the call found it, locked; others' rows are passed over. */
async function lockHeld(ctx: Context, all: InHand[]): Promise<string[]> {
  const [ids, leases] = [all.map(({ run }) => run.id), all.map(({ lease }) => lease)];
  const { rows } = await sql<{ id: string }>`
    select post.id
    from unnest(${ids}::uuid[], ${leases}::uuid[]) as held (id, lease)
    join publish_runs run on run.post_id = held.id and run.lease = held.lease
    join posts post on post.id = held.id and post.state = 'publishing'
    for no key update of run, post skip locked`.execute(ctx.db);
  return rows.map(({ id }) => id);
}
