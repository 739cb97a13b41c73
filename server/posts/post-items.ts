import { postSettings, type PostItem, type PostSettings } from '#contract/posts.ts';
import type { Asset } from '#contract/library.ts';
import type { Context } from '../context.ts';
import { getAsset } from '../library/index.ts';

/** Writes the files of a post in their order, in place of what was there. Throws `not_found` for a foreign file. */
export async function replaceItems(
  ctx: Context,
  workspaceId: string,
  postId: string,
  items: PostItem[],
): Promise<void> {
  const ids = items.map(({ assetId }) => assetId);
  // Held until the commit: a file that is being removed is gone now, or stays.
  if (ids.length > 0)
    await ctx.db
      .selectFrom('assets')
      .select('id')
      .where('id', 'in', ids)
      .orderBy('id')
      .forKeyShare()
      .execute();
  const assets: Asset[] = [];
  for (const { assetId } of items) assets.push(await getAsset(ctx, workspaceId, assetId));
  await ctx.db.deleteFrom('post_assets').where('post_id', '=', postId).execute();
  if (items.length === 0) return;
  await ctx.db
    .insertInto('post_assets')
    .values(
      items.map((item, position) => ({
        post_id: postId,
        position,
        asset_id: item.assetId,
        rendition_id: assets[position]?.rendition.id ?? '',
        alt_text: item.altText,
        crop: item.crop && JSON.stringify(item.crop),
        people: JSON.stringify(item.people),
        products: JSON.stringify(item.products),
      })),
    )
    .execute();
}

/** The files of several posts, in order, by post. */
export async function findItems(ctx: Context, postIds: string[]): Promise<Map<string, PostItem[]>> {
  const byPost = new Map<string, PostItem[]>(postIds.map((id) => [id, []]));
  if (postIds.length === 0) return byPost;
  const rows = await ctx.db
    .selectFrom('post_assets')
    .selectAll()
    .where('post_id', 'in', postIds)
    .orderBy('position')
    .execute();
  for (const row of rows)
    byPost.get(row.post_id)?.push({
      assetId: row.asset_id,
      altText: row.alt_text,
      crop: row.crop,
      people: row.people,
      products: row.products,
    });
  return byPost;
}

/** What is kept of a post's settings may be older than what the contract knows today: defaults fill it up. */
export function settingsOf(kept: Partial<PostSettings>): PostSettings {
  return postSettings.parse(kept);
}
