import { sql } from 'kysely';
import type { WaitingReview } from '#contract/reviews.ts';
import type { Context, Member } from '../context.ts';
import { hiddenAccounts } from '../workspaces/index.ts';
import { readRule } from './approval-rule.ts';
import { isDecider, isOwn } from './may-decide.ts';
import { personOf } from './person.ts';

/** Posts in review, longest waiting first, at most 200, without hidden accounts'; and how many of them a member may decide. */
export async function listWaiting(
  ctx: Context,
  member: Member,
): Promise<{ waiting: WaitingReview[]; mine: number }> {
  const { workspaceId } = member;
  const hidden = hiddenAccounts(member);
  const { nobodyApprovesOwn } = await readRule(ctx, workspaceId);
  const rows = await ctx.db
    .selectFrom('posts')
    .innerJoin('reviews', (join) =>
      join.onRef('reviews.post_id', '=', 'posts.id').on('reviews.ending', 'is', null),
    )
    .leftJoin('users', 'users.id', 'reviews.asked_by')
    .leftJoin('connections', 'connections.id', 'posts.connection_id')
    .leftJoin('post_assets', (join) =>
      join.onRef('post_assets.post_id', '=', 'posts.id').on('post_assets.position', '=', 0),
    )
    .select([
      'posts.id',
      'posts.connection_id',
      'posts.instagram_user_id',
      'posts.kind',
      'posts.publish_at',
      'posts.time_zone',
      'posts.created_by',
      'posts.edited_by',
      'posts.version',
      'reviews.asked_by',
      'reviews.asked_at',
      'reviews.wish',
      'users.name as asker',
      'connections.username',
      'post_assets.asset_id',
    ])
    .select(sql<string>`left(posts.caption, 120)`.as('words'))
    .where('posts.workspace_id', '=', workspaceId)
    // The index names this condition.
    .where('posts.state', '=', sql.lit('in_review'))
    .$if(hidden.length > 0, (query) => query.where('posts.instagram_user_id', 'not in', hidden))
    .orderBy('reviews.asked_at')
    .orderBy('posts.id')
    .limit(200)
    .execute();
  const waiting = rows.map((row): WaitingReview => {
    const authors = { createdBy: row.created_by, editedBy: row.edited_by, askedBy: row.asked_by };
    return {
      postId: row.id,
      connectionId: row.connection_id,
      username: row.username,
      kind: row.kind,
      words: row.words,
      pictureUrl: row.asset_id && `/api/v1/workspaces/${workspaceId}/assets/${row.asset_id}/picture`,
      asked: {
        ...personOf({ userId: row.asked_by, userName: row.asker, linkName: null }),
        at: row.asked_at.toISOString(),
      },
      wish: row.wish,
      publishAt: row.wish?.wallTime || row.wish?.publishAt ? (row.publish_at?.toISOString() ?? null) : null,
      timeZone: row.time_zone,
      mayDecide: isDecider(member, row.instagram_user_id) && !(nobodyApprovesOwn && isOwn(member, authors)),
      version: row.version,
    };
  });
  return { waiting, mine: waiting.filter(({ mayDecide }) => mayDecide).length };
}
