import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { getConnection } from './list-connections.ts';

/** Everything stored about a connection, with its actual values; of the token its key and age, never the token. Throws `not_found`. */
export async function readReceipt(ctx: Context, member: Member, connectionId: string) {
  const connection = await getConnection(ctx, member.workspaceId, connectionId);
  const workspace = await ctx.db
    .selectFrom('workspaces')
    .select('name')
    .where('id', '=', member.workspaceId)
    .executeTakeFirst();
  if (!workspace) throw new AppError('not_found');
  return {
    receipt: 'tintype.consent.v1' as const,
    issuedAt: ctx.clock.now().toISOString(),
    workspace: workspace.name,
    login: connection.login,
    instagramUserId: connection.instagramUserId,
    appScopedUserId: connection.appScopedUserId,
    pageId: connection.pageId,
    username: connection.username,
    dataAccessExpiresAt: connection.dataAccessExpiresAt,
    scopes: connection.scopes,
    consentedAt: connection.consentedAt,
    token: connection.token && {
      sealedUnderKey: connection.token.keyId,
      sealedAt: connection.token.sealedAt,
      expiresAt: connection.token.expiresAt,
    },
    howToRevoke: [
      'In Tintype: Settings, Integrations, Disconnect on the Instagram row.',
      connection.login === 'facebook'
        ? 'At Facebook: facebook.com/settings?tab=applications, find the app, Remove. This ends the access to every account that it serves.'
        : 'At Instagram: instagram.com/accounts/manage_access, find the app, Remove.',
    ],
  };
}
