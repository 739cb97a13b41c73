import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';

/** Whose media are meant: what was read belongs to workspace and account, and survives the connection. */
export interface MediaAccount {
  workspaceId: string;
  connectionId: string;
  instagramUserId: string;
  username: string;
  login: Login;
  isActive: boolean;
  /** What was granted, less what Instagram said is missing. */
  scopes: string[];
}

/** The account of a connection. Throws `not_found`, also for another workspace's. */
export async function getMediaAccount(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  connectionId: string,
): Promise<MediaAccount> {
  const row = await ctx.db
    .selectFrom('connections')
    .innerJoin('grants', 'grants.connection_id', 'connections.id')
    .select(['instagram_user_id', 'username', 'login', 'state', 'missing_scopes', 'grants.scopes'])
    .where('workspace_id', '=', workspaceId)
    .where('connections.id', '=', connectionId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    workspaceId,
    connectionId,
    instagramUserId: row.instagram_user_id,
    username: row.username,
    login: row.login,
    isActive: row.state === 'active',
    scopes: row.scopes.filter((scope) => !row.missing_scopes.includes(scope)),
  };
}
