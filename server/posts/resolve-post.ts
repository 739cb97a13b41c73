import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from './load-post.ts';
import { recordStep } from './record-step.ts';

/**
 * Looks on Instagram again for an unconfirmed post. Sends nothing: the calls and attempts that a worker may make are
 * used up, so it ends as published, failed (Instagram says the container was never published) or unconfirmed again.
 * Throws `post_not_editable` for any other state, `connection_missing`, `not_found`.
 */
export async function lookAgain(ctx: Context, member: Member, postId: string): Promise<Post> {
  const post = await getPost(ctx, member.workspaceId, postId);
  if (!post.connectionId) throw new AppError('connection_missing');
  await inTransaction(ctx, async (ctx) => {
    const now = ctx.clock.now();
    const instagramUserId = await leaveUnconfirmed(ctx, member, postId, { state: 'publishing' });
    await ctx.db
      .updateTable('publish_runs')
      .set({
        publish_calls: 2,
        attempt: 3,
        publish_called_at: now,
        failures: 0,
        due_at: now,
        lease: null,
        lease_until: null,
        updated_at: now,
      })
      .where('post_id', '=', postId)
      .execute();
    await recordStep(ctx, { postId, step: 'looking', outcome: 'waiting' });
    await recordDeed(ctx, member, {
      action: 'post.looked_for',
      subject: postId,
      details: { instagramUserId },
    });
    await ctx.queue.enqueue(ctx.db, 'posts.advance', { postId });
  });
  return getPost(ctx, member.workspaceId, postId);
}

/** A person who looked says what became of an unconfirmed post. Throws `post_not_editable`, `not_found`. */
export async function resolvePost(
  ctx: Context,
  member: Member,
  input: { postId: string; decision: 'live' | 'not_live' },
): Promise<Post> {
  await getPost(ctx, member.workspaceId, input.postId);
  await inTransaction(ctx, async (ctx) => {
    const isLive = input.decision === 'live';
    const instagramUserId = await leaveUnconfirmed(ctx, member, input.postId, {
      state: isLive ? 'published' : 'draft',
      published_at: isLive ? ctx.clock.now() : null,
      failure_code: null,
      failure_details: null,
    });
    await recordStep(ctx, {
      postId: input.postId,
      step: 'resolved',
      outcome: 'done',
      details: { decision: input.decision },
    });
    if (isLive) await giveUpComment(ctx, input.postId);
    await recordDeed(ctx, member, {
      action: 'post.resolved',
      subject: input.postId,
      details: { instagramUserId, decision: input.decision },
      before: { state: 'unconfirmed' },
      after: { state: isLive ? 'published' : 'draft' },
    });
  });
  return getPost(ctx, member.workspaceId, input.postId);
}

/** A media that we do not know the id of cannot be commented on: the person is told to do it. */
async function giveUpComment(ctx: Context, postId: string): Promise<void> {
  const code = 'comment_unconfirmed';
  const left = await ctx.db
    .updateTable('publish_comments')
    .set({ state: 'failed', refusal: code, due_at: null, updated_at: ctx.clock.now() })
    .where('post_id', '=', postId)
    .where('state', 'in', ['waiting', 'writing'])
    .returning('post_id')
    .executeTakeFirst();
  if (left)
    await recordStep(ctx, {
      postId,
      step: 'first_comment',
      outcome: 'failed',
      details: { code, reason: 'media_unknown' },
    });
}

async function leaveUnconfirmed(
  ctx: Context,
  member: Member,
  postId: string,
  changes: {
    state: 'publishing' | 'published' | 'draft';
    published_at?: Date | null;
    failure_code?: null;
    failure_details?: null;
  },
): Promise<string> {
  const left = await ctx.db
    .updateTable('posts')
    .set((eb) => ({ ...changes, updated_at: ctx.clock.now(), version: eb('version', '+', 1) }))
    .where('id', '=', postId)
    .where('workspace_id', '=', member.workspaceId)
    .where('state', '=', 'unconfirmed')
    .returning('instagram_user_id')
    .executeTakeFirst();
  if (!left) throw new AppError('post_not_editable');
  return left.instagram_user_id;
}
