import type { ErrorCode } from '#contract/errors.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { ThreadRow } from './select-threads.ts';

/** Meta: a comment is answered in private within seven days. */
export const privateSeconds = 7 * 24 * 3600;

const commentScope = {
  instagram: 'instagram_business_manage_comments',
  facebook: 'instagram_manage_comments',
} as const;
const messageScope = {
  instagram: 'instagram_business_manage_messages',
  facebook: 'instagram_manage_messages',
} as const;

/** For each thing that can be done in a thread, the code that says why it cannot; null where it can. */
export interface Barriers {
  reply: ErrorCode | null;
  hide: ErrorCode | null;
  remove: ErrorCode | null;
  replyPrivately: ErrorCode | null;
}

/** By what we know: Instagram is not asked. */
export async function findBarriers(ctx: Context, thread: ThreadRow): Promise<Barriers> {
  const account = await findAccount(ctx, thread);
  const root = await ctx.db
    .selectFrom('comments')
    .select(['is_own', 'posted_at', 'gone_at'])
    .where('workspace_id', '=', thread.workspace_id)
    .where('comment_id', '=', thread.root_id)
    .executeTakeFirst();
  const isGone = thread.gone_at !== null || (root !== undefined && root.gone_at !== null);
  const common = account.barrier ?? (isGone ? 'comment_gone' : null);
  const isOurs = thread.kind === 'comment';
  return {
    reply: common ?? (await findReplyBarrier(ctx, thread)),
    hide: common ?? (isOurs ? null : 'comment_not_ours'),
    remove: common ?? (isOurs ? null : 'comment_not_ours'),
    replyPrivately:
      common ??
      (root?.is_own ? 'comment_is_own' : null) ??
      (isOurs ? null : 'comment_not_ours') ??
      (account.mayMessage ? null : 'permission_missing') ??
      (root && plusSeconds(root.posted_at, privateSeconds) <= ctx.clock.now()
        ? 'message_window_closed'
        : null) ??
      ((await isRepliedPrivately(ctx, thread.workspace_id, thread.root_id))
        ? 'already_replied_privately'
        : null),
  };
}

async function findAccount(
  ctx: Context,
  thread: ThreadRow,
): Promise<{ barrier: ErrorCode | null; mayMessage: boolean }> {
  const row = await ctx.db
    .selectFrom('connections')
    .innerJoin('grants', 'grants.connection_id', 'connections.id')
    .select(['connections.state', 'connections.login', 'connections.missing_scopes', 'grants.scopes'])
    .where('connections.workspace_id', '=', thread.workspace_id)
    .where('connections.instagram_user_id', '=', thread.instagram_user_id)
    .executeTakeFirst();
  if (!row) return { barrier: 'connection_missing', mayMessage: false };
  const has = (scope: string) => row.scopes.includes(scope) && !row.missing_scopes.includes(scope);
  const mayMessage = has(messageScope[row.login]);
  if (row.state !== 'active') return { barrier: 'reconnect_needed', mayMessage };
  return { barrier: has(commentScope[row.login]) ? null : 'permission_missing', mayMessage };
}

async function findReplyBarrier(ctx: Context, thread: ThreadRow): Promise<ErrorCode | null> {
  if (thread.kind === 'tag') return 'tag_without_comment';
  if (thread.is_hidden) return 'comment_hidden';
  if (thread.media === null) return null;
  const media = await ctx.db
    .selectFrom('media')
    .select(['gone_at', 'is_comment_enabled'])
    .where('id', '=', thread.media)
    .executeTakeFirst();
  if (media?.gone_at) return 'media_missing';
  return media?.is_comment_enabled === false ? 'comments_off' : null;
}

/** Done, on its way, or perhaps done, be it in Instagram's own app: Instagram takes one for each comment. */
export async function isRepliedPrivately(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  commentId: string,
): Promise<boolean> {
  const write = await ctx.db
    .selectFrom('instagram_writes')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .where('target_id', '=', commentId)
    .where('kind', '=', 'private_reply')
    .where((eb) => eb.or([eb('state', '<>', 'failed'), eb('failure_code', '=', 'already_replied_privately')]))
    .limit(1)
    .executeTakeFirst();
  return write !== undefined;
}
