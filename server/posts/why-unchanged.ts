import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { getPost } from './load-post.ts';

/**
 * Why a change took no hold on a post as it was read: somebody changed it since (`conflict`), or its state allows no change
 * (`post_not_editable`). Throws `not_found`.
 */
export async function whyUnchanged(
  ctx: Context,
  workspaceId: string,
  read: { id: string; version: number },
): Promise<AppError> {
  const post = await getPost(ctx, workspaceId, read.id);
  return new AppError(post.version === read.version ? 'post_not_editable' : 'conflict', {
    details: { state: post.state },
  });
}
