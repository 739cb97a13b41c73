import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { newId } from '../database/index.ts';
import type { CommentedAccount, ThreadKind } from './comment-facts.ts';

/** A thread that is locked until the transaction ends, as it stood before. */
export interface LockedThread {
  id: string;
  rootId: string;
  mediaId: string;
  /** Our row of the media; null while it was not read. */
  media: string | null;
  /** Somebody waits for an answer. */
  isWaiting: boolean;
}

/** Whether a thread counts among those that wait for an answer, in SQL. */
export const isWaitingSql = sql<boolean>`state = 'open' and is_unanswered and not is_hidden and gone_at is null`;

/**
 * A comment beneath our own media is told as such, and of the account whose media it is, whoever else it names: two accounts of
 * one workspace that it concerns have one conversation. Of two that are named elsewhere it is the one with the lower id.
 */
const rank = { comment: 2, mention: 1, tag: 0 };

/**
 * Makes the threads that are missing and locks all of them, in the order of their first comments, so that nobody waits in a
 * ring. Call it inside a transaction, and `refreshThreads` with its answer before the end.
 */
export async function lockThreads(
  ctx: Context,
  account: CommentedAccount,
  input: {
    kind: ThreadKind;
    roots: { rootId: string; mediaId: string; at: Date }[];
    alsoIds: string[];
    doneAt: Date;
  },
): Promise<LockedThread[]> {
  const { workspaceId, instagramUserId } = account;
  const roots = [...new Map(input.roots.map((root) => [root.rootId, root])).values()].toSorted((one, other) =>
    one.rootId < other.rootId ? -1 : 1,
  );
  const now = ctx.clock.now();
  if (roots.length > 0)
    await sql`
      insert into inbox_threads (id, workspace_id, instagram_user_id, kind, root_id, media_id, media, state, done_at,
        is_unanswered, last_at, last_words, comments, changed, updated_at)
      select told.id, ${workspaceId}, ${instagramUserId}, ${input.kind}, told.root_id, told.media_id,
        (select media.id from media where media.workspace_id = ${workspaceId} and media.media_id = told.media_id),
        'done', ${input.doneAt}, false, told.at, '', 0, nextval('inbox_changes'), ${now}
      from unnest(${roots.map(() => newId())}::uuid[], ${roots.map(({ rootId }) => rootId)}::text[],
        ${roots.map(({ mediaId }) => mediaId)}::text[], ${roots.map(({ at }) => at)}::timestamptz[])
        with ordinality as told (id, root_id, media_id, at, place)
      order by told.place
      on conflict (workspace_id, root_id) do nothing`.execute(ctx.db);
  const { rows } = await sql<LockedThread & { kind: ThreadKind; accountId: string }>`
    select id, root_id as "rootId", media_id as "mediaId", media, kind, instagram_user_id as "accountId", ${isWaitingSql} as "isWaiting" from inbox_threads
    where workspace_id = ${workspaceId} and (root_id = any(${roots.map(({ rootId }) => rootId)}::text[])
      or id = any(${input.alsoIds}::uuid[]))
    order by root_id for update`.execute(ctx.db);
  const lower = rows.filter(
    ({ kind, accountId, rootId }) =>
      (rank[kind] < rank[input.kind] ||
        (kind === input.kind && kind !== 'comment' && BigInt(instagramUserId) < BigInt(accountId))) &&
      roots.some((root) => root.rootId === rootId),
  );
  if (lower.length > 0)
    await ctx.db
      .updateTable('inbox_threads')
      .set({ kind: input.kind, instagram_user_id: instagramUserId })
      .where(
        'id',
        'in',
        lower.map(({ id }) => id),
      )
      .execute();
  return rows;
}

/** Locks threads that are there, by their ids. */
export async function lockThreadsById(
  ctx: Context,
  workspaceId: string,
  threadIds: string[],
): Promise<LockedThread[]> {
  const { rows } = await sql<LockedThread>`
    select id, root_id as "rootId", media_id as "mediaId", media, ${isWaitingSql} as "isWaiting" from inbox_threads
    where workspace_id = ${workspaceId} and id = any(${threadIds}::uuid[])
    order by root_id for update`.execute(ctx.db);
  return rows;
}
