import type { Post, PostContent } from '#contract/posts.ts';
import { recordDeed, recordEditing } from '../audit/index.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { getPost } from './load-post.ts';
import { lockRun } from './lock-run.ts';
import { replaceItems } from './post-items.ts';
import { whyUnchanged } from './why-unchanged.ts';

/** Creates a draft. Throws `not_found` for an account or a file that is not of this workspace. */
export async function createPost(ctx: Context, member: Member, content: PostContent): Promise<Post> {
  const connection = await getConnection(ctx, member.workspaceId, content.connectionId);
  const id = newId();
  const now = ctx.clock.now();
  await inTransaction(ctx, async (ctx) => {
    await ctx.db
      .insertInto('posts')
      .values({
        id,
        workspace_id: member.workspaceId,
        connection_id: connection.id,
        instagram_user_id: connection.instagramUserId,
        kind: content.kind,
        caption: content.caption,
        first_comment: content.firstComment,
        settings: JSON.stringify(content.settings),
        state: 'draft',
        created_by: member.userId,
        edited_by: member.userId,
        created_at: now,
        updated_at: now,
      })
      .execute();
    await replaceItems(ctx, member.workspaceId, id, content.items);
    await recordDeed(ctx, member, {
      action: 'post.created',
      subject: id,
      details: {
        username: connection.username,
        instagramUserId: connection.instagramUserId,
        kind: content.kind,
      },
    });
  });
  return getPost(ctx, member.workspaceId, id);
}

/**
 * Changes a post that is not on its way: a draft, or one that failed or was cancelled and so becomes a draft again. One that is
 * in review or approved goes back into review.
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
  await inTransaction(ctx, async (ctx) => {
    await lockRun(ctx, input.postId);
    const changed = await ctx.db
      .updateTable('posts')
      .set((eb) => ({
        ...(connection
          ? { connection_id: connection.id, instagram_user_id: connection.instagramUserId }
          : {}),
        ...(input.caption === undefined ? {} : { caption: input.caption }),
        ...(input.kind === undefined ? {} : { kind: input.kind }),
        ...(input.firstComment === undefined ? {} : { first_comment: input.firstComment }),
        ...(input.settings === undefined ? {} : { settings: JSON.stringify(input.settings) }),
        // What is looked at, or was, stays so until its content is compared.
        state: eb
          .case()
          .when('state', 'in', ['in_review', 'approved'])
          .then(eb.ref('state'))
          .else('draft' as const)
          .end(),
        edited_by: member.userId,
        failure_code: null,
        failure_details: null,
        updated_at: ctx.clock.now(),
        version: eb('version', '+', 1),
      }))
      .where('id', '=', input.postId)
      .where('workspace_id', '=', member.workspaceId)
      .where('state', 'in', ['draft', 'in_review', 'approved', 'failed', 'cancelled'])
      .where('version', '=', input.version)
      .returning(['state', 'instagram_user_id'])
      .executeTakeFirst();
    if (!changed)
      throw await whyUnchanged(ctx, member.workspaceId, { id: input.postId, version: input.version });
    if (input.items) await replaceItems(ctx, member.workspaceId, input.postId, input.items);
    if (changed.state !== 'draft') await ctx.approvals.contentChanged(ctx, member, input.postId);
    const { postId: subject, version: _, ...fields } = input;
    await recordEditing(ctx, member, {
      action: 'post.edited',
      subject,
      details: { instagramUserId: changed.instagram_user_id },
      fields: Object.keys(fields),
    });
  });
  return getPost(ctx, member.workspaceId, input.postId);
}
