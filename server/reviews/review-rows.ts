import type { PublishMoment } from '#contract/moment.ts';
import type { ReviewEnding } from '#contract/reviews.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { newId, type PostState, type Snapshot } from '../database/index.ts';
import { lockRun } from '../posts/index.ts';
import { digestOf } from './content.ts';

/** A post under the lock of a decision. */
export interface LockedPost {
  id: string;
  state: PostState;
  version: number;
  instagramUserId: string;
  createdBy: string | null;
  editedBy: string | null;
  publishAt: Date | null;
}

/** Takes a post for a decision: a worker, an edit and another decision wait. Throws `not_found`. Inside a transaction. */
export async function lockPost(ctx: Context, workspaceId: string, postId: string): Promise<LockedPost> {
  await lockRun(ctx, postId);
  const row = await ctx.db
    .selectFrom('posts')
    .select(['id', 'state', 'version', 'instagram_user_id', 'created_by', 'edited_by', 'publish_at'])
    .where('id', '=', postId)
    .where('workspace_id', '=', workspaceId)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    id: row.id,
    state: row.state,
    version: row.version,
    instagramUserId: row.instagram_user_id,
    createdBy: row.created_by,
    editedBy: row.edited_by,
    publishAt: row.publish_at,
  };
}

/** Moves a locked post to another state; whoever read it before is told when they change it. */
export async function movePost(
  ctx: Context,
  post: LockedPost,
  state: 'draft' | 'in_review' | 'approved',
): Promise<void> {
  await ctx.db
    .updateTable('posts')
    .set((eb) => ({
      state,
      failure_code: null,
      failure_details: null,
      updated_at: ctx.clock.now(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', post.id)
    .execute();
}

/** Opens the next review of a locked post. Answers its id. */
export async function openReview(
  ctx: Context,
  member: Member,
  asked: {
    postId: string;
    wish: PublishMoment | null;
    content: Snapshot;
    isReopened?: boolean;
    /** Whoever asked before, where it opens only to be decided otherwise. */
    askedBy?: string | null;
  },
): Promise<string> {
  const id = newId();
  await ctx.db
    .insertInto('reviews')
    .values((eb) => ({
      id,
      workspace_id: member.workspaceId,
      post_id: asked.postId,
      number: eb
        .selectFrom('reviews')
        .select((eb) => eb(eb.fn.coalesce(eb.fn.max('number'), eb.lit(0)), '+', 1).as('next'))
        .where('post_id', '=', asked.postId),
      asked_by: asked.askedBy === undefined ? member.userId : asked.askedBy,
      asked_at: ctx.clock.now(),
      is_reopened: asked.isReopened ?? false,
      wish: asked.wish && JSON.stringify(asked.wish),
      content: JSON.stringify(asked.content),
      digest: digestOf(asked.content),
    }))
    .execute();
  return id;
}

/** The review that waits for a decision, if one does. */
export async function findOpenReview(ctx: Pick<Context, 'db'>, postId: string) {
  return ctx.db
    .selectFrom('reviews')
    .selectAll()
    .where('post_id', '=', postId)
    .where('ending', 'is', null)
    .executeTakeFirst();
}

export async function endReview(
  ctx: Context,
  member: Member,
  ended: { reviewId: string; how: ReviewEnding; words?: string },
): Promise<void> {
  const { viaLink } = member;
  await ctx.db
    .updateTable('reviews')
    .set({
      ending: ended.how,
      ended_by: viaLink ? null : member.userId,
      ended_by_link: viaLink?.linkId ?? null,
      ended_by_name: viaLink?.name ?? null,
      ended_at: ctx.clock.now(),
      words: ended.words ?? '',
    })
    .where('id', '=', ended.reviewId)
    .execute();
}

/** Whether this very content was approved when it was decided on last. */
export async function isApproved(ctx: Pick<Context, 'db'>, postId: string, digest: Buffer): Promise<boolean> {
  const last = await ctx.db
    .selectFrom('reviews')
    .select('ending')
    .where('post_id', '=', postId)
    .where('digest', '=', digest)
    .where('ending', 'in', ['approved', 'changes_asked'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.ending === 'approved';
}
