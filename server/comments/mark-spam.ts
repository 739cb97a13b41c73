import { sql } from 'kysely';
import { judgeAuthor, type Judged } from '#rules/spam.ts';
import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import type { CommentFacts } from './comment-facts.ts';

/** What an author wrote within a day of a comment is judged with it, by what stands within a day of that. */
const daySeconds = 86_400;
const mostNeighbours = 2000;

/** A stranger, and from when to when they wrote what is taken. */
export interface Author {
  username: string;
  first: Date;
  last: Date;
}

interface Neighbour extends Judged {
  threadId: string;
  username: string;
  spam: string[];
}

/** Holds the authors until the transaction ends: of two comments at once each must see the other. */
export async function lockAuthors(
  ctx: Context,
  workspaceId: string,
  comments: CommentFacts[],
): Promise<Author[]> {
  const byName = Map.groupBy(
    comments.filter((each) => each.username !== null),
    (each) => each.username ?? '',
  );
  const authors = [...byName].map(([username, theirs]): Author => {
    const times = theirs.map(({ postedAt }) => postedAt.getTime());
    return {
      username,
      first: new Date(Math.min(...times)),
      last: new Date(Math.max(...times)),
    };
  });
  const names = authors.map(({ username }) => `author:${workspaceId}:${username}`).toSorted();
  await sql`
    select pg_advisory_xact_lock(key) from (
      select distinct hashtextextended(name, 0) as key from unnest(${names}::text[]) as name order by key) as keys`.execute(
    ctx.db,
  );
  return authors;
}

/** What is known of the authors around these times. */
export async function findNeighbours(
  ctx: Context,
  workspaceId: string,
  authors: Author[],
): Promise<Neighbour[]> {
  if (authors.length === 0) return [];
  const { rows } = await sql<Neighbour>`
    select comments.comment_id as id, comments.thread_id as "threadId", inbox_threads.media_id as "mediaId",
      comments.username, comments.text, comments.posted_at as "postedAt", comments.spam
    from unnest(${authors.map(({ username }) => username)}::text[],
      ${authors.map(({ first }) => plusSeconds(first, -2 * daySeconds))}::timestamptz[],
      ${authors.map(({ last }) => plusSeconds(last, 2 * daySeconds))}::timestamptz[]) as author (username, since, until)
    join comments on comments.workspace_id = ${workspaceId} and comments.username = author.username
      and comments.posted_at between author.since and author.until and not comments.is_own
    join inbox_threads on inbox_threads.id = comments.thread_id
    order by comments.posted_at desc, comments.comment_id limit ${mostNeighbours}`.execute(ctx.db);
  return rows;
}

/** Judges what these authors wrote, the new and the old: the third of three alike marks the first two with it. */
export async function markSpam(ctx: Context, workspaceId: string, authors: Author[]): Promise<void> {
  const written = Map.groupBy(await findNeighbours(ctx, workspaceId, authors), ({ username }) => username);
  const changed = authors.flatMap(({ username, first, last }) => {
    const theirs = written.get(username) ?? [];
    const rules = judgeAuthor(theirs);
    return theirs
      .filter(
        ({ postedAt }) =>
          postedAt >= plusSeconds(first, -daySeconds) && postedAt <= plusSeconds(last, daySeconds),
      )
      .map(({ id, spam }) => ({ id, spam: spam.join(), now: (rules.get(id) ?? []).join() }))
      .filter(({ spam, now }) => spam !== now);
  });
  if (changed.length === 0) return;
  await sql`
    update comments set spam = string_to_array(nullif(judged.spam, ''), ',')::text[]
    from unnest(${changed.map(({ id }) => id)}::text[], ${changed.map(({ now }) => now)}::text[]) as judged (id, spam)
    where workspace_id = ${workspaceId} and comment_id = judged.id and judged.spam <> ''`.execute(ctx.db);
  await sql`
    update comments set spam = '{}'
    where workspace_id = ${workspaceId} and comment_id = any(${changed.filter(({ now }) => now === '').map(({ id }) => id)}::text[])`.execute(
    ctx.db,
  );
}
