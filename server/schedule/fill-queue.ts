import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member, Work } from '../context.ts';
import { getPost, getSendable, type Sendable } from '../posts/index.ts';
import { putInSlot } from './schedule-at.ts';

interface Filled {
  id: string;
  publishAt: string | null;
  wallTime: string | null;
  refusal: string | null;
}

/**
 * Looks at drafts of an account. What it answers puts them into its next free hours, in the order given; one that cannot go is told
 * with its code and takes none of the others with it. Throws `not_found` for the account.
 */
export async function prepareQueueFill(
  ctx: Context,
  member: Member,
  input: { connectionId: string; postIds: string[] },
): Promise<Work<Filled[]>> {
  await getConnection(ctx, member.workspaceId, input.connectionId);
  const found: { id: string; fit: Sendable | AppError }[] = [];
  for (const id of new Set(input.postIds))
    found.push({ id, fit: await orRefusal(() => find(ctx, member, input.connectionId, id)) });
  return async (ctx) => {
    const posts: Filled[] = [];
    for (const { id, fit } of found) posts.push(await fill(ctx, member, id, fit));
    return posts;
  };
}

async function find(ctx: Context, member: Member, connectionId: string, id: string): Promise<Sendable> {
  const post = await getPost(ctx, member.workspaceId, id);
  if (post.connectionId !== connectionId) throw new AppError('not_found');
  if (post.state !== 'draft') throw new AppError('post_not_editable');
  return getSendable(ctx, member, id);
}

async function fill(ctx: Context, member: Member, id: string, fit: Sendable | AppError): Promise<Filled> {
  const put = fit instanceof AppError ? fit : await orRefusal(() => putInSlot(ctx, member, fit));
  if (put instanceof AppError) return { id, publishAt: null, wallTime: null, refusal: put.code };
  const { publishAt, wallTime } = await getPost(ctx, member.workspaceId, id);
  return { id, publishAt, wallTime, refusal: null };
}

async function orRefusal<T>(work: () => Promise<T>): Promise<T | AppError> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error;
  }
}
