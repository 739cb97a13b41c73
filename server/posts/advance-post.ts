import { plusSeconds } from '../clock.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { publicMediaUrl } from '../library/index.ts';
import { claimRun, type InFlight, type InHand, releaseRun } from './claim-run.ts';
import { lookForPost, readContainerOnce } from './look-for-post.ts';
import { nextStep, type Progress, type Seen, type Step } from './next-step.ts';
import { readPermalink } from './read-permalink.ts';
import { Fenced, saveStep } from './save-step.ts';
import { settleAnswer, settleLostAccount, settleRefusedCall } from './settle-refusal.ts';

/**
 * Takes one step of a post towards being live, saves it and asks to be called again. Safe to call at any time, any number
 * of times, from any number of workers: a post that is not due or is held elsewhere is left alone.
 */
export async function advancePost(ctx: Context, postId: string): Promise<void> {
  const claim = await claimRun(ctx, postId);
  if (claim.kind !== 'claimed') return;
  try {
    const account = await findAccountToken(ctx, claim.run.connection_id);
    if (!account) return await settleLostAccount(ctx, claim);
    const inHand = { ...claim, account };
    if (claim.run.state === 'published') return await readPermalink(ctx, inHand);
    await take(ctx, inHand, nextStep(progressOf(claim.run), ctx.clock.now()));
  } catch (error) {
    if (!(error instanceof Fenced)) {
      // Whatever went wrong is ours: the next try need not wait until the lease lapses.
      await releaseRun(ctx, claim);
      throw error;
    }
    ctx.log.debug({ postId }, 'a step was overtaken');
  }
}

async function take(ctx: Context, inHand: InHand, step: Step): Promise<void> {
  const now = ctx.clock.now();
  switch (step.do) {
    case 'create_container':
      return createContainer(ctx, inHand);
    case 'read_container':
      return takeSeen(ctx, inHand, readContainerOnce);
    case 'look':
      return inHand.run.state === 'publishing'
        ? takeSeen(ctx, inHand, lookForPost)
        : saveStep(ctx, inHand, {
            post: { state: 'publishing' },
            run: {
              publish_intent_at: inHand.run.container_made_at,
              publish_called_at: now,
              publish_calls: 2,
              due_at: now,
            },
            step: { step: 'looking', outcome: 'waiting' },
          });
    case 'mark_ready':
      return saveStep(ctx, inHand, {
        post: { state: 'ready' },
        run: { failures: 0, due_at: inHand.run.publish_at ?? now },
        step: { step: 'ready', outcome: 'done', details: { containerId: inHand.run.container_id } },
      });
    case 'publish':
      return publish(ctx, inHand);
    case 'settle_published':
      return savePublished(ctx, inHand, { id: step.mediaId, traceId: undefined }, 'found');
    case 'wait':
      return saveStep(ctx, inHand, { run: { due_at: plusSeconds(now, step.seconds) } });
    case 'start_over':
      return saveStep(ctx, inHand, {
        post: { state: 'scheduled' },
        run: {
          attempt: inHand.run.attempt + 1,
          container_id: null,
          container_made_at: null,
          publish_intent_at: null,
          publish_called_at: null,
          publish_calls: 0,
          refusal: null,
          failures: 0,
          due_at: now,
        },
        step: {
          step: 'started_over',
          outcome: 'done',
          details: { because: step.because, containerId: inHand.run.container_id },
        },
      });
    case 'fail':
      return settleAnswer(ctx, inHand, step.code);
    case 'give_up':
      return saveStep(ctx, inHand, {
        post: {
          state: 'unconfirmed',
          failure_code: 'publish_unconfirmed',
          failure_details: JSON.stringify({ reason: step.reason, containerId: inHand.run.container_id }),
        },
        run: { due_at: null },
        step: { step: 'unconfirmed', outcome: 'failed', details: { reason: step.reason } },
      });
  }
}

/** Asks Instagram something, decides with the answer, and takes what follows from it. */
async function takeSeen(
  ctx: Context,
  inHand: InHand,
  ask: (ctx: Context, inHand: InHand) => Promise<Seen>,
): Promise<void> {
  let seen: Seen;
  try {
    seen = await ask(ctx, inHand);
  } catch (error) {
    return settleRefusedCall(ctx, inHand, error);
  }
  return take(ctx, inHand, nextStep({ ...progressOf(inHand.run), seen }, ctx.clock.now()));
}

/** Publishes nothing. When the answer is lost, the container is orphaned and Meta drops it after 24 h. */
async function createContainer(ctx: Context, inHand: InHand): Promise<void> {
  const { run, account } = inHand;
  let made;
  try {
    made = await ctx.instagram.createContainer(account.login, account.token, {
      instagramUserId: account.instagramUserId,
      container: {
        is: 'image',
        imageUrl: publicMediaUrl(ctx, run.rendition_id),
        caption: run.caption,
        altText: run.alt_text,
      },
    });
  } catch (error) {
    return settleRefusedCall(ctx, inHand, error);
  }
  const now = ctx.clock.now();
  return saveStep(ctx, inHand, {
    post: { state: 'preparing' },
    run: { container_id: made.id, container_made_at: now, failures: 0, due_at: plusSeconds(now, 1) },
    step: {
      step: 'container_made',
      outcome: 'done',
      details: { containerId: made.id, traceId: made.traceId, attempt: run.attempt + 1 },
    },
  });
}

/**
 * The intent is durable before the call. From here the post may be live: whatever the answer, the next step looks before
 * anything else, and no other container is made while this one is not provably dead.
 */
async function publish(ctx: Context, inHand: InHand): Promise<void> {
  const { run, account } = inHand;
  const now = ctx.clock.now();
  await saveStep(ctx, inHand, {
    post: { state: 'publishing' },
    run: {
      publish_intent_at: run.publish_intent_at ?? now,
      publish_called_at: now,
      publish_calls: run.publish_calls + 1,
      refusal: null,
      refusal_details: null,
      failures: 0,
      due_at: now,
    },
    step: {
      step: 'publishing',
      outcome: 'waiting',
      details: { containerId: run.container_id, attempt: run.publish_calls + 1 },
    },
    keepLease: true,
  });
  const published = { ...inHand, run: { ...run, state: 'publishing' as const } };
  let written;
  try {
    written = await ctx.instagram.publishContainer(account.login, account.token, {
      instagramUserId: account.instagramUserId,
      containerId: run.container_id ?? '',
    });
  } catch (error) {
    return settleRefusedCall(ctx, published, error);
  }
  return savePublished(ctx, published, written, 'answered');
}

function savePublished(
  ctx: Context,
  inHand: InHand,
  media: { id: string; traceId: string | undefined },
  how: 'answered' | 'found',
): Promise<void> {
  const now = ctx.clock.now();
  return saveStep(ctx, inHand, {
    post: {
      state: 'published',
      media_id: media.id,
      published_at: now,
      failure_code: null,
      failure_details: null,
    },
    run: { failures: 0, due_at: now },
    step: { step: 'published', outcome: 'done', details: { mediaId: media.id, traceId: media.traceId, how } },
  });
}

function progressOf(run: InFlight): Progress {
  const { state } = run;
  if (state !== 'scheduled' && state !== 'preparing' && state !== 'ready' && state !== 'publishing')
    throw new Fenced();
  return {
    state,
    publishAt: run.publish_at ?? new Date(0),
    containerId: run.container_id,
    containerMadeAt: run.container_made_at,
    attempt: run.attempt,
    publishCalledAt: run.publish_called_at,
    publishCalls: run.publish_calls,
    refusal: run.refusal,
  };
}
