import type { Selectable } from 'kysely';
import type { Comment, ThreadView } from '#contract/inbox.ts';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/index.ts';
import { writeOf } from '../writes/index.ts';
import { findBarriers } from './find-barriers.ts';
import { isOpenTrouble, pictureUrl, selectThreads, threadOf, type ThreadRow } from './select-threads.ts';

/** Of a longer conversation the first comment and the newest are shown. */
const mostComments = 200;

/** One conversation with what surrounds it. Throws `not_found`. */
export async function readThread(ctx: Context, workspaceId: string, threadId: string): Promise<ThreadView> {
  const row = await getThreadRow(ctx, workspaceId, threadId);
  const [comments, writes, notes, media, can] = [
    await listComments(ctx, row),
    await listWrites(ctx, threadId),
    await listNotes(ctx, threadId),
    await findMedia(ctx, row),
    await findBarriers(ctx, row),
  ];
  return {
    thread: threadOf(row),
    comments: comments.map(commentOf),
    hasMore: comments.length < (await countAll(ctx, threadId)),
    writes,
    notes,
    media,
    can,
  };
}

/** Throws `not_found`, also for another workspace's. */
export async function getThreadRow(
  ctx: Pick<Context, 'db'>,
  workspaceId: string,
  threadId: string,
): Promise<ThreadRow> {
  const row = await selectThreads(ctx)
    .where('thread.id', '=', threadId)
    .where('thread.workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!row) throw new AppError('not_found');
  return row;
}

/** Oldest first. */
async function listComments(ctx: Context, thread: ThreadRow): Promise<Selectable<Database['comments']>[]> {
  const newest = await ctx.db
    .selectFrom('comments')
    .selectAll()
    .where('thread_id', '=', thread.id)
    .orderBy('posted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostComments)
    .execute();
  const shown = newest.toReversed();
  if (shown.length < mostComments || shown[0]?.comment_id === thread.root_id) return shown;
  const root = await ctx.db
    .selectFrom('comments')
    .selectAll()
    .where('workspace_id', '=', thread.workspace_id)
    .where('comment_id', '=', thread.root_id)
    .executeTakeFirst();
  return root ? [root, ...shown.slice(1).filter(({ id }) => id !== root.id)] : shown;
}

async function countAll(ctx: Context, threadId: string): Promise<number> {
  const few = ctx.db
    .selectFrom('comments')
    .select('id')
    .where('thread_id', '=', threadId)
    .limit(mostComments + 1);
  const { count } = await ctx.db
    .selectFrom(few.as('few'))
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export function commentOf(row: Selectable<Database['comments']>): Comment {
  return {
    id: row.id,
    commentId: row.comment_id,
    parentId: row.parent_id,
    username: row.username,
    isOwn: row.is_own,
    text: row.text,
    postedAt: row.posted_at.toISOString(),
    likeCount: row.like_count,
    isHidden: row.is_hidden,
    goneAt: row.gone_at?.toISOString() ?? null,
    goneBy: row.gone_by,
  };
}

/**
 * What is on its way or went wrong, and what was sent in private or perhaps was, whatever was decided of it: no comment shows that.
 * Oldest first, at most the newest 50.
 */
async function listWrites(ctx: Context, threadId: string): Promise<ThreadView['writes']> {
  const rows = await ctx.db
    .selectFrom('instagram_writes as write')
    .leftJoin('users', 'users.id', 'write.requested_by')
    .selectAll('write')
    .select('users.name as requester')
    .where('write.thread_id', '=', threadId)
    .where((eb) =>
      eb.or([
        isOpenTrouble,
        eb.and([eb('write.kind', '=', 'private_reply'), eb('write.state', 'in', ['done', 'unconfirmed'])]),
      ]),
    )
    .orderBy('write.requested_at', 'desc')
    .limit(50)
    .execute();
  return rows.toReversed().map(writeOf);
}

/** Oldest first, at most the newest 200. */
async function listNotes(ctx: Context, threadId: string): Promise<ThreadView['notes']> {
  const rows = await ctx.db
    .selectFrom('thread_notes as note')
    .leftJoin('users', 'users.id', 'note.user_id')
    .select(['note.id', 'users.name as author', 'note.text', 'note.created_at'])
    .where('note.thread_id', '=', threadId)
    .orderBy('note.created_at', 'desc')
    .orderBy('note.id', 'desc')
    .limit(200)
    .execute();
  return rows
    .toReversed()
    .map(({ id, author, text, created_at }) => ({ id, author, text, at: created_at.toISOString() }));
}

async function findMedia(ctx: Context, thread: ThreadRow): Promise<ThreadView['media']> {
  if (thread.media === null) return null;
  const row = await ctx.db.selectFrom('media').selectAll().where('id', '=', thread.media).executeTakeFirst();
  if (!row) return null;
  return {
    mediaId: row.media_id,
    permalink: row.permalink,
    caption: row.caption,
    pictureUrl:
      row.picture_address !== null && thread.connection_id !== null
        ? pictureUrl(thread.workspace_id, thread.connection_id, row.media_id)
        : null,
    postedAt: row.posted_at.toISOString(),
    isCommentEnabled: row.is_comment_enabled,
    likeCount: row.like_count,
    commentsCount: row.comments_count,
    saved: row.saved,
    reach: row.reach,
  };
}
