import type { Asset } from '#contract/library.ts';
import type { Context } from '../context.ts';
import { findAssets } from '../library/index.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/**
 * The files that a table calls by name or by id: each with its file, or with a sentence that says why there is none. Two
 * files of one name are told, not guessed between.
 */
export async function findMedia(
  ctx: Context,
  workspaceId: string,
  called: string[],
): Promise<Map<string, Asset | string>> {
  const names = [...new Set(called)];
  if (names.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom('assets')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where((eb) =>
      eb.or([eb('name', 'in', names), eb('id', 'in', [nobody, ...names.filter((name) => uuid.test(name))])]),
    )
    .execute();
  const assets = await findAssets(
    ctx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  return new Map(
    names.map((name) => {
      const found = rows.filter((row) => row.name === name || row.id === name.toLowerCase());
      const [only] = found;
      if (found.length > 1)
        return [name, `${found.length} files are called “${name}”. Write the id of the one you mean.`];
      return [name, (only && assets.get(only.id)) ?? whyNot(name)];
    }),
  );
}

const nobody = '00000000-0000-0000-0000-000000000000';

function whyNot(name: string): string {
  if (/^https?:/i.test(name))
    return 'Add this address to the library first, then write the name of the file.';
  return `The library has no file called “${name.slice(0, 80)}”.`;
}
