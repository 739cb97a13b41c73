import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { lookBy, scheduleFirst } from '../insights/index.ts';
import type { LiveMedia } from '../instagram/index.ts';

/** Instagram takes 2,200 characters. What is longer is not Instagram's, and cut so that the search can hold it. */
const mostCaption = 10_000;

/**
 * Writes what Instagram tells of media of one account, each once however often it is told. What this answer left out stays
 * as it was known; what was found gone and is told again is back. Answers the ids that nobody had seen before.
 */
export async function keepMedia(
  ctx: Context,
  account: { workspaceId: string; instagramUserId: string },
  told: LiveMedia[],
): Promise<string[]> {
  const media = [...new Map(told.map((each) => [each.id, each])).values()];
  if (media.length === 0) return [];
  const now = ctx.clock.now();
  const posts = await findPosts(ctx, account.workspaceId, media);
  const rows = await ctx.db
    .insertInto('media')
    .values(
      media
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .map((each) => ({
          workspace_id: account.workspaceId,
          instagram_user_id: account.instagramUserId,
          media_id: each.id,
          kind: each.kind,
          caption: clean(each.caption).slice(0, mostCaption).toWellFormed(),
          permalink: clean(each.permalink) ?? null,
          posted_at: each.postedAt,
          picture_address: clean(each.pictureAddress) ?? null,
          video_address: clean(each.videoAddress) ?? null,
          children: each.children
            ? JSON.stringify(
                each.children.map(({ id, isVideo, pictureAddress }) => ({
                  mediaId: id,
                  isVideo,
                  pictureAddress: clean(pictureAddress) ?? null,
                })),
              )
            : null,
          alt_text: clean(each.altText) ?? null,
          is_comment_enabled: each.isCommentEnabled ?? null,
          is_shared_to_feed: each.isSharedToFeed ?? null,
          like_count: each.likeCount ?? null,
          comments_count: each.commentsCount ?? null,
          post_id: posts.get(each.id) ?? null,
          first_seen_at: now,
          read_at: now,
          insights_due_at: scheduleFirst({ kind: each.kind, postedAt: each.postedAt }, now),
        })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'media_id'])
        .doUpdateSet((eb) => ({
          // An answer without the product type cannot tell a reel from a video.
          kind: sql`case when excluded.kind = 'video' then media.kind else excluded.kind end`,
          caption: eb.ref('excluded.caption'),
          permalink: eb.fn.coalesce('excluded.permalink', 'media.permalink'),
          picture_address: eb.fn.coalesce('excluded.picture_address', 'media.picture_address'),
          video_address: eb.ref('excluded.video_address'),
          children: eb.fn.coalesce('excluded.children', 'media.children'),
          alt_text: eb.fn.coalesce('excluded.alt_text', 'media.alt_text'),
          is_comment_enabled: eb.fn.coalesce('excluded.is_comment_enabled', 'media.is_comment_enabled'),
          is_shared_to_feed: eb.fn.coalesce('excluded.is_shared_to_feed', 'media.is_shared_to_feed'),
          // Left out when its owner hides likes: then it is not known any more.
          like_count: eb.ref('excluded.like_count'),
          comments_count: eb.fn.coalesce('excluded.comments_count', 'media.comments_count'),
          post_id: eb.fn.coalesce('media.post_id', 'excluded.post_id'),
          read_at: eb.ref('excluded.read_at'),
          gone_at: null,
        }))
        // A media is of one account; what another one tells of it, as its co-author, is not taken.
        .whereRef('media.instagram_user_id', '=', 'excluded.instagram_user_id'),
    )
    .returning(['media_id', 'insights_due_at', sql<boolean>`xmax = 0`.as('is_new')])
    .execute();
  const fresh = rows.filter(({ is_new }) => is_new);
  const due = fresh.flatMap(({ insights_due_at: at }) => (at ? [at.getTime()] : []));
  if (due.length > 0) await lookBy(ctx, account, new Date(Math.min(...due)));
  return fresh.map(({ media_id }) => media_id);
}

/** The posts of ours that these media are. */
async function findPosts(
  ctx: Context,
  workspaceId: string,
  media: LiveMedia[],
): Promise<Map<string, string>> {
  const posts = await ctx.db
    .selectFrom('posts')
    .select(['id', 'media_id'])
    .where('workspace_id', '=', workspaceId)
    .where(
      'media_id',
      'in',
      media.map(({ id }) => id),
    )
    .execute();
  return new Map(posts.map(({ id, media_id }) => [media_id ?? '', id]));
}

/** A database takes no null bytes, and JSON in it no halves of characters. */
function clean<T extends string | undefined>(text: T): T {
  return text?.replaceAll('\0', '').toWellFormed() as T;
}
