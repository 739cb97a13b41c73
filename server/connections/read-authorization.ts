import type { Authorization } from '#contract/connections.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import type { OfferedAccount } from '../database/index.ts';
import { hiddenAccounts } from '../workspaces/index.ts';
import { isAbandoned } from './take-authorization.ts';

/** How an attempt to connect stands or ended; only for the session that started it. Throws `not_found`. */
export async function readAuthorization(
  ctx: Context,
  member: Member,
  authorizationId: string,
): Promise<Authorization> {
  const row = await ctx.db
    .selectFrom('authorizations')
    .leftJoin('choices', 'choices.authorization_id', 'authorizations.id')
    .selectAll('authorizations')
    .select('choices.accounts')
    .where('id', '=', authorizationId)
    .where('authorizations.workspace_id', '=', member.workspaceId)
    .where('session_id', '=', member.sessionId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  // What died on the way left nothing half: it reads as an expired link.
  const isOver = !row.finished_at && isAbandoned(row, ctx.clock.now());
  return {
    id: row.id,
    login: row.login,
    startedAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    finishedAt:
      (row.finished_at ?? (isOver ? (row.taken_at ?? row.expires_at) : null))?.toISOString() ?? null,
    outcome: row.outcome ?? (isOver ? 'state_expired' : null),
    details: row.outcome_details ?? {},
    choice: row.accounts && row.choosing_until && !isOver ? await offer(ctx, member, row) : null,
    reconnectConnectionId: row.reconnect_connection_id,
  };
}

/** What is asked of the person: accounts and their Pages by name. Whose token reads them stays on the server. */
async function offer(
  ctx: Context,
  member: Member,
  row: { workspace_id: string; choosing_until: Date | null; accounts: OfferedAccount[] | null },
): Promise<Authorization['choice']> {
  if (!row.accounts || !row.choosing_until) return null;
  const here = await ctx.db
    .selectFrom('connections')
    .select('instagram_user_id')
    .where('workspace_id', '=', row.workspace_id)
    .execute();
  const hidden = hiddenAccounts(member);
  const isConnected = ({ instagramUserId }: OfferedAccount) =>
    !hidden.includes(instagramUserId) && here.some((each) => each.instagram_user_id === instagramUserId);
  return {
    until: row.choosing_until.toISOString(),
    accounts: row.accounts.map((account) => ({ ...account, isConnected: isConnected(account) })),
  };
}
