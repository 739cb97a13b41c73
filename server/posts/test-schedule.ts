import type { Post } from '#contract/posts.ts';
import type { Context, Member } from '../context.ts';
import { getPost, getSendable, putOnSchedule } from './index.ts';

/** Sends a post on its way, now or at an instant, as the schedule above this module does. */
export async function schedulePost(
  ctx: Context,
  member: Member,
  input: { postId: string; publishAt?: string },
): Promise<Post> {
  const sendable = await getSendable(ctx, member, input.postId);
  const at = input.publishAt ? new Date(input.publishAt) : ctx.clock.now();
  await putOnSchedule(ctx, member, sendable, { at });
  return getPost(ctx, member.workspaceId, input.postId);
}
