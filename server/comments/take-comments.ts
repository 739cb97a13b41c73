import { plusSeconds } from '../clock.ts';
import type { Context } from '../context.ts';
import { inTransaction } from '../database/index.ts';
import type { CommentFacts, CommentedAccount, ThreadKind } from './comment-facts.ts';
import { findNeighbours, lockAuthors, markSpam } from './mark-spam.ts';
import { lockThreads, type LockedThread } from './lock-threads.ts';
import { findRoots, findStrays, mergeStrays } from './merge-threads.ts';
import { refreshThreads } from './refresh-threads.ts';
import { upsertComments } from './upsert-comments.ts';

/** Enough for a page with its replies; more go one part after the other. */
const mostAtOnce = 500;

/** What came of taking comments. */
export interface Taken {
  /** Instagram's ids of those that were not known before. */
  fresh: string[];
  /** Conversations whose first comment is not known yet: Instagram's ids, to be read. */
  missingRoots: { rootId: string; mediaId: string }[];
}

/**
 * The one place where comments enter, told by webhooks or read from Instagram. However often, in whatever order and by how
 * many at once they are taken, the rows end the same: what was read wins over what was told, the latest reading over an earlier.
 */
export async function takeComments(
  ctx: Context,
  input: { account: CommentedAccount; kind: ThreadKind; comments: CommentFacts[] },
): Promise<Taken> {
  const taken: Taken = { fresh: [], missingRoots: [] };
  for (let from = 0; from < input.comments.length; from += mostAtOnce) {
    const part = { ...input, comments: input.comments.slice(from, from + mostAtOnce) };
    const { fresh, missingRoots } = await inTransaction(ctx, (ctx) => takePart(ctx, part));
    taken.fresh.push(...fresh);
    taken.missingRoots.push(...missingRoots);
  }
  return taken;
}

/** Authors are locked before threads, both in order: two that take the same comments wait for each other and never in a ring. */
async function takePart(
  ctx: Context,
  { account, kind, comments }: Parameters<typeof takeComments>[1],
): Promise<Taken> {
  const { workspaceId } = account;
  if (!(await isConnected(ctx, account))) return { fresh: [], missingRoots: [] };
  const isOwn = (each: CommentFacts) =>
    each.authorId === account.instagramUserId ||
    each.authorId === account.appScopedUserId ||
    each.username?.toLowerCase() === account.username.toLowerCase();
  const strangers = comments.filter((each) => !isOwn(each));
  const authors = await lockAuthors(ctx, workspaceId, strangers);
  const around = await findNeighbours(ctx, workspaceId, authors);
  const roots = await findRoots(ctx, workspaceId, comments);
  const rootOf = (each: CommentFacts) => roots.get(each.commentId) ?? each.commentId;
  const threads = await lockThreads(ctx, account, {
    kind,
    roots: comments.map((each) => ({ rootId: rootOf(each), mediaId: each.mediaId, at: each.postedAt })),
    alsoIds: [...around.map(({ threadId }) => threadId), ...(await findStrays(ctx, workspaceId, roots))],
    // Whatever a stranger writes opens it; what was never looked at is no reason to.
    doneAt: plusSeconds(ctx.clock.now(), -1),
  });
  const byRoot = new Map(threads.map((thread): [string, LockedThread] => [thread.rootId, thread]));
  const fresh = await upsertComments(
    ctx,
    workspaceId,
    comments.flatMap((each) => {
      const thread = byRoot.get(rootOf(each));
      return thread ? [{ ...each, threadId: thread.id, isOwn: isOwn(each) }] : [];
    }),
  );
  await mergeStrays(ctx, threads, roots);
  await markSpam(ctx, workspaceId, authors);
  const knownRoots = await refreshThreads(ctx, threads);
  return {
    fresh,
    missingRoots: threads
      .filter(
        ({ rootId }) =>
          comments.some((each) => each.commentId !== rootId && rootOf(each) === rootId) &&
          !knownRoots.has(rootId),
      )
      .map(({ rootId, mediaId }) => ({ rootId, mediaId })),
  };
}

/**
 * An account that left was perhaps erased, and nothing is written behind the erasure: who erases holds the connection first, and
 * it cannot go while we write.
 */
async function isConnected(ctx: Context, account: CommentedAccount): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('connections')
    .select('id')
    .where('workspace_id', '=', account.workspaceId)
    .where('instagram_user_id', '=', account.instagramUserId)
    .forKeyShare()
    .executeTakeFirst();
  return row !== undefined;
}
