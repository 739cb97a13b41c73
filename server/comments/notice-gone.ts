import { sql } from 'kysely';
import { recordEvents } from '../audit/index.ts';
import { plusSeconds } from '../clock.ts';
import type { AccountToken } from '../connections/index.ts';
import type { Context } from '../context.ts';
import type { ReadComment } from '../instagram/index.ts';
import { lockThreadsById } from './lock-threads.ts';
import { mustBeServed } from './must-be-served.ts';
import { findComment } from './read-roots.ts';
import { refreshThreads } from './refresh-threads.ts';

/** More on one page are looked at when it is read again. */
const mostConfirmed = 20;
/** A comment of this moment may not stand on a page yet. */
const tooFreshSeconds = 60;

interface PageBounds {
  mediaId: string;
  comments: ReadComment[];
  /** Where the page before ended; undefined on the first. */
  newest: Date | undefined;
  isLast: boolean;
  readAt: Date;
}

/**
 * What we know and the page should hold and does not, each asked for by itself: those that Instagram says are gone, and how many
 * calls it took. Pages are newest first, so a comment between the first and the last of one belongs on it. Throws `network_error` when
 * Instagram does not know the account either.
 */
export async function findGone(
  ctx: Context,
  input: { workspaceId: string; token: AccountToken; page: PageBounds; mostCalls: number },
): Promise<{ gone: string[]; calls: number }> {
  const { page } = input;
  const oldest = page.comments.at(-1)?.timestamp;
  // The last call asks whether Instagram knows the account at all.
  const most = Math.min(mostConfirmed, input.mostCalls - 1);
  if ((!oldest && !page.isLast) || most <= 0) return { gone: [], calls: 0 };
  const complete = page.comments.filter((each) => each.moreReplies === undefined).map(({ id }) => id);
  const isExpected = sql`gone_at is null and coalesce(read_at, first_seen_at) < ${page.readAt}
    and comment_id <> all(${idsOf(page.comments)}::text[]) and posted_at < ${plusSeconds(page.readAt, -tooFreshSeconds)}`;
  // Each half by an index of its own: beneath one media there may be tens of thousands.
  const { rows } = await sql<{ comment_id: string }>`
    select comment_id from (
      select comment_id, posted_at from comments
      where workspace_id = ${input.workspaceId} and media_id = ${page.mediaId} and parent_id is null and ${isExpected}
        and posted_at < ${page.newest ?? plusSeconds(page.readAt, -tooFreshSeconds)}
        and posted_at > ${page.isLast ? new Date(0) : (oldest ?? page.readAt)}
      union all
      select comment_id, posted_at from comments
      where thread_id in (select id from inbox_threads
          where workspace_id = ${input.workspaceId} and root_id = any(${complete}::text[]))
        and media_id = ${page.mediaId} and parent_id is not null and ${isExpected}
    ) as expected
    order by posted_at desc limit ${most}`.execute(ctx.db);
  const gone: string[] = [];
  for (const { comment_id: commentId } of rows)
    if (!(await findComment(ctx, input.token, commentId))) gone.push(commentId);
  if (gone.length === 0) return { gone, calls: rows.length };
  await mustBeServed(ctx, input.token);
  return { gone, calls: rows.length + 1 };
}

function idsOf(comments: ReadComment[]): string[] {
  return comments.flatMap((each) => [each.id, ...each.replies.map(({ id }) => id)]);
}

/** Notes what was found to be gone from Instagram, and with the first of a conversation its replies. Inside a transaction. */
export async function markGone(
  ctx: Context,
  input: { workspaceId: string; commentIds: string[]; at: Date },
): Promise<void> {
  const { workspaceId, commentIds, at } = input;
  if (commentIds.length === 0) return;
  const found = await ctx.db
    .selectFrom('comments')
    .select('thread_id')
    .distinct()
    .where('workspace_id', '=', workspaceId)
    .where('comment_id', 'in', commentIds)
    .execute();
  const threads = await lockThreadsById(
    ctx,
    workspaceId,
    found.map((each) => each.thread_id),
  );
  const { rows } = await sql<{ comment_id: string; instagram_user_id: string }>`
    update comments set gone_at = ${at}, gone_by = 'instagram'
    from inbox_threads as thread
    where comments.workspace_id = ${workspaceId} and comments.gone_at is null and thread.id = comments.thread_id
      and thread.id = any(${threads.map(({ id }) => id)}::uuid[])
      and (comment_id = any(${commentIds}::text[]) or parent_id = any(${commentIds}::text[]))
    returning comment_id, thread.instagram_user_id`.execute(ctx.db);
  await recordEvents(
    ctx,
    rows.map((row) => ({
      workspaceId,
      actor: 'instagram',
      action: 'comment.gone_at_instagram',
      subject: row.comment_id,
      details: { instagramUserId: row.instagram_user_id },
    })),
  );
  await refreshThreads(ctx, threads);
}
