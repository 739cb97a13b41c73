import { sql } from 'kysely';
import type { AuditYears } from '#contract/audit.ts';
import type { Context } from '../context.ts';

const most = 200;

/** What is known of a workspace's trail as a whole: since when it stands, how long it is kept, who and which accounts are in it. */
export async function readTrail(ctx: Pick<Context, 'db'>, workspaceId: string, hidden: readonly string[]) {
  const { audit_years, since } = await ctx.db
    .selectFrom('workspaces')
    .select('audit_years')
    .select((eb) =>
      eb
        .selectFrom('audit_events')
        .select('at')
        .where('workspace_id', '=', workspaceId)
        .orderBy('at')
        .limit(1)
        .as('since'),
    )
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  const accounts = await listAccounts(ctx, workspaceId);
  return {
    since: since?.toISOString() ?? null,
    keptYears: audit_years as AuditYears,
    people: await listPeople(ctx, workspaceId),
    accounts: accounts.filter(({ instagramUserId }) => !hidden.includes(instagramUserId)),
  };
}

/** Each value once, by a step through the index for each: the trail may have millions of lines. */
async function listPeople(ctx: Pick<Context, 'db'>, workspaceId: string) {
  const { rows } = await sql<{ userId: string; name: string }>`
    with recursive people as (
      (select user_id from audit_events where workspace_id = ${workspaceId} and user_id is not null order by user_id limit 1)
      union all
      select (select user_id from audit_events
        where workspace_id = ${workspaceId} and user_id > people.user_id order by user_id limit 1)
      from people where people.user_id is not null
    )
    select people.user_id as "userId", coalesce(users.name, (select user_name from audit_events
        where workspace_id = ${workspaceId} and user_id = people.user_id order by at desc, id desc limit 1), '') as name
    from people left join users on users.id = people.user_id
    where people.user_id is not null
    order by lower(coalesce(users.name, '')), people.user_id limit ${most}`.execute(ctx.db);
  return rows;
}

async function listAccounts(ctx: Pick<Context, 'db'>, workspaceId: string) {
  const { rows } = await sql<{ instagramUserId: string; username: string }>`
    with recursive accounts as (
      (select instagram_user_id as id from audit_events
        where workspace_id = ${workspaceId} and instagram_user_id is not null order by instagram_user_id limit 1)
      union all
      select (select instagram_user_id from audit_events
        where workspace_id = ${workspaceId} and instagram_user_id > accounts.id order by instagram_user_id limit 1)
      from accounts where accounts.id is not null
    )
    select accounts.id as "instagramUserId", coalesce(
        (select username from connections where workspace_id = ${workspaceId} and instagram_user_id = accounts.id limit 1),
        (select details ->> 'username' from audit_events
          where workspace_id = ${workspaceId} and instagram_user_id = accounts.id and details ? 'username'
          order by at desc, id desc limit 1),
        accounts.id) as username
    from accounts where accounts.id is not null order by 2 limit ${most}`.execute(ctx.db);
  return rows;
}
