import { hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { InHand } from './claim-run.ts';
import { matchMedia } from './match-media.ts';
import type { Seen } from './next-step.ts';

/** Reads the container alone. */
export async function readContainerOnce(ctx: Context, inHand: InHand): Promise<Seen> {
  return { container: await readContainer(ctx, inHand), matches: 0, mediaId: null };
}

/** Reads the container, and what of the account's recent media can only be this post. */
export async function lookForPost(ctx: Context, inHand: InHand): Promise<Seen> {
  const { run, account } = inHand;
  const container = await readContainer(ctx, inHand);
  const listed = await ctx.instagram.listRecentMedia(account.login, account.token, account.instagramUserId);
  const intent = run.publish_intent_at ?? run.container_made_at;
  if (!intent) return { container, matches: 0, mediaId: null };
  const bound = await boundIds(
    ctx,
    listed.map((media) => media.id),
  );
  const matches = matchMedia({ caption: run.caption, publishIntentAt: intent }, listed, bound);
  return {
    container,
    matches: matches.length,
    mediaId: matches.length === 1 ? (matches[0]?.id ?? null) : null,
  };
}

async function readContainer(ctx: Context, { run, account }: InHand): Promise<Seen['container']> {
  if (!run.container_id) return 'gone';
  try {
    const { status } = await ctx.instagram.readContainer(account.login, account.token, run.container_id);
    return status;
  } catch (error) {
    if (hasCode(error, 'media_missing')) return 'gone';
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
