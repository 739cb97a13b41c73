import { sql } from 'kysely';
import type { Context, Member } from '../context.ts';
import { hiddenAccounts } from '../workspaces/index.ts';

export interface InboxCounts {
  open: number;
  mine: number;
  trouble: number;
}

/** How many conversations wait, are given to this person and went wrong; each counted up to 1000. */
export async function countThreads(
  ctx: Pick<Context, 'db'>,
  member: Pick<Member, 'workspaceId' | 'userId' | 'accountRoles'>,
): Promise<InboxCounts> {
  const hidden = hiddenAccounts(member);
  const isShown = hidden.length > 0 ? sql`instagram_user_id <> all(${hidden})` : sql`true`;
  const { rows } = await sql<InboxCounts>`select
    (select count(*)::int from (select from inbox_threads where workspace_id = ${member.workspaceId}
      and ${isShown} and state = 'open' and not is_hidden and gone_at is null limit 1000) as few) as open,
    (select count(*)::int from (select from inbox_threads where workspace_id = ${member.workspaceId}
      and ${isShown} and assigned_to = ${member.userId} and state = 'open' and gone_at is null limit 1000) as few) as mine,
    (select count(*)::int from (select from instagram_writes where workspace_id = ${member.workspaceId}
      and ${isShown} and state in ('failed', 'unconfirmed') and left_at is null limit 1000) as few) as trouble`.execute(
    ctx.db,
  );
  return rows[0] ?? { open: 0, mine: 0, trouble: 0 };
}
