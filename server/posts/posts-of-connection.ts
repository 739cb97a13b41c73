import type { Context } from '../context.ts';
import { changeZone } from './change-zone.ts';
import { recordStep } from './record-step.ts';

const notSent = ['scheduled', 'preparing', 'ready'] as const;

/** What `connections` and `workspaces` ask of the posts above them; registered in main.ts. */
export const postsOfConnection = { countOpen, countPaused, pause, reattach, erase, changeZone, takeOver };

/** Posts that are on their way to this account and would be paused without it. */
async function countOpen(ctx: Context, connectionId: string): Promise<number> {
  const { open } = await ctx.db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<string>().as('open'))
    .where('connection_id', '=', connectionId)
    .where('state', 'in', [...notSent, 'publishing'])
    .where('paused_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(open);
}

/** Posts that wait for this account to be well again. */
async function countPaused(ctx: Context, connectionId: string): Promise<number> {
  const { paused } = await ctx.db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<string>().as('paused'))
    .where('connection_id', '=', connectionId)
    .where('paused_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(paused);
}

/** Pauses what is not sent yet, inside the caller's transaction. Answers how many. */
async function pause(ctx: Context, connectionId: string): Promise<number> {
  const now = ctx.clock.now();
  await lockRuns(ctx, connectionId);
  const paused = await ctx.db
    .updateTable('posts')
    .set({ paused_at: now, updated_at: now })
    .where('connection_id', '=', connectionId)
    .where('state', 'in', [...notSent])
    .where('paused_at', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of paused) {
    await ctx.db
      .updateTable('publish_runs')
      .set({ due_at: null, updated_at: now })
      .where('post_id', '=', id)
      .execute();
    await recordStep(ctx, { postId: id, step: 'paused', outcome: 'waiting' });
  }
  return paused.length;
}

/** The runs before the posts, as `lockRun` does for one, and in one order: so nobody waits for each other in a ring. */
async function lockRuns(ctx: Context, connectionId: string): Promise<void> {
  await ctx.db
    .selectFrom('publish_runs')
    .select('post_id')
    .where('post_id', 'in', (eb) =>
      eb
        .selectFrom('posts')
        .select('id')
        .where('connection_id', '=', connectionId)
        .where('state', 'in', [...notSent]),
    )
    .orderBy('post_id')
    .forUpdate()
    .execute();
}

/** Gives the posts of an account that returned to this workspace their connection back; they stay paused. */
async function reattach(
  ctx: Context,
  account: { workspaceId: string; connectionId: string; instagramUserId: string },
): Promise<number> {
  const back = await ctx.db
    .updateTable('posts')
    .set({ connection_id: account.connectionId, updated_at: ctx.clock.now() })
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .where('connection_id', 'is', null)
    .returning('id')
    .execute();
  for (const { id } of back) await recordStep(ctx, { postId: id, step: 'reattached', outcome: 'done' });
  return back.length;
}

/** Erases what was read from Instagram about the posts of an account: ids of media and comments, and permalinks. */
async function erase(
  ctx: Context,
  account: { workspaceId: string; instagramUserId: string },
): Promise<number> {
  await ctx.db
    .updateTable('publish_comments')
    .set({ comment_id: null })
    .where('post_id', 'in', (eb) =>
      eb
        .selectFrom('posts')
        .select('id')
        .where('workspace_id', '=', account.workspaceId)
        .where('instagram_user_id', '=', account.instagramUserId),
    )
    .where('comment_id', 'is not', null)
    .execute();
  const erased = await ctx.db
    .updateTable('posts')
    .set({ media_id: null, permalink: null, updated_at: ctx.clock.now() })
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .where((eb) => eb.or([eb('media_id', 'is not', null), eb('permalink', 'is not', null)]))
    .returning('id')
    .execute();
  return erased.length;
}

/** Posts that are not out are another person's from now on; what is out keeps its author. Answers how many. */
async function takeOver(
  ctx: Context,
  people: { workspaceId: string; fromUserId: string; toUserId: string },
): Promise<number> {
  const { numUpdatedRows } = await ctx.db
    .updateTable('posts')
    .set({ created_by: people.toUserId })
    .where('workspace_id', '=', people.workspaceId)
    .where('created_by', '=', people.fromUserId)
    .where('state', 'not in', ['published', 'cancelled'])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
