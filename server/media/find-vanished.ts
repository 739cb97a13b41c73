import { recordEvents } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { AppError, hasCode } from '../app-error.ts';
import type { AccountToken } from '../connections/index.ts';
import type { LiveMedia } from '../instagram/index.ts';
import { keepMedia } from './keep-media.ts';
import { whileHeld, type HeldPlan } from './media-plan.ts';

/** Reads of one round. */
const mostLooks = 20;
/** Instagram lists the newest 10,000: from about there on, what is older may be live and in no list. */
const nearTheEnd = 9900;
const stories = ['image_story', 'video_story'] as const;

/**
 * Looks, one by one, for what should have stood in a reading that began at `since`, and marks what Instagram does not know
 * any more as gone. `from` is where the reading ended in time: what is older was not read. Answers whether more is left.
 */
export async function lookForVanished(
  ctx: Context,
  { held, account }: { held: HeldPlan; account: AccountToken },
  read: { since: Date; from: Date | undefined; of: 'posts' | 'stories' },
): Promise<boolean> {
  const missing = await ctx.db
    .selectFrom('media')
    .select('media_id')
    .where('workspace_id', '=', held.workspace_id)
    .where('instagram_user_id', '=', held.instagram_user_id)
    .where('kind', read.of === 'stories' ? 'in' : 'not in', stories)
    .where('gone_at', 'is', null)
    .where('read_at', '<', read.since)
    .$if(read.from !== undefined, (query) => query.where('posted_at', '>=', read.from!))
    .orderBy('posted_at', 'desc')
    .limit(mostLooks + 1)
    .execute();
  const alive: LiveMedia[] = [];
  const gone: string[] = [];
  for (const { media_id } of missing.slice(0, mostLooks)) {
    const media = await findLive(ctx, account, media_id);
    if (media) alive.push(media);
    else gone.push(media_id);
  }
  if (gone.length > 0) await mustBeServed(ctx, account);
  await whileHeld(ctx, held, async (ctx) => {
    const owner = { workspaceId: held.workspace_id, instagramUserId: held.instagram_user_id };
    await keepMedia(ctx, owner, alive);
    if (gone.length > 0) await recordGone(ctx, owner, await markGone(ctx, owner.workspaceId, gone));
  });
  return missing.length > mostLooks;
}

/** Where a finished reading of the whole list ended in time; undefined when it came to the list's true end. */
export async function endOfWhole(ctx: Context, held: HeldPlan, since: Date): Promise<Date | undefined> {
  const { seen, oldest } = await ctx.db
    .selectFrom('media')
    .select((eb) => [eb.fn.countAll<string>().as('seen'), eb.fn.min('posted_at').as('oldest')])
    .where('workspace_id', '=', held.workspace_id)
    .where('instagram_user_id', '=', held.instagram_user_id)
    .where('kind', 'not in', stories)
    .where('read_at', '>=', since)
    .executeTakeFirstOrThrow();
  return Number(seen) >= nearTheEnd ? (oldest ?? undefined) : undefined;
}

/** Answers those of them that were there until now. */
export async function markGone(ctx: Context, workspaceId: string, mediaIds: string[]): Promise<string[]> {
  const now = ctx.clock.now();
  const gone = await ctx.db
    .updateTable('media')
    .set({ gone_at: now, read_at: now, insights_due_at: null })
    .where('workspace_id', '=', workspaceId)
    .where('media_id', 'in', mediaIds)
    .where('gone_at', 'is', null)
    .returning('media_id')
    .execute();
  return gone.map(({ media_id }) => media_id);
}

async function recordGone(
  ctx: Context,
  { workspaceId, instagramUserId }: { workspaceId: string; instagramUserId: string },
  mediaIds: string[],
): Promise<void> {
  await recordEvents(
    ctx,
    mediaIds.map((mediaId) => ({
      workspaceId,
      actor: 'instagram',
      action: 'media.gone_at_instagram',
      subject: mediaId,
      details: { instagramUserId },
    })),
  );
}

async function findLive(
  ctx: Context,
  account: AccountToken,
  mediaId: string,
): Promise<LiveMedia | undefined> {
  try {
    return await ctx.instagram.readLiveMedia(account.login, account.token, mediaId);
  } catch (error) {
    if (hasCode(error, 'media_missing')) return undefined;
    throw error;
  }
}

/** In some outages Instagram says of everything that it does not exist. Throws `network_error` unless it knows the account. */
async function mustBeServed(ctx: Context, account: AccountToken): Promise<void> {
  const probe = await ctx.instagram.probeToken(account.login, account.token, account.instagramUserId);
  if (probe.state === 'alive') return;
  throw new AppError('network_error', { details: { operation: 'read_media', reason: 'account_not_served' } });
}
