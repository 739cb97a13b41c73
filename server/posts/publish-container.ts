import type { Context } from '../context.ts';
import type { InHand } from './claim-run.ts';
import type { InFlight } from './select-runs.ts';
import { noteAnswer } from './hold.ts';
import { saveStep } from './save-step.ts';
import { settleRefusedPublish } from './settle-refusal.ts';

export async function publish(ctx: Context, inHand: InHand): Promise<void> {
  await announcePublish(ctx, inHand);
  await callPublish(ctx, inHand);
}

/**
 * The intent, durable before the call. From here the post may be live: whatever the answer, the next step looks before
 * anything else, and no other container is made while this one is not provably dead.
 */
export async function announcePublish(
  ctx: Context,
  claimed: { run: InFlight; lease: string },
): Promise<void> {
  const { run } = claimed;
  const now = ctx.clock.now();
  await saveStep(ctx, claimed, {
    post: { state: 'publishing' },
    run: {
      ...announcement.run(now),
      publish_intent_at: run.publish_intent_at ?? now,
      publish_calls: run.publish_calls + 1,
    },
    step: announcement.step(run),
    keepLease: true,
  });
}

/** What an intent says, whether it is saved by itself or with others. */
export const announcement = {
  run: (now: Date) => ({
    publish_called_at: now,
    refusal: null,
    refusal_details: null,
    failures: 0,
    due_at: now,
  }),
  step: (run: InFlight) => ({
    step: 'publishing' as const,
    outcome: 'waiting' as const,
    details: { containerId: run.container_id, attempt: run.publish_calls + 1 },
  }),
};

/** The point of no return, for an intent that is durable. */
export async function callPublish(
  ctx: Context,
  inHand: InHand,
  save: typeof savePublished = savePublished,
): Promise<void> {
  const { run, account } = inHand;
  const published = { ...inHand, run: { ...run, state: 'publishing' as const } };
  let written;
  try {
    written = await ctx.instagram.publishContainer(account.login, account.token, {
      instagramUserId: account.instagramUserId,
      containerId: run.container_id ?? '',
    });
  } catch (error) {
    return settleRefusedPublish(ctx, published, error);
  }
  await save(ctx, published, written, 'answered');
  await noteAnswer(ctx, { ...inHand, instagramUserId: account.instagramUserId, usage: written.usage });
}

interface LiveMedia {
  id: string;
  traceId: string | undefined;
}

/** The post is live, and this is its media. What is left to do for it needs no haste and may fail without changing that. */
export function savePublished(
  ctx: Context,
  inHand: InHand,
  media: LiveMedia,
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
    step: publishedStep(media, how),
  });
}

export function publishedStep(media: LiveMedia, how: 'answered' | 'found') {
  return {
    step: 'published' as const,
    outcome: 'done' as const,
    details: { mediaId: media.id, traceId: media.traceId, how },
  };
}
