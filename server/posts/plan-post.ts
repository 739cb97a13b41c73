import type { Post } from '#contract/posts.ts';
import { wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import { getPost } from './load-post.ts';

/**
 * Gives a draft its place on the calendar, or none. Nothing is sent and nothing is checked: a draft may be unfinished.
 * Throws `post_not_editable` for any other state, `not_found`.
 */
export async function planPost(
  ctx: Context,
  member: Member,
  input: { postId: string; moment: { at: Date; timeZone: string } | null },
): Promise<Post> {
  const { moment } = input;
  return inTransaction(ctx, async (ctx) => {
    const before = await getPost(ctx, member.workspaceId, input.postId);
    const planned = await ctx.db
      .updateTable('posts')
      .set({
        publish_at: moment && moment.at,
        wall_time: moment && wallTimeAt(moment.at.getTime(), moment.timeZone),
        time_zone: moment && moment.timeZone,
        updated_at: ctx.clock.now(),
      })
      .where('id', '=', input.postId)
      .where('workspace_id', '=', member.workspaceId)
      .where('state', '=', 'draft')
      .returning('instagram_user_id')
      .executeTakeFirst();
    const post = await getPost(ctx, member.workspaceId, input.postId);
    if (!planned) throw new AppError('post_not_editable', { details: { state: post.state } });
    await recordDeed(ctx, member, {
      action: 'post.planned',
      subject: post.id,
      details: { instagramUserId: planned.instagram_user_id },
      before: { publishAt: before.publishAt },
      after: { publishAt: post.publishAt },
    });
    return post;
  });
}
