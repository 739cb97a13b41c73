import { sql } from 'kysely';
import type { AssetUse } from '#contract/library.ts';
import type { Context } from '../context.ts';
import { getAsset } from './get-asset.ts';

const wordCharacters = 120;

/** Posts that a file stands in, as a file or as a cover, newest first, at most 100; none of hidden accounts. Throws `not_found`. */
export async function listUses(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  hidden: readonly string[] = [],
): Promise<AssetUse[]> {
  await getAsset(ctx, workspaceId, assetId);
  const ids = await findUses(ctx, workspaceId, assetId, 100);
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('posts')
    .select(['id', 'state', 'caption', 'publish_at'])
    .where('id', 'in', ids)
    .$if(hidden.length > 0, (query) => query.where('instagram_user_id', 'not in', hidden))
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    postId: row.id,
    state: row.state,
    words: Array.from(row.caption).slice(0, wordCharacters).join(''),
    publishAt: row.publish_at?.toISOString() ?? null,
  }));
}

/** Ids of posts that a file stands in. */
export async function findUses(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  assetId: string,
  limit: number,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from posts where workspace_id = ${workspaceId} and (
      id in (select post_id from post_assets where asset_id = ${assetId})
      or id in (select id from posts where settings -> 'cover' ->> 'assetId' = ${assetId})
    ) order by created_at desc limit ${limit}
  `.execute(ctx.db);
  return rows.map(({ id }) => id);
}
