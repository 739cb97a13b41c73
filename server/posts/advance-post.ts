import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { afterPublished } from './after-published.ts';
import { claimRun, type Claimed, type InHand, whileHeld } from './claim-run.ts';
import { noteAnswer, noteFailure } from './hold.ts';
import { lookForPost, readChildOnce, readContainerOnce } from './look-for-post.ts';
import { createChild, createContainer } from './make-container.ts';
import { nextStep, type Progress, type Seen, type Step } from './next-step.ts';
import { progressOf } from './progress-of.ts';
import { announcePublish, callPublish, publish, savePublished } from './publish-container.ts';
import { hasRoom } from './read-room.ts';
import { saveStep } from './save-step.ts';
import { settleAnswer, settleLostAccount, settleRefusedCall } from './settle-refusal.ts';

/**
 * Takes one step of a post towards being live, saves it and asks to be called again. Safe to call at any time, any number
 * of times, from any number of workers: a post that is not due or is held elsewhere is left alone.
 */
export async function advancePost(ctx: Context, postId: string): Promise<void> {
  const claimed = await claimRun(ctx, postId, announceIfDue);
  if (claimed) await whileHeld(ctx, claimed, () => goOn(ctx, claimed));
}

/** At the moment of a publish the claim and the intent are one transaction: the call waits for one commit, not for two. */
async function announceIfDue(ctx: Context, claimed: Claimed): Promise<{ isAnnounced: boolean }> {
  if (!claimed.account || claimed.run.state !== 'ready') return { isAnnounced: false };
  const step = nextStep(await progressOf(ctx, claimed.run), ctx.clock.now());
  if (step.do !== 'publish') return { isAnnounced: false };
  await announcePublish(ctx, claimed);
  return { isAnnounced: true };
}

async function goOn(ctx: Context, claimed: Claimed & { done: { isAnnounced: boolean } }): Promise<void> {
  const { account, run } = claimed;
  if (!account) return settleLostAccount(ctx, claimed);
  const inHand = { ...claimed, account };
  if (claimed.done.isAnnounced) return callPublish(ctx, inHand);
  if (run.state === 'published') return afterPublished(ctx, inHand);
  const progress = await progressOf(ctx, run);
  return take(ctx, inHand, progress, nextStep(progress, ctx.clock.now()));
}

async function take(ctx: Context, inHand: InHand, progress: Progress, step: Step): Promise<void> {
  const now = ctx.clock.now();
  const { run } = inHand;
  switch (step.do) {
    case 'create_child':
      return createChild(ctx, inHand, step.position);
    case 'read_child': {
      const { containerId } = progress.children[step.position]!;
      return takeSeen(ctx, inHand, progress, () => readChildOnce(ctx, inHand, containerId!));
    }
    case 'mark_child_ready':
      return markChildReady(ctx, inHand, progress, step.position);
    case 'create_container':
      return createContainer(ctx, inHand, progress.children);
    case 'read_container':
      return takeSeen(ctx, inHand, progress, () => readContainerOnce(ctx, inHand));
    case 'look':
      return run.state === 'publishing'
        ? takeSeen(ctx, inHand, progress, () => lookForPost(ctx, inHand))
        : saveStep(ctx, inHand, {
            post: { state: 'publishing' },
            run: {
              publish_intent_at: run.container_made_at ?? progress.containerMadeAt,
              publish_called_at: now,
              publish_calls: 2,
              due_at: now,
            },
            step: { step: 'looking', outcome: 'waiting' },
          });
    case 'mark_ready': {
      const room = await hasRoom(ctx, inHand);
      return saveStep(ctx, inHand, {
        post: { state: 'ready' },
        run: { failures: 0, has_room: room, due_at: run.publish_at ?? now },
        step: {
          step: 'ready',
          outcome: 'done',
          details: {
            containerId: run.container_id,
            // Told ahead: there may be room again at the moment itself, and there may not.
            ...(room ? {} : { code: 'publishing_limit_reached' }),
          },
        },
      });
    }
    case 'read_room':
      return (await hasRoom(ctx, inHand))
        ? publish(ctx, inHand)
        : settleAnswer(ctx, inHand, { code: 'publishing_limit_reached' });
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
          attempt: run.attempt + 1,
          container_id: null,
          container_made_at: null,
          publish_intent_at: null,
          publish_called_at: null,
          publish_calls: 0,
          refusal: null,
          failures: 0,
          has_room: null,
          due_at: plusSeconds(now, step.seconds ?? 0),
        },
        step: {
          step: 'started_over',
          outcome: 'done',
          details: { code: step.because, containerId: run.container_id },
        },
      });
    case 'fail':
      return settleAnswer(ctx, inHand, step);
    case 'give_up':
      return saveStep(ctx, inHand, {
        post: {
          state: 'unconfirmed',
          failure_code: 'publish_unconfirmed',
          failure_details: JSON.stringify({ reason: step.reason, containerId: run.container_id }),
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
  progress: Progress,
  ask: () => Promise<Seen>,
): Promise<void> {
  let seen: Seen;
  try {
    seen = await ask();
  } catch (error) {
    return settleRefusedCall(ctx, inHand, error);
  }
  const call = { ...inHand, ...inHand.account, usage: seen.usage };
  // In an outage what was made a moment ago does not exist.
  if (seen.container === 'gone') await noteFailure(ctx, call, new AppError('media_missing'));
  else await noteAnswer(ctx, call);
  const informed = { ...progress, seen };
  return take(ctx, inHand, informed, nextStep(informed, ctx.clock.now()));
}

function markChildReady(ctx: Context, inHand: InHand, progress: Progress, position: number): Promise<void> {
  const { run } = inHand;
  const now = ctx.clock.now();
  return saveStep(ctx, inHand, {
    run: { failures: 0, due_at: now },
    also: ({ db }) =>
      db
        .updateTable('publish_children')
        .set({ ready_at: now })
        .where('post_id', '=', run.id)
        .where('attempt', '=', run.attempt)
        .where('position', '=', position)
        .execute(),
    step: {
      step: 'child_ready',
      outcome: 'done',
      details: { position: position + 1, containerId: progress.children[position]?.containerId },
    },
  });
}
