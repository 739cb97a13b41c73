import type { ClockChoice } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { getPost, planPost } from '../posts/index.ts';
import { resolveWallTime } from './resolve-moment.ts';

/**
 * Gives a draft a time on the calendar of its account, or takes it away. Throws `connection_missing`,
 * `post_not_editable`, `not_found`, and what `resolveWallTime` throws.
 */
export async function planDraft(
  ctx: Context,
  member: Member,
  input: { postId: string; wallTime: string | null; unclear?: ClockChoice | undefined },
): Promise<Post> {
  const { postId, wallTime, unclear } = input;
  if (wallTime === null) return planPost(ctx, member, { postId, moment: null });
  const post = await getPost(ctx, member.workspaceId, postId);
  if (!post.connectionId) throw new AppError('connection_missing');
  const { timeZone } = await getConnection(ctx, member.workspaceId, post.connectionId);
  const at = resolveWallTime(ctx, { wallTime, timeZone, unclear });
  return planPost(ctx, member, { postId, moment: { at, timeZone } });
}
