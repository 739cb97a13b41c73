import { AppError, hasCode } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';
import type { PublishingLimit } from '../instagram/index.ts';
import { findAccountToken } from './find-account-token.ts';
import { getConnection } from './list-connections.ts';
import { noteMissingScope } from './note-missing-scope.ts';

const publishScope = {
  instagram: 'instagram_business_content_publish',
  facebook: 'instagram_content_publish',
} as const;

/** Name, kind and counts, read live and not kept. Throws `not_found`, `reconnect_needed`, `network_error`. */
export async function readProfile(ctx: Context, workspaceId: string, connectionId: string) {
  const { login, token, instagramUserId } = await mustBeActive(ctx, workspaceId, connectionId);
  const [account, limit] = await Promise.all([
    ctx.instagram.readAccount(login, token, instagramUserId),
    readLimit(ctx, { connectionId, login }, () =>
      ctx.instagram.readPublishingLimit(login, token, instagramUserId),
    ),
  ]);
  return {
    username: account.username,
    name: account.name ?? null,
    accountType: account.accountType,
    followersCount: account.followersCount ?? null,
    mediaCount: account.mediaCount ?? null,
    publishingLimit: limit,
    readAt: ctx.clock.now().toISOString(),
  };
}

/** The account's picture as it is now. Throws `media_missing` when it has none. */
export async function readProfilePicture(ctx: Context, workspaceId: string, connectionId: string) {
  const { login, token, instagramUserId } = await mustBeActive(ctx, workspaceId, connectionId);
  const { profilePictureUrl } = await ctx.instagram.readAccount(login, token, instagramUserId);
  if (!profilePictureUrl) throw new AppError('media_missing');
  return ctx.instagram.fetchPicture(profilePictureUrl);
}

async function mustBeActive(ctx: Context, workspaceId: string, connectionId: string) {
  const connection = await getConnection(ctx, workspaceId, connectionId);
  const account = await findAccountToken(ctx, connection.id);
  if (!account) throw new AppError('reconnect_needed', { details: { username: connection.username } });
  return account;
}

/** Null when Instagram does not say; a permission that it names as missing is remembered. */
async function readLimit(
  ctx: Context,
  { connectionId, login }: { connectionId: string; login: Login },
  read: () => Promise<PublishingLimit>,
) {
  try {
    return await read();
  } catch (error) {
    if (hasCode(error, 'permission_missing'))
      await noteMissingScope(ctx, { connectionId, scope: publishScope[login] });
    return null;
  }
}
