import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { expectMedia } from '../media/index.ts';
import type { InHand } from './claim-run.ts';
import { commentDueAt } from './comment-due-at.ts';
import { saveStep } from './save-step.ts';

const mostTries = 5;

/** Reads the address of a live post. It may fail quietly: the post is live without it. */
export async function readPermalink(ctx: Context, inHand: InHand): Promise<void> {
  const { run, account } = inHand;
  const now = ctx.clock.now();
  const also = (ctx: Context) =>
    expectMedia(ctx, { connectionId: account.connectionId, isStory: run.kind.endsWith('_story') });
  try {
    const media = await ctx.instagram.readMedia(account.login, account.token, run.media_id ?? '');
    if (!media.permalink) throw new Error('no permalink yet');
    return await saveStep(ctx, inHand, {
      post: { permalink: media.permalink },
      run: { failures: 0, permalink_done_at: now, due_at: commentDueAt(run) },
      step: { step: 'permalink', outcome: 'done', details: { permalink: media.permalink } },
      also,
    });
  } catch (error) {
    ctx.log.debug({ postId: run.id, err: error }, 'permalink not read');
    if (run.failures + 1 < mostTries)
      return saveStep(ctx, inHand, {
        run: { failures: run.failures + 1, due_at: plusSeconds(now, 2 ** (run.failures + 1)) },
      });
    return saveStep(ctx, inHand, {
      run: { failures: 0, permalink_done_at: now, due_at: commentDueAt(run) },
      step: { step: 'permalink', outcome: 'failed' },
      also,
    });
  }
}
