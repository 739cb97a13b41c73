import { sql } from 'kysely';
import type { SavedReply } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import { recordEvent } from '../audit/index.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, lockUntilCommit, newId } from '../database/index.ts';
import { storable } from './comment-facts.ts';

const mostReplies = 500;

/** The saved replies of a workspace by name, at most 500. */
export async function listSavedReplies(ctx: Pick<Context, 'db'>, workspaceId: string): Promise<SavedReply[]> {
  return ctx.db
    .selectFrom('saved_replies')
    .select(['id', 'name', 'text'])
    .where('workspace_id', '=', workspaceId)
    .orderBy((eb) => eb.fn('lower', ['name']))
    .limit(mostReplies)
    .execute();
}

/** Keeps a reply under a name, in place of what that name held; safe to call twice. Throws `saved_replies_full`. */
export async function keepSavedReply(
  ctx: Context,
  member: Member,
  given: { name: string; text: string },
): Promise<SavedReply> {
  const [name, text] = [storable(given.name), storable(given.text)];
  const { workspaceId } = member;
  return inTransaction(ctx, async (ctx) => {
    await lockUntilCommit(ctx.db, `saved-replies:${workspaceId}`);
    const now = ctx.clock.now();
    const others = await ctx.db
      .selectFrom('saved_replies')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('workspace_id', '=', workspaceId)
      .where(sql<boolean>`lower(name) <> lower(${name})`)
      .executeTakeFirstOrThrow();
    if (Number(others.count) >= mostReplies) throw new AppError('saved_replies_full');
    const { id } = await ctx.db
      .insertInto('saved_replies')
      .values({ id: newId(), workspace_id: workspaceId, name, text, created_at: now, updated_at: now })
      .onConflict((conflict) =>
        conflict.expression(sql`workspace_id, lower(name)`).doUpdateSet({ name, text, updated_at: now }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await tell(ctx, member, 'saved_reply.kept', id);
    return { id, name, text };
  });
}

/** Throws `not_found`, also for another workspace's. */
export async function removeSavedReply(ctx: Context, member: Member, replyId: string): Promise<void> {
  await inTransaction(ctx, async (ctx) => {
    const removed = await ctx.db
      .deleteFrom('saved_replies')
      .where('id', '=', replyId)
      .where('workspace_id', '=', member.workspaceId)
      .returning('id')
      .executeTakeFirst();
    if (!removed) throw new AppError('not_found');
    await tell(ctx, member, 'saved_reply.removed', replyId);
  });
}

function tell(ctx: Context, member: Member, action: string, subject: string): Promise<void> {
  const { workspaceId, userId } = member;
  return recordEvent(ctx, { workspaceId, actor: 'member', userId, action, subject });
}
