import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { getAsset } from '../library/index.ts';
import { getPost } from './load-post.ts';

export interface PostContent {
  connectionId: string;
  assetId: string;
  caption: string;
  altText: string;
}

/** Creates a draft. Throws `not_found` for an account or a file that is not of this workspace. */
export async function createPost(ctx: Context, member: Member, content: PostContent): Promise<Post> {
  const connection = await getConnection(ctx, member.workspaceId, content.connectionId);
  const asset = await getAsset(ctx, member.workspaceId, content.assetId);
  const id = newId();
  const now = ctx.clock.now();
  await inTransaction(ctx, async ({ db }) => {
    await db
      .insertInto('posts')
      .values({
        id,
        workspace_id: member.workspaceId,
        connection_id: connection.id,
        instagram_user_id: connection.instagramUserId,
        kind: 'image',
        caption: content.caption,
        alt_text: content.altText,
        state: 'draft',
        created_by: member.userId,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await db
      .insertInto('post_assets')
      .values({ post_id: id, position: 0, asset_id: asset.id, rendition_id: asset.rendition.id })
      .execute();
  });
  return getPost(ctx, member.workspaceId, id);
}

/**
 * Changes a post that is not on its way: a draft, or one that failed or was cancelled and so becomes a draft again.
 * `version` is the one that was read. Throws `conflict` when somebody was faster, `post_not_editable`, `not_found`.
 */
export async function editPost(
  ctx: Context,
  member: Member,
  input: { postId: string; version: number } & Partial<PostContent>,
): Promise<Post> {
  const connection = input.connectionId
    ? await getConnection(ctx, member.workspaceId, input.connectionId)
    : undefined;
  const asset = input.assetId ? await getAsset(ctx, member.workspaceId, input.assetId) : undefined;
  await inTransaction(ctx, async ({ db }) => {
    const changed = await db
      .updateTable('posts')
      .set((eb) => ({
        ...(connection
          ? { connection_id: connection.id, instagram_user_id: connection.instagramUserId }
          : {}),
        ...(input.caption === undefined ? {} : { caption: input.caption }),
        ...(input.altText === undefined ? {} : { alt_text: input.altText }),
        state: 'draft' as const,
        failure_code: null,
        failure_details: null,
        updated_at: ctx.clock.now(),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', input.postId)
      .where('workspace_id', '=', member.workspaceId)
      .where('state', 'in', ['draft', 'failed', 'cancelled'])
      .where('version', '=', input.version)
      .returning('id')
      .executeTakeFirst();
    if (!changed) throw await whyNot({ ...ctx, db }, member.workspaceId, input.postId, input.version);
    if (asset)
      await db
        .updateTable('post_assets')
        .set({ asset_id: asset.id, rendition_id: asset.rendition.id })
        .where('post_id', '=', input.postId)
        .where('position', '=', 0)
        .execute();
  });
  return getPost(ctx, member.workspaceId, input.postId);
}

async function whyNot(ctx: Context, workspaceId: string, postId: string, version: number): Promise<AppError> {
  const post = await getPost(ctx, workspaceId, postId);
  return new AppError(post.version === version ? 'post_not_editable' : 'conflict', {
    details: { state: post.state },
  });
}
