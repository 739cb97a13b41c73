import { sql } from 'kysely';
import type { Snippet } from '#contract/snippets.ts';
import { recordDeed } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';

/** Keeps words under a name, in place of what that name held; safe to call twice. */
export async function keepSnippet(
  ctx: Context,
  member: Member,
  { name, text }: { name: string; text: string },
): Promise<Snippet> {
  const now = ctx.clock.now();
  const id = await inTransaction(ctx, async (ctx) => {
    const kept = await ctx.db
      .insertInto('snippets')
      .values({
        id: newId(),
        workspace_id: member.workspaceId,
        name,
        text,
        created_at: now,
        updated_at: now,
      })
      .onConflict((conflict) =>
        conflict.expression(sql`workspace_id, lower(name)`).doUpdateSet({ name, text, updated_at: now }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await recordDeed(ctx, member, { action: 'snippet.kept', subject: name, details: { snippetId: kept.id } });
    return kept.id;
  });
  return { id, name, text, updatedAt: now.toISOString() };
}
