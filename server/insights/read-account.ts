import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Login } from '../database/index.ts';

/** Whose insights are answered: what was read belongs to workspace and account, and survives the connection. */
export interface InsightsAccount {
  workspaceId: string;
  connectionId: string;
  instagramUserId: string;
  username: string;
  login: Login;
  isActive: boolean;
  timeZone: string;
}

/** The account of a connection. Throws `not_found`, also for another workspace's. */
export async function getInsightsAccount(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  connectionId: string,
): Promise<InsightsAccount> {
  const row = await ctx.db
    .selectFrom('connections')
    .select(['instagram_user_id', 'username', 'login', 'state', 'time_zone'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return {
    workspaceId,
    connectionId,
    instagramUserId: row.instagram_user_id,
    username: row.username,
    login: row.login,
    isActive: row.state === 'active',
    timeZone: row.time_zone,
  };
}
