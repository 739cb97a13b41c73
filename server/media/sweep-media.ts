import type { Context } from '../context.ts';
import { addMissingPlans, claimDuePlans } from './media-plan.ts';
import { readAccountMedia } from './read-account-media.ts';

/** Accounts that are read side by side. */
const atOnce = 4;
/** A sweep ends, so that new accounts get their plans. */
const mostBatches = 25;

/** Reads what is due of every account: the newest, the stories, and of the whole list a few pages. */
export async function sweepMedia(ctx: Context): Promise<void> {
  await addMissingPlans(ctx);
  for (let batch = 0; batch < mostBatches; batch++) {
    const held = await claimDuePlans(ctx, atOnce);
    if (held.length === 0) return;
    const rounds = await Promise.allSettled(held.map((each) => readAccountMedia(ctx, each)));
    for (const round of rounds)
      if (round.status === 'rejected') ctx.log.error({ err: round.reason as unknown }, 'media not read');
  }
}
