import { AppError, hasCode } from '../app-error.ts';
import { findAccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import { getMediaRow } from './get-media.ts';
import { keepMedia } from './keep-media.ts';
import { getMediaAccount } from './media-account.ts';

interface Picture {
  bytes: Buffer;
  contentType: string;
}

/**
 * The picture of a media, or of the `child`-th of a carousel, from Instagram's own picture hosts. An address that is refused
 * has expired: it is read again, once. Throws `not_found`, `media_missing`, `network_error`.
 */
export async function readMediaPicture(
  ctx: Context,
  workspaceId: string,
  input: { connectionId: string; mediaId: string; child: number | undefined },
): Promise<Picture> {
  const account = await getMediaAccount(ctx, workspaceId, input.connectionId);
  const row = await getMediaRow(ctx, account, input.mediaId);
  const address = addressOf(row, input.child);
  try {
    if (address) return await ctx.instagram.fetchPicture(address);
  } catch (error) {
    if (!hasCode(error, 'media_missing')) throw error;
  }
  const token = row.gone_at ? null : await findAccountToken(ctx, input.connectionId);
  if (!token) throw new AppError('media_missing');
  const media = await ctx.instagram.readLiveMedia(token.login, token.token, input.mediaId);
  await keepMedia(ctx, account, [media]);
  const fresh = addressOf(await getMediaRow(ctx, account, input.mediaId), input.child);
  if (!fresh || fresh === address) throw new AppError('media_missing');
  return ctx.instagram.fetchPicture(fresh);
}

/** Throws `not_found` for a media that this workspace does not know, or knows no more. */
export async function mustHaveMedia(
  ctx: Context,
  workspaceId: string,
  input: { connectionId: string; mediaId: string },
): Promise<void> {
  const found = await ctx.db
    .selectFrom('connections')
    .innerJoin('media', (join) =>
      join
        .onRef('media.workspace_id', '=', 'connections.workspace_id')
        .onRef('media.instagram_user_id', '=', 'connections.instagram_user_id'),
    )
    .select('media.id')
    .where('connections.id', '=', input.connectionId)
    .where('connections.workspace_id', '=', workspaceId)
    .where('media.workspace_id', '=', workspaceId)
    .where('media.media_id', '=', input.mediaId)
    .executeTakeFirst();
  if (!found) throw new AppError('not_found');
}

function addressOf(
  row: { picture_address: string | null; children: { pictureAddress: string | null }[] | null },
  child: number | undefined,
): string | null {
  if (child === undefined) return row.picture_address;
  return row.children?.[child]?.pictureAddress ?? null;
}
