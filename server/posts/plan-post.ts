import type { Post } from '#contract/posts.ts';
import { wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
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
    .returning('id')
    .executeTakeFirst();
  const post = await getPost(ctx, member.workspaceId, input.postId);
  if (!planned) throw new AppError('post_not_editable', { details: { state: post.state } });
  return post;
}
