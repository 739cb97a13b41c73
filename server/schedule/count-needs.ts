import { sql, type SqlBool } from 'kysely';
import type { CalendarNeeds } from '#contract/schedule.ts';
import type { Context } from '../context.ts';

/** How many posts of a workspace wait for a person, by reason, without hidden accounts'. Read from indexes that hold these alone. */
export async function countNeeds(
  ctx: Context,
  workspaceId: string,
  hidden: readonly string[] = [],
): Promise<Record<CalendarNeeds, number>> {
  const row = await ctx.db
    .selectFrom('posts')
    .select([
      sql<string>`count(*) filter (where state = 'failed')`.as('failed'),
      sql<string>`count(*) filter (where state = 'unconfirmed')`.as('unconfirmed'),
      sql<string>`count(*) filter (where paused_at is not null)`.as('paused'),
    ])
    .where('workspace_id', '=', workspaceId)
    .where(sql<SqlBool>`(state in ('failed', 'unconfirmed') or paused_at is not null)`)
    .$if(hidden.length > 0, (query) => query.where('instagram_user_id', 'not in', hidden))
    .executeTakeFirstOrThrow();
  return {
    failed: Number(row.failed),
    unconfirmed: Number(row.unconfirmed),
    paused: Number(row.paused),
    comment: await countFailedComments(ctx, workspaceId, hidden),
  };
}

async function countFailedComments(
  ctx: Context,
  workspaceId: string,
  hidden: readonly string[],
): Promise<number> {
  const { count } = await ctx.db
    .selectFrom('publish_comments as comment')
    .innerJoin('posts', 'posts.id', 'comment.post_id')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('comment.state', '=', sql.lit('failed'))
    .where('comment.settled_at', 'is', null)
    .where('posts.workspace_id', '=', workspaceId)
    .$if(hidden.length > 0, (query) => query.where('posts.instagram_user_id', 'not in', hidden))
    .executeTakeFirstOrThrow();
  return Number(count);
}
