import type { Workspace } from '#contract/identity.ts';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import { slugOf } from './slug.ts';

/** Inserts a workspace with its owner, under the first free address. Call it inside a transaction. */
export async function insertWorkspace(
  ctx: Context,
  input: { name: string; ownerId: string },
): Promise<Workspace> {
  const [id, now] = [newId(), ctx.clock.now()];
  for (let attempt = 1; ; attempt++) {
    const slug = slugOf(input.name, attempt);
    const { numInsertedOrUpdatedRows } = await ctx.db
      .insertInto('workspaces')
      .values({ id, name: input.name, slug, logo: null, created_at: now, metadata: null })
      .onConflict((taken) => taken.column('slug').doNothing())
      .executeTakeFirstOrThrow();
    if (!numInsertedOrUpdatedRows) continue;
    await ctx.db
      .insertInto('members')
      .values({ id: newId(), workspace_id: id, user_id: input.ownerId, role: 'owner', created_at: now })
      .execute();
    return { id, name: input.name, slug, role: 'owner' };
  }
}
