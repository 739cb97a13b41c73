import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { getPost } from '../posts/index.ts';
import { scheduleAt } from './schedule-at.ts';

/**
 * Puts drafts of an account into its next free hours, in the order given. One that cannot go is told with its code and
 * takes none of the others with it. Throws `not_found` for the account.
 */
export async function fillQueue(
  ctx: Context,
  member: Member,
  input: { connectionId: string; postIds: string[] },
) {
  await getConnection(ctx, member.workspaceId, input.connectionId);
  const posts: { id: string; publishAt: string | null; wallTime: string | null; refusal: string | null }[] =
    [];
  for (const id of new Set(input.postIds)) posts.push(await fill(ctx, member, input.connectionId, id));
  return posts;
}

async function fill(ctx: Context, member: Member, connectionId: string, id: string) {
  try {
    const post = await getPost(ctx, member.workspaceId, id);
    if (post.connectionId !== connectionId) throw new AppError('not_found');
    if (post.state !== 'draft') throw new AppError('post_not_editable');
    const { publishAt, wallTime } = await scheduleAt(ctx, member, { postId: id, slot: 'next' });
    return { id, publishAt, wallTime, refusal: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { id, publishAt: null, wallTime: null, refusal: error.code };
  }
}
