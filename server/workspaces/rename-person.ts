import { recordEvent } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';

/** Gives a person another name, in every workspace. */
export async function renamePerson(ctx: Context, userId: string, name: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const former = await ctx.db
      .selectFrom('users')
      .select('name')
      .where('id', '=', userId)
      .executeTakeFirstOrThrow();
    await ctx.db
      .updateTable('users')
      .set({ name, updated_at: ctx.clock.now() })
      .where('id', '=', userId)
      .execute();
    await recordEvent(ctx, {
      workspaceId: null,
      actor: 'member',
      userId,
      action: 'account.renamed',
      subject: name,
      before: { name: former.name },
      after: { name },
    });
  });
}
