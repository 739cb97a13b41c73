import type { Asset } from '#contract/library.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { findAssets, importFile } from '../library/index.ts';

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;
/** Files that one table may have fetched: each may take minutes. */
const mostAddresses = 20;

/** What a table calls: a file, an address whose file is fetched when it is imported, or a sentence that says why there is none. */
export type CalledMedia = Asset | 'address' | { sentence: string };

/**
 * The files that a table calls by name, by id or by address. Two files of one name are told, not guessed between. Of an
 * address only its shape is looked at: fetching is `fetchMedia`.
 */
export async function findMedia(
  ctx: Context,
  workspaceId: string,
  called: string[],
): Promise<Map<string, CalledMedia>> {
  const names = [...new Set(called)];
  const found = await findByName(
    ctx,
    workspaceId,
    names.filter((name) => !isAddress(name)),
  );
  const addresses = names.filter(isAddress);
  return new Map(
    names.map((name): [string, CalledMedia] => {
      if (!isAddress(name)) return [name, found.get(name) ?? { sentence: '' }];
      if (URL.parse(name) === null) return [name, { sentence: `“${name.slice(0, 80)}” is no address.` }];
      if (addresses.indexOf(name) < mostAddresses) return [name, 'address'];
      const sentence = `A file of posts may name ${mostAddresses} addresses. Add the others to the library first.`;
      return [name, { sentence }];
    }),
  );
}

/** Fetches what is called by address into the library; what is there already is used as it is. */
export async function fetchMedia(
  ctx: Context,
  member: Member,
  media: Map<string, CalledMedia>,
): Promise<Map<string, CalledMedia>> {
  const fetched = new Map(media);
  for (const [url, found] of media)
    if (found === 'address') fetched.set(url, await fetchOne(ctx, member, url));
  return fetched;
}

async function fetchOne(ctx: Context, member: Member, url: string): Promise<CalledMedia> {
  try {
    return (await importFile(ctx, member, { url, folderId: null, keepCopy: false })).asset;
  } catch (error) {
    if (error instanceof AppError) return { sentence: error.message };
    throw error;
  }
}

async function findByName(
  ctx: Context,
  workspaceId: string,
  names: string[],
): Promise<Map<string, CalledMedia>> {
  if (names.length === 0) return new Map();
  const ids = names.filter((name) => uuid.test(name));
  const rows = await ctx.db
    .selectFrom('assets')
    .select(['id', 'name'])
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or([eb('name', 'in', names), ...(ids.length > 0 ? [eb('id', 'in', ids)] : [])]))
    .execute();
  const assets = await findAssets(
    ctx,
    workspaceId,
    rows.map(({ id }) => id),
  );
  return new Map(
    names.map((name): [string, CalledMedia] => {
      const found = rows.filter((row) => row.name === name || row.id === name.toLowerCase());
      const [only] = found;
      if (found.length > 1)
        return [
          name,
          { sentence: `${found.length} files are called “${name}”. Write the id of the one you mean.` },
        ];
      const sentence = `The library has no file called “${name.slice(0, 80)}”.`;
      return [name, (only && assets.get(only.id)) ?? { sentence }];
    }),
  );
}

function isAddress(name: string): boolean {
  return /^https?:/i.test(name);
}
