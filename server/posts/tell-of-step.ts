import { firstWords } from '#rules/first-words.ts';
import type { Context } from '../context.ts';
import { notify } from '../notices/index.ts';
import type { StepRecord } from './record-step.ts';

/**
 * Tells people of a step that leaves something to them: nothing ends silently. In the transaction that saves the step, so that it is
 * told if and only if it happened. Steps that go on by themselves tell nobody.
 */
export async function tellOfStep(ctx: Context, step: StepRecord): Promise<void> {
  if (step.outcome !== 'failed') return;
  const kind = kindOf(step.step);
  if (!kind) return;
  const post = await ctx.db
    .selectFrom('posts')
    .leftJoin('connections', 'connections.id', 'posts.connection_id')
    .select([
      'posts.workspace_id',
      'posts.caption',
      'posts.created_by',
      'posts.instagram_user_id',
      'username',
    ])
    .where('posts.id', '=', step.postId)
    .executeTakeFirst();
  if (!post) return;
  await notify(ctx, {
    workspaceId: post.workspace_id,
    kind,
    instagramUserId: post.instagram_user_id,
    // A post may fail again after it was mended: each end is told.
    key: `${kind}:${step.postId}:${ctx.clock.now().getTime()}`,
    params: {
      postId: step.postId,
      words: firstWords(post.caption) || 'without words',
      account: post.username ?? post.instagram_user_id,
      code: typeof step.details?.code === 'string' ? step.details.code : 'instagram_unexpected',
    },
    alsoTo: post.created_by,
  });
}

function kindOf(step: string) {
  if (step === 'failed') return 'post_failed' as const;
  if (step === 'unconfirmed') return 'post_unconfirmed' as const;
  return step === 'first_comment' ? ('first_comment_failed' as const) : undefined;
}
