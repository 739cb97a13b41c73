import { postItem, type Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { createPost } from './create-post.ts';
import { getPost } from './load-post.ts';

/** A draft with the content of another post, for the same account. Throws `connection_missing`, `not_found`. */
export async function copyPost(ctx: Context, member: Member, postId: string): Promise<Post> {
  const { connectionId, kind, items, caption, firstComment, settings } = await getPost(
    ctx,
    member.workspaceId,
    postId,
  );
  if (!connectionId) throw new AppError('connection_missing');
  return createPost(ctx, member, {
    connectionId,
    kind,
    items: items.map((item) => postItem.parse(item)),
    caption,
    firstComment,
    settings,
  });
}
