import { sql } from 'kysely';
import type { AssetUse } from '#contract/library.ts';
import type { Context } from '../context.ts';
import { getAsset } from './get-asset.ts';

const wordCharacters = 120;
const mostUses = 100;

/** Posts that a file stands in, as a file or as a cover, newest first, at most 100; none of hidden accounts. Throws `not_found`. */
export async function listUses(
  ctx: Context,
  workspaceId: string,
  assetId: string,
  hidden: readonly string[] = [],
): Promise<AssetUse[]> {
  await getAsset(ctx, workspaceId, assetId);
  const uses = await findUses(ctx, workspaceId, assetId);
  const ids = uses.filter(({ instagramUserId }) => !hidden.includes(instagramUserId)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await ctx.db
    .selectFrom('posts')
    .select(['id', 'state', 'caption', 'publish_at'])
    .where('id', 'in', ids)
    .orderBy('created_at', 'desc')
    .execute();
  return rows.map((row) => ({
    postId: row.id,
    state: row.state,
    words: Array.from(row.caption).slice(0, wordCharacters).join(''),
    publishAt: row.publish_at?.toISOString() ?? null,
  }));
}

/** Posts that a file stands in, newest first, at most 100, each with its account. */
export async function findUses(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  assetId: string,
): Promise<{ id: string; instagramUserId: string }[]> {
  const { rows } = await sql<{ id: string; instagramUserId: string }>`
    select id, instagram_user_id as "instagramUserId" from posts where workspace_id = ${workspaceId} and (
      id in (select post_id from post_assets where asset_id = ${assetId})
      or id in (select id from posts where settings -> 'cover' ->> 'assetId' = ${assetId})
    ) order by created_at desc limit ${mostUses}
  `.execute(ctx.db);
  return rows;
}
