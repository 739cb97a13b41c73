import type { Connection } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

/** The connected accounts of a workspace, by name; hidden ones left out. */
export async function listConnections(
  ctx: Context,
  workspaceId: string,
  hidden: readonly string[] = [],
): Promise<Connection[]> {
  const rows = await select(ctx)
    .where('connections.workspace_id', '=', workspaceId)
    .$if(hidden.length > 0, (query) => query.where('connections.instagram_user_id', 'not in', hidden))
    .orderBy('username')
    .execute();
  return Promise.all(rows.map((row) => present(ctx, row)));
}

/** One connection. Throws `not_found`, also for another workspace's. */
export async function getConnection(
  ctx: Context,
  workspaceId: string,
  connectionId: string,
): Promise<Connection> {
  const row = await select(ctx)
    .where('connections.workspace_id', '=', workspaceId)
    .where('connections.id', '=', connectionId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return present(ctx, row);
}

function select(ctx: Context) {
  return ctx.db
    .selectFrom('connections')
    .innerJoin('grants', 'grants.connection_id', 'connections.id')
    .leftJoin('vault.sealed_tokens as sealed', 'sealed.connection_id', 'connections.id')
    .selectAll('connections')
    .select(['grants.scopes', 'grants.consented_at', 'sealed.kek_id', 'sealed.created_at as sealed_at'])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('connections as other')
            .select('other.id')
            .whereRef('other.app_id', '=', 'connections.app_id')
            .whereRef('other.app_scoped_user_id', '=', 'connections.app_scoped_user_id')
            .whereRef('other.id', '<>', 'connections.id'),
        )
        .as('shares_grant'),
    )
    .select((eb) =>
      eb
        .selectFrom('audit_events')
        .innerJoin('users', 'users.id', 'audit_events.user_id')
        .select('users.name')
        .whereRef('audit_events.workspace_id', '=', 'connections.workspace_id')
        .whereRef(eb.cast<string>('connections.id', 'text'), '=', 'audit_events.subject')
        .where('action', 'in', ['connection.established', 'connection.reconnected'])
        .orderBy('at', 'desc')
        .limit(1)
        .as('connected_by'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number];

async function present(ctx: Context, row: Row): Promise<Connection> {
  return {
    id: row.id,
    login: row.login,
    username: row.username,
    instagramUserId: row.instagram_user_id,
    appScopedUserId: row.app_scoped_user_id,
    pageId: row.page_id,
    sharesGrant: row.login === 'facebook' && Boolean(row.shares_grant),
    state: row.state,
    stateReason: row.state_reason,
    stateChangedAt: row.state_changed_at.toISOString(),
    scopes: row.scopes,
    missingScopes: row.missing_scopes,
    consentedAt: row.consented_at.toISOString(),
    timeZone: row.time_zone,
    token:
      row.kek_id && row.sealed_at
        ? {
            keyId: row.kek_id,
            sealedAt: row.sealed_at.toISOString(),
            renewedAt: row.token_renewed_at.toISOString(),
            expiresAt: row.token_expires_at?.toISOString() ?? null,
            // A Page's token is looked at, not renewed.
            renewsAt: row.login === 'instagram' ? (row.refresh_after?.toISOString() ?? null) : null,
          }
        : null,
    dataAccessExpiresAt: row.data_access_expires_at?.toISOString() ?? null,
    pausedPosts: await ctx.dependants.countPaused(ctx, row.id),
    openPosts: await ctx.dependants.countOpen(ctx, row.id),
    connectedBy: row.connected_by,
  };
}
