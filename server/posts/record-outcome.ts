import { recordEvents } from '../audit/index.ts';
import type { Context } from '../context.ts';
import type { StepRecord } from './record-step.ts';

/** Writes down what became of posts at Instagram, in the transaction that saves it. Steps on the way there are the timeline's alone. */
export async function recordOutcomes(ctx: Context, steps: readonly StepRecord[]): Promise<void> {
  const ends = steps.flatMap((step) => {
    const action = actionOf(step);
    return action ? [{ step, action }] : [];
  });
  if (ends.length === 0) return;
  const posts = await ctx.db
    .selectFrom('posts')
    .select(['id', 'workspace_id', 'instagram_user_id'])
    .where(
      'id',
      'in',
      ends.map(({ step }) => step.postId),
    )
    .execute();
  await recordEvents(
    ctx,
    ends.flatMap(({ step: { postId, details = {} }, action }) => {
      const post = posts.find(({ id }) => id === postId);
      if (!post) return [];
      const { mediaId, code, reason } = details;
      return [
        {
          workspaceId: post.workspace_id,
          actor: 'system' as const,
          action,
          subject: postId,
          details: {
            instagramUserId: post.instagram_user_id,
            ...(mediaId ? { mediaId } : {}),
            ...(code ? { code } : {}),
            ...(reason ? { reason } : {}),
          },
        },
      ];
    }),
  );
}

function actionOf({ step, outcome }: StepRecord): string | undefined {
  if (step === 'published' || step === 'failed' || step === 'unconfirmed') return `post.${step}`;
  if (step !== 'first_comment' || outcome === 'waiting') return undefined;
  return outcome === 'done' ? 'post.first_comment_written' : 'post.first_comment_failed';
}
