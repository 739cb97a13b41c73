import type { Snippet } from '#contract/snippets.ts';
import type { Context } from '../context.ts';

/** The saved words of a workspace, by name, at most 500. */
export async function listSnippets(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<Snippet[]> {
  const rows = await ctx.db
    .selectFrom('snippets')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .limit(500)
    .execute();
  return rows.map(({ id, name, text, updated_at }) => ({
    id,
    name,
    text,
    updatedAt: updated_at.toISOString(),
  }));
}
