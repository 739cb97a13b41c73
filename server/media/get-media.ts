import type { LiveMedia } from '#contract/media.ts';
import type { Measure } from '#contract/metric.ts';
import type { Write } from '#contract/inbox.ts';
import type { ErrorCode } from '#contract/errors.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import { figureColumns, listFigures, liveMediaColumns, presentLiveMedia } from '../insights/index.ts';
import { writeOf } from '../writes/index.ts';
import { getMediaAccount, type MediaAccount } from './media-account.ts';

export interface MediaView {
  media: LiveMedia;
  figures: Record<string, Measure>;
  can: { switchComments: boolean; remove: boolean; notRemove: ErrorCode | null };
  writes: Write[];
}

/** One media with what may be done to it and what is being done. Throws `not_found`. */
export async function getMedia(
  ctx: Context,
  workspaceId: string,
  input: { connectionId: string; mediaId: string },
): Promise<MediaView> {
  const account = await getMediaAccount(ctx, workspaceId, input.connectionId);
  // Before the row: a write that ends in between is then still shown as on its way, and whoever follows it looks again. The other
  // way round it would be gone from a page that does not show what it did.
  const writes = await listWrites(ctx, workspaceId, input.mediaId);
  const row = await getMediaRow(ctx, account, input.mediaId);
  const notRemove = whyNotRemove(account, row);
  return {
    media: presentLiveMedia(row, account),
    figures: listFigures(row, account.login),
    can: {
      switchComments: account.isActive && row.gone_at === null && !isStory(row),
      remove: notRemove === null,
      notRemove,
    },
    writes,
  };
}

/** The row of one media of the account. Throws `not_found`. */
export async function getMediaRow(ctx: Pick<Context, 'db'>, account: MediaAccount, mediaId: string) {
  const row = await ctx.db
    .selectFrom('media')
    .select(['id', 'video_address', ...liveMediaColumns, ...figureColumns])
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .where('media_id', '=', mediaId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** Code of the catalogue that says why a media cannot be deleted from here; null when it can. */
export function whyNotRemove(account: MediaAccount, row: { gone_at: Date | null }): ErrorCode | null {
  if (row.gone_at) return 'media_missing';
  if (account.login !== 'facebook') return 'delete_needs_facebook';
  if (!account.isActive) return 'reconnect_needed';
  return account.scopes.includes('instagram_manage_contents') ? null : 'delete_not_granted';
}

export function isStory({ kind }: { kind: string }): boolean {
  return kind === 'image_story' || kind === 'video_story';
}

/** Newest first: what is on its way or went wrong, and what was done last. */
async function listWrites(ctx: Context, workspaceId: string, mediaId: string): Promise<Write[]> {
  const rows = await ctx.db
    .selectFrom('instagram_writes')
    .leftJoin('users', 'users.id', 'instagram_writes.requested_by')
    .selectAll('instagram_writes')
    .select('users.name as requester')
    .where('workspace_id', '=', workspaceId)
    .where('target_id', '=', mediaId)
    .where('kind', 'in', ['switch_comments', 'delete_media'])
    .where('state', '<>', 'done')
    .orderBy('requested_at', 'desc')
    .limit(20)
    .execute();
  return rows.map(writeOf);
}
