import { sql } from 'kysely';
import type { Asset } from '#contract/library.ts';
import type { Context } from '../context.ts';
import { presentAsset, selectAssets } from './get-asset.ts';

export interface AssetFilter {
  /** Part of a name or of a label, whatever its case. */
  search?: string | undefined;
  label?: string | undefined;
  /** A folder's id, or `none` for files outside of any. */
  folder?: string | undefined;
  kind?: 'image' | 'video' | undefined;
  /** Id of the last file of the page before. */
  before?: string | undefined;
  limit: number;
}

/** Files of a workspace, newest first, and the id that the next page begins behind. */
export async function listAssets(
  ctx: Context,
  workspaceId: string,
  filter: AssetFilter,
): Promise<{ assets: Asset[]; nextBefore: string | null }> {
  let query = selectAssets(ctx).where('assets.workspace_id', '=', workspaceId);
  if (filter.kind) query = query.where('assets.kind', '=', filter.kind);
  if (filter.folder === 'none') query = query.where('assets.folder_id', 'is', null);
  else if (filter.folder) query = query.where('assets.folder_id', '=', filter.folder);
  if (filter.label) query = query.where(sql<boolean>`assets.labels @> array[${filter.label}]`);
  if (filter.search) {
    const part = `%${filter.search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    query = query.where(
      sql<boolean>`(assets.name ilike ${part} or array_to_string(assets.labels, chr(10)) ilike ${part})`,
    );
  }
  if (filter.before)
    query = query.where(
      sql<boolean>`(assets.created_at, assets.id) < (select created_at, id from assets where id = ${filter.before} and workspace_id = ${workspaceId})`,
    );
  const rows = await query.limit(filter.limit + 1).execute();
  const page = rows.slice(0, filter.limit);
  return {
    assets: page.map((row) => presentAsset(workspaceId, row)),
    nextBefore: rows.length > page.length ? (page.at(-1)?.id ?? null) : null,
  };
}

/** Labels in use, by name, with how many files bear each. */
export async function listLabels(
  ctx: Context,
  workspaceId: string,
): Promise<{ label: string; files: number }[]> {
  const { rows } = await sql<{ label: string; files: string }>`
    select label, count(*) as files from assets, unnest(labels) as label
    where workspace_id = ${workspaceId} group by label order by lower(label), label limit 500
  `.execute(ctx.db);
  return rows.map(({ label, files }) => ({ label, files: Number(files) }));
}
