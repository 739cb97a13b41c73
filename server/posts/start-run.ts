import { capabilitiesOf } from '#rules/capabilities.ts';
import type { Post } from '#contract/posts.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { wake } from './wake.ts';

/** A container is made ahead, so that at the moment itself one call is left. Instagram works longer on a video. */
const aheadSeconds = { image: 300, video: 900 } as const;

/** When the work on a post begins that is to be live at `publishAt`. */
export function prepareAt(post: Pick<Post, 'items'>, publishAt: Date): Date {
  const hasVideo = post.items.some(({ asset }) => asset?.kind === 'video');
  return plusSeconds(publishAt, -aheadSeconds[hasVideo ? 'video' : 'image']);
}

/**
 * Begins the ledger of a post anew, inside the caller's transaction, and asks for a worker when its work begins soon. What
 * an earlier run left at Instagram expires there.
 */
export async function startRun(ctx: Context, post: Post, publishAt: Date): Promise<void> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const dueAt = prepareAt(post, publishAt);
  const fresh = {
    lease: null,
    lease_until: null,
    attempt: 0,
    container_id: null,
    container_made_at: null,
    publish_intent_at: null,
    publish_called_at: null,
    publish_calls: 0,
    refusal: null,
    refusal_details: null,
    failures: 0,
    due_at: dueAt,
    permalink_done_at: null,
    held_by: null,
    has_room: null,
    updated_at: now,
  };
  await db
    .insertInto('publish_runs')
    .values({ post_id: post.id, ...fresh })
    .onConflict((conflict) => conflict.column('post_id').doUpdateSet(fresh))
    .execute();
  await db.deleteFrom('publish_children').where('post_id', '=', post.id).execute();
  await db.deleteFrom('publish_comments').where('post_id', '=', post.id).execute();
  const text = post.firstComment.trim();
  // Which kinds have comments is the same through both logins.
  if (text !== '' && capabilitiesOf(post.kind, 'instagram').firstComment)
    await db.insertInto('publish_comments').values({ post_id: post.id, text, updated_at: now }).execute();
  await wake(ctx, post.id, dueAt);
}
