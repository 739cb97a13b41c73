import { sql } from 'kysely';
import { recordEvents } from '../audit/index.ts';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import { storable, type CommentFacts } from './comment-facts.ts';

type Row = CommentFacts & { threadId: string; isOwn: boolean };

/**
 * Writes comments into threads that are locked. Answers Instagram's ids of those that were new. What is not told never
 * replaces what is known.
 */
export async function upsertComments(ctx: Context, workspaceId: string, rows: Row[]): Promise<string[]> {
  const fresh = new Set<string>();
  for (let left = rows; left.length > 0;) {
    // One statement may touch a row once: what is told twice goes into the next.
    const seen = new Set<string>();
    const [now, later]: [Row[], Row[]] = [[], []];
    for (const row of left) {
      (seen.has(row.commentId) ? later : now).push(row);
      seen.add(row.commentId);
    }
    for (const id of await upsert(ctx, workspaceId, now)) fresh.add(id);
    left = later;
  }
  return [...fresh];
}

async function upsert(ctx: Context, workspaceId: string, rows: Row[]): Promise<string[]> {
  const now = ctx.clock.now();
  await recordHiding(ctx, workspaceId, rows);
  const isLater = sql`excluded.read_at is not null and excluded.read_at >= coalesce(comments.read_at, '-infinity')`;
  // Who tells no parent does not know better than who did.
  const isMoved = sql`(comments.thread_id <> excluded.thread_id and (comments.parent_id is null or excluded.parent_id is not null))`;
  const column = <T>(pick: (row: Row) => T) => rows.map(pick);
  const { rows: written } = await sql<{ comment_id: string; is_new: boolean }>`
    insert into comments (id, workspace_id, thread_id, comment_id, media_id, parent_id, author_id, username, is_own, text, posted_at,
      like_count, is_hidden, first_seen_at, read_at)
    select told.id, ${workspaceId}, told.thread_id, told.comment_id, told.media_id, told.parent_id, told.author_id, told.username,
      told.is_own, told.text, told.posted_at, told.like_count, coalesce(told.is_hidden, false), ${now}, told.read_at
    from unnest(
      ${column(() => newId())}::uuid[], ${column((row) => row.threadId)}::uuid[],
      ${column((row) => row.commentId)}::text[], ${column((row) => row.mediaId)}::text[], ${column((row) => row.parentId)}::text[],
      ${column((row) => row.authorId)}::text[], ${column((row) => row.username && storable(row.username))}::text[],
      ${column((row) => row.isOwn)}::boolean[], ${column((row) => storable(row.text))}::text[],
      ${column((row) => row.postedAt)}::timestamptz[], ${column((row) => row.likeCount ?? null)}::integer[],
      ${column((row) => row.isHidden ?? null)}::boolean[], ${column((row) => row.readAt)}::timestamptz[]
    ) as told (id, thread_id, comment_id, media_id, parent_id, author_id, username, is_own, text, posted_at, like_count, is_hidden, read_at)
    on conflict (workspace_id, comment_id) do update set
      parent_id = coalesce(comments.parent_id, excluded.parent_id),
      thread_id = case when ${isMoved} then excluded.thread_id else comments.thread_id end,
      author_id = coalesce(comments.author_id, excluded.author_id),
      username = case when ${isLater} then coalesce(excluded.username, comments.username)
        else coalesce(comments.username, excluded.username) end,
      is_own = comments.is_own or excluded.is_own,
      text = case when ${isLater} then excluded.text when comments.read_at is null then greatest(comments.text, excluded.text)
        else comments.text end,
      posted_at = case when ${isLater} then excluded.posted_at
        when comments.read_at is null and excluded.read_at is null then least(comments.posted_at, excluded.posted_at)
        else comments.posted_at end,
      like_count = case when ${isLater} then coalesce(excluded.like_count, comments.like_count)
        else coalesce(comments.like_count, excluded.like_count) end,
      is_hidden = case when ${isLater} then excluded.is_hidden else comments.is_hidden end,
      gone_at = case when excluded.read_at > comments.gone_at then null else comments.gone_at end,
      gone_by = case when excluded.read_at > comments.gone_at then null else comments.gone_by end,
      read_at = greatest(comments.read_at, excluded.read_at)
    where ${isLater} or ${isMoved} or comments.parent_id is null and excluded.parent_id is not null
      or comments.author_id is null and excluded.author_id is not null
      or comments.read_at is null and excluded.read_at is null
        and (excluded.posted_at < comments.posted_at or comments.username is null and excluded.username is not null)
    returning comment_id, xmax = 0 as is_new`.execute(ctx.db);
  return written.filter((each) => each.is_new).map((each) => each.comment_id);
}

/** Somebody hid a comment on Instagram, or showed it again: what we do ourselves stands here already when it is read. */
async function recordHiding(ctx: Context, workspaceId: string, rows: Row[]): Promise<void> {
  const told = rows.filter(({ isHidden, readAt }) => typeof isHidden === 'boolean' && readAt);
  if (told.length === 0) return;
  const { rows: turned } = await sql<{ comment_id: string; is_hidden: boolean; instagram_user_id: string }>`
    select told.comment_id, told.is_hidden, thread.instagram_user_id
    from unnest(
      ${told.map((row) => row.commentId)}::text[], ${told.map((row) => row.isHidden)}::boolean[],
      ${told.map((row) => row.readAt)}::timestamptz[]
    ) as told (comment_id, is_hidden, read_at)
    join comments on comments.workspace_id = ${workspaceId} and comments.comment_id = told.comment_id
    join inbox_threads as thread on thread.id = comments.thread_id
    where comments.is_hidden <> told.is_hidden and told.read_at >= comments.read_at`.execute(ctx.db);
  await recordEvents(
    ctx,
    turned.map((row) => ({
      workspaceId,
      actor: 'instagram',
      action: row.is_hidden ? 'comment.hidden_at_instagram' : 'comment.shown_at_instagram',
      subject: row.comment_id,
      details: { instagramUserId: row.instagram_user_id },
    })),
  );
}
