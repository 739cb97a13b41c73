import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';
import type { SealedToken } from '../vault/index.ts';
import { sealedTokenOf } from './sealed-token-of.ts';

/** An account that can be acted for: whose it is, and its token, still sealed. */
export interface AccountToken {
  connectionId: string;
  login: Login;
  instagramUserId: string;
  appScopedUserId: string;
  /** The Facebook Page behind the account; null on Instagram's door. */
  pageId: string | null;
  version: number;
  token: SealedToken;
}

/** The sealed token of an active connection; null when it is gone or needs a person. */
export async function findAccountToken(
  ctx: Context,
  connectionId: string | null,
): Promise<AccountToken | null> {
  if (!connectionId) return null;
  return (await findAccountTokens(ctx, [connectionId])).get(connectionId) ?? null;
}

/** The same for several connections, by their ids; those that are gone or need a person are missing. */
export async function findAccountTokens(
  ctx: Context,
  connectionIds: string[],
): Promise<Map<string, AccountToken>> {
  if (connectionIds.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('connections')
    .innerJoin('vault.sealed_tokens as sealed', 'sealed.connection_id', 'connections.id')
    .selectAll('sealed')
    .select(['connections.id', 'login', 'instagram_user_id', 'app_scoped_user_id', 'page_id'])
    .where('connections.id', 'in', connectionIds)
    .where('state', '=', 'active')
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        connectionId: row.id,
        login: row.login,
        instagramUserId: row.instagram_user_id,
        appScopedUserId: row.app_scoped_user_id,
        pageId: row.page_id,
        version: row.version,
        token: sealedTokenOf(row),
      },
    ]),
  );
}
