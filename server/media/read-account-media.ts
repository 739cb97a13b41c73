import { AppError } from '../app-error.ts';
import { plusSeconds } from '../clock.ts';
import {
  findAccountToken,
  noteMissingScope,
  settleRefusal,
  type AccountToken,
} from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { LiveMediaPage, Usage } from '../instagram/index.ts';
import { endOfWhole, lookForVanished } from './find-vanished.ts';
import { keepMedia } from './keep-media.ts';
import { changePlan, PlanLost, releasePlan, whileHeld, type HeldPlan } from './media-plan.ts';

const newestEverySeconds = 15 * 60;
const storiesEverySeconds = 30 * 60;
const wholeEverySeconds = 7 * 86_400;
/** Instagram's login may refuse stories; it is asked again the next day. */
const storiesRefusedSeconds = 86_400;
const pageSize = 50;
/** Of the whole list, in one round. */
const mostPages = 4;
/** Of stories: nobody has more in a day than Instagram takes. */
const mostStoryPages = 4;
/** A cursor that is older is not trusted: the reading begins anew. */
const cursorSeconds = 86_400;
/** What is left above is for posts. */
const mostPercent = 60;
const restSeconds = 15 * 60;

interface InHand {
  held: HeldPlan;
  account: AccountToken;
}

/** One round of an account whose plan is held: what is due is read, what went wrong is told by the plan, and it is given back. */
export async function readAccountMedia(ctx: Context, held: HeldPlan): Promise<void> {
  try {
    const account = await findAccountToken(ctx, held.connection_id);
    if (!account) return;
    await readDue(ctx, { held, account });
  } catch (error) {
    if (error instanceof PlanLost) return;
    if (!(error instanceof AppError)) throw error;
    await settleTrouble(ctx, held, error);
  } finally {
    await releasePlan(ctx, held);
  }
}

/** Reads the newest and the stories now. Throws what Instagram answers; the plan is not held by it. */
export async function readNewestNow(ctx: Context, inHand: InHand): Promise<void> {
  try {
    await readNewest(ctx, inHand);
    await readStories(ctx, inHand);
  } finally {
    await releasePlan(ctx, inHand.held);
  }
}

async function readDue(ctx: Context, inHand: InHand): Promise<void> {
  const { held } = inHand;
  const now = ctx.clock.now();
  if (held.newest_due_at <= now) await readNewest(ctx, inHand);
  if (held.stories_due_at <= now) await readStories(ctx, inHand);
  if (held.whole_due_at <= now) await readWhole(ctx, inHand);
  if (held.failures > 0 || held.trouble)
    await changePlan(ctx, held, { failures: 0, trouble: null, held_until: null });
}

/** The newest page. When all of it is new, more came than it holds: then the whole list is due. */
async function readNewest(ctx: Context, inHand: InHand): Promise<void> {
  const { held } = inHand;
  const since = ctx.clock.now();
  const page = await ask(ctx, inHand, 'listLiveMedia', undefined);
  const isGap = await whileHeld(ctx, held, async (ctx) => {
    const fresh = await keepMedia(ctx, ownerOf(held), page.media);
    return page.next !== undefined && fresh.length === page.media.length;
  });
  const read = { since, from: page.next ? page.media.at(-1)?.postedAt : undefined, of: 'posts' as const };
  const isMoreMissing = !isGap && (await lookForVanished(ctx, inHand, read));
  await changePlan(ctx, held, {
    newest_read_at: since,
    newest_due_at: plusSeconds(since, newestEverySeconds),
    ...(isGap || isMoreMissing ? { whole_due_at: since } : {}),
  });
  mustBeLow(page.usage);
}

async function readStories(ctx: Context, inHand: InHand): Promise<void> {
  const { held } = inHand;
  const since = ctx.clock.now();
  let after: string | undefined;
  try {
    for (let pages = 0; pages < mostStoryPages; pages++) {
      const page = await ask(ctx, inHand, 'listLiveStories', after);
      await whileHeld(ctx, held, (ctx) => keepMedia(ctx, ownerOf(held), page.media));
      after = page.next;
      if (!after) break;
    }
    // A story that ended is no loss; one that is not a day old and not among them was taken away.
    const from = plusSeconds(since, -86_400);
    if (!after) await lookForVanished(ctx, inHand, { since, from, of: 'stories' });
    await changePlan(ctx, held, { stories_due_at: plusSeconds(since, storiesEverySeconds) });
  } catch (error) {
    if (!(error instanceof AppError) || !saysNo.has(error.code)) throw error;
    ctx.log.debug({ connectionId: held.connection_id, code: error.code }, 'stories are not told');
    await changePlan(ctx, held, { stories_due_at: plusSeconds(since, storiesRefusedSeconds) });
  }
}

/** A refusal of stories says nothing of the rest. */
const saysNo = new Set(['instagram_unexpected', 'permission_missing']);

/** Goes on with the whole list for a few pages; at its end, looks for what was not in it. */
async function readWhole(ctx: Context, inHand: InHand): Promise<void> {
  const { held } = inHand;
  const now = ctx.clock.now();
  const isBegun = held.whole_since !== null && plusSeconds(held.whole_since, cursorSeconds) > now;
  const since = isBegun ? held.whole_since! : now;
  if (!isBegun || held.cursor !== null) {
    let cursor = isBegun ? (held.cursor ?? undefined) : undefined;
    for (let pages = 0; pages < mostPages; pages++) {
      const page = await askOn(ctx, inHand, cursor);
      cursor = page.next;
      await whileHeld(ctx, held, async (ctx) => {
        await keepMedia(ctx, ownerOf(held), page.media);
        await changePlan(ctx, held, { whole_since: since, cursor: cursor ?? null });
      });
      mustBeLow(page.usage);
      if (!cursor) break;
    }
    // Behind the others that are due.
    if (cursor) return changePlan(ctx, held, { whole_due_at: now });
  }
  const read = { since, from: await endOfWhole(ctx, held, since), of: 'posts' as const };
  if (await lookForVanished(ctx, inHand, read)) return changePlan(ctx, held, { whole_due_at: now });
  await changePlan(ctx, held, { whole_since: null, whole_due_at: plusSeconds(now, wholeEverySeconds) });
}

/** A page of the whole list; a cursor that Instagram does not take any more ends the reading, and it begins anew. */
async function askOn(ctx: Context, inHand: InHand, after: string | undefined): Promise<LiveMediaPage> {
  try {
    return await ask(ctx, inHand, 'listLiveMedia', after);
  } catch (error) {
    if (after && error instanceof AppError && error.code === 'instagram_unexpected')
      await changePlan(ctx, inHand.held, { cursor: null, whole_since: null });
    throw error;
  }
}

function ask(
  ctx: Context,
  { held, account }: InHand,
  list: 'listLiveMedia' | 'listLiveStories',
  after: string | undefined,
): Promise<LiveMediaPage> {
  // Of accounts with much in each post Instagram may ask for less at once.
  const limit = Math.max(5, pageSize >> Math.min(held.failures, 4));
  const { instagramUserId } = account;
  return ctx.instagram[list](account.login, account.token, { instagramUserId, limit, after });
}

/** What is left of the calls that Meta allows is kept for posts. Throws `throttled`. */
function mustBeLow(usage: Usage | undefined): void {
  if (!usage || (usage.percent < mostPercent && usage.regainSeconds === 0)) return;
  const details = { reason: 'kept_for_posts', retryAfterSeconds: usage.regainSeconds || undefined };
  throw new AppError('throttled', { details });
}

const ownerOf = (held: HeldPlan) => ({
  workspaceId: held.workspace_id,
  instagramUserId: held.instagram_user_id,
});

const basicScope = { instagram: 'instagram_business_basic', facebook: 'instagram_basic' } as const;

/** What stands in the way holds the plan for a while, and changes nothing else that a second answer does not confirm. */
async function settleTrouble(ctx: Context, held: HeldPlan, error: AppError): Promise<void> {
  const { retryAfterSeconds, subcode } = error.details;
  const connectionId = held.connection_id;
  if (error.code === 'reconnect_needed')
    await settleRefusal(ctx, {
      connectionId,
      subcode: typeof subcode === 'number' ? subcode : undefined,
    });
  if (error.code === 'permission_missing') {
    const account = await findAccountToken(ctx, connectionId);
    if (account) await noteMissingScope(ctx, { connectionId, scope: basicScope[account.login] });
  }
  ctx.log.debug({ connectionId, code: error.code }, 'media not read');
  const told = typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined;
  const seconds = told ?? waits[error.code]?.(held.failures) ?? longWait(held.failures);
  try {
    await changePlan(ctx, held, {
      held_until: plusSeconds(ctx.clock.now(), seconds),
      trouble: error.code,
      failures: error.code === 'throttled' ? held.failures : held.failures + 1,
    });
  } catch (lost) {
    if (!(lost instanceof PlanLost)) throw lost;
  }
}

const briefWait = (failures: number) => Math.min(60 * 2 ** Math.min(failures, 10), 900);
const longWait = (failures: number) => Math.min(900 * 2 ** Math.min(failures, 10), 6 * 3600);
const waits: Record<string, (failures: number) => number> = {
  network_error: briefWait,
  // As outages look, where the account is meant.
  media_missing: briefWait,
  reconnect_needed: briefWait,
  throttled: () => restSeconds,
};
