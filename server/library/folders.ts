import type { Folder } from '#contract/library.ts';
import { AppError } from '../app-error.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { cleanName } from './clean-name.ts';

/** The folders of a workspace by name, with how many files lie in each. */
export async function listFolders(ctx: Context, workspaceId: string): Promise<Folder[]> {
  const rows = await ctx.db
    .selectFrom('folders')
    .leftJoin('assets', 'assets.folder_id', 'folders.id')
    .select((eb) => ['folders.id', 'folders.name', eb.fn.count<string>('assets.id').as('files')])
    .where('folders.workspace_id', '=', workspaceId)
    .groupBy('folders.id')
    .orderBy((eb) => eb.fn('lower', ['folders.name']))
    .execute();
  return rows.map((row) => ({ id: row.id, name: row.name, files: Number(row.files) }));
}

/** Throws `invalid_input` for a name that another folder has. */
export async function createFolder(ctx: Context, member: Member, name: string): Promise<Folder> {
  const { workspaceId } = member;
  return inTransaction(ctx, async (ctx) => {
    const made = await ctx.db
      .insertInto('folders')
      .values({ id: newId(), workspace_id: workspaceId, name: nameOf(name), created_at: ctx.clock.now() })
      .onConflict((clash) => clash.doNothing())
      .returning(['id', 'name'])
      .executeTakeFirst();
    if (!made) throw nameTaken();
    await recordDeed(ctx, member, {
      action: 'folder.created',
      subject: made.name,
      details: { folderId: made.id },
    });
    return { ...made, files: 0 };
  });
}

/** Throws `not_found`; `invalid_input` for a name that another folder has. */
export async function renameFolder(
  ctx: Context,
  member: Member,
  folderId: string,
  name: string,
): Promise<Folder> {
  const { workspaceId } = member;
  await inTransaction(ctx, async (ctx) => {
    const sameName = await ctx.db
      .selectFrom('folders')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('id', '!=', folderId)
      .where((eb) => eb(eb.fn('lower', ['name']), '=', nameOf(name).toLowerCase()))
      .executeTakeFirst();
    if (sameName) throw nameTaken();
    const former = await ctx.db
      .selectFrom('folders')
      .select('name')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', folderId)
      .forUpdate()
      .executeTakeFirst();
    if (!former) throw new AppError('not_found');
    await ctx.db
      .updateTable('folders')
      .set({ name: nameOf(name) })
      .where('id', '=', folderId)
      .execute();
    await recordDeed(ctx, member, {
      action: 'folder.renamed',
      subject: nameOf(name),
      details: { folderId },
      before: { name: former.name },
      after: { name: nameOf(name) },
    });
  });
  return (await listFolders(ctx, workspaceId)).find(({ id }) => id === folderId)!;
}

/** Removes a folder; its files stay, outside of any folder. Throws `not_found`. */
export async function removeFolder(ctx: Context, member: Member, folderId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .deleteFrom('folders')
      .where('workspace_id', '=', member.workspaceId)
      .where('id', '=', folderId)
      .returning('name')
      .executeTakeFirst();
    if (!removed) throw new AppError('not_found');
    await recordDeed(ctx, member, { action: 'folder.removed', subject: removed.name, details: { folderId } });
  });
}

/** Throws `not_found`, also for a folder of another workspace. */
export async function mustHaveFolder(ctx: Context, workspaceId: string, folderId: string): Promise<void> {
  const found = await ctx.db
    .selectFrom('folders')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', folderId)
    .executeTakeFirst();
  if (!found) throw new AppError('not_found');
}

function nameOf(name: string): string {
  const clean = cleanName(name.replaceAll(/[\\/]/g, ' '), '');
  if (clean) return clean;
  throw new AppError('invalid_input', {
    details: { fields: [{ path: 'name', message: 'Give it a name.' }] },
  });
}

function nameTaken(): AppError {
  return new AppError('invalid_input', {
    details: { fields: [{ path: 'name', message: 'Another folder has this name.' }] },
  });
}
