import { hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Media } from '../instagram/index.ts';
import type { InHand } from './claim-run.ts';
import { matchMedia } from './match-media.ts';
import type { Seen } from './next-step.ts';

/** Reads the container alone. */
export async function readContainerOnce(ctx: Context, inHand: InHand): Promise<Seen> {
  return { ...(await readContainer(ctx, inHand, inHand.run.container_id)), matches: 0, mediaId: null };
}

/** Reads the container of one file of a carousel. */
export async function readChildOnce(ctx: Context, inHand: InHand, containerId: string): Promise<Seen> {
  return { ...(await readContainer(ctx, inHand, containerId)), matches: 0, mediaId: null };
}

/** Reads the container, and what of the account's recent media can only be this post. */
export async function lookForPost(ctx: Context, inHand: InHand): Promise<Seen> {
  const { run } = inHand;
  const container = await readContainer(ctx, inHand, run.container_id);
  const listed = await listMedia(ctx, inHand);
  const intent = run.publish_intent_at ?? run.container_made_at;
  if (!intent) return { ...container, matches: 0, mediaId: null };
  const bound = await boundIds(
    ctx,
    listed.map((media) => media.id),
  );
  const matches = matchMedia(
    { kind: run.kind, caption: run.caption, publishIntentAt: intent, publishCalledAt: run.publish_called_at },
    listed,
    bound,
  );
  return {
    ...container,
    matches: matches.length,
    mediaId: matches.length === 1 ? (matches[0]?.id ?? null) : null,
  };
}

/**
 * Where this post would stand. Meta documents the list of stories for Facebook's login alone: where it is refused, nothing
 * is found, and what the container says decides.
 */
async function listMedia(ctx: Context, { run, account }: InHand): Promise<Media[]> {
  const { login, token, instagramUserId } = account;
  if (run.kind !== 'image_story' && run.kind !== 'video_story')
    return ctx.instagram.listRecentMedia(login, token, instagramUserId);
  try {
    return await ctx.instagram.listStories(login, token, instagramUserId);
  } catch (error) {
    if (hasCode(error, 'instagram_unexpected') || hasCode(error, 'permission_missing')) return [];
    throw error;
  }
}

async function readContainer(
  ctx: Context,
  { account }: InHand,
  containerId: string | null,
): Promise<Pick<Seen, 'container' | 'failure' | 'usage'>> {
  if (!containerId) return { container: 'gone' };
  try {
    const { status, failure, usage } = await ctx.instagram.readContainer(
      account.login,
      account.token,
      containerId,
    );
    return { container: status, failure, usage };
  } catch (error) {
    if (hasCode(error, 'media_missing')) return { container: 'gone' };
    throw error;
  }
}

async function boundIds(ctx: Context, mediaIds: string[]): Promise<Set<string>> {
  if (mediaIds.length === 0) return new Set();
  const rows = await ctx.db
    .selectFrom('posts')
    .select('media_id')
    .where('media_id', 'in', mediaIds)
    .execute();
  return new Set(rows.flatMap((row) => (row.media_id ? [row.media_id] : [])));
}
