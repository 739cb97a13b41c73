import type { Post } from '#contract/posts.ts';
import { firstWords } from '#rules/first-words.ts';
import type { Context, Member } from '../context.ts';
import { notify } from '../notices/index.ts';
import { readRule } from './approval-rule.ts';

/** Tells whoever may decide on that account that a post waits for them; in the caller's transaction. */
export async function tellAsked(
  ctx: Context,
  member: Member,
  post: Pick<Post, 'id' | 'caption' | 'instagramUserId'>,
  reviewId: string,
): Promise<void> {
  await notify(ctx, {
    workspaceId: member.workspaceId,
    kind: 'approval_asked',
    instagramUserId: post.instagramUserId,
    key: `approval_asked:${reviewId}`,
    params: { ...(await paramsOf(ctx, post.id)), by: member.userName },
    ...(await leavingOutAuthors(ctx, member, post.id)),
    except: member.userId,
  });
}

/** Tells whoever asked what was decided. */
export async function tellDecided(
  ctx: Context,
  member: Member,
  kind: 'approval_given' | 'changes_asked',
  review: { id: string; post_id: string; asked_by: string | null; content: { instagramUserId: string } },
): Promise<void> {
  if (!review.asked_by) return;
  await notify(ctx, {
    workspaceId: member.workspaceId,
    kind,
    instagramUserId: review.content.instagramUserId,
    key: `${kind}:${review.id}`,
    params: { ...(await paramsOf(ctx, review.post_id)), by: member.viaLink?.name ?? member.userName },
    to: [review.asked_by],
    // Whoever made a link hears what its holder decided.
    except: member.viaLink ? null : member.userId,
  });
}

/** Where nobody approves their own, authors are not asked to. */
async function leavingOutAuthors(ctx: Context, member: Member, postId: string): Promise<{ not?: string[] }> {
  const { nobodyApprovesOwn } = await readRule(ctx, member.workspaceId);
  if (!nobodyApprovesOwn) return {};
  const { created_by, edited_by } = await ctx.db
    .selectFrom('posts')
    .select(['created_by', 'edited_by'])
    .where('id', '=', postId)
    .executeTakeFirstOrThrow();
  return { not: [created_by, edited_by].filter((id) => id !== null) };
}

async function paramsOf(ctx: Context, postId: string) {
  const post = await ctx.db
    .selectFrom('posts')
    .leftJoin('connections', 'connections.id', 'posts.connection_id')
    .select(['posts.caption', 'posts.instagram_user_id', 'username'])
    .where('posts.id', '=', postId)
    .executeTakeFirstOrThrow();
  return {
    postId,
    words: firstWords(post.caption) || 'without words',
    account: post.username ?? post.instagram_user_id,
  };
}
