import { plusDays, readPlainly, readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member, Work } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { copyPost, getPost, getSendable, lockRun, putOnSchedule, type Sendable } from '../posts/index.ts';

export interface Repetition {
  id: string;
  wallTime: string;
  publishAt: string;
  isShifted: boolean;
}

/**
 * Looks at a scheduled post. What it answers schedules copies of it at its wall time in the weeks after it: all of them or
 * none. Each is a post of its own from then on, to be moved or removed alone. Throws `post_not_editable` for a post without a time to come,
 * `time_too_far`, `conflict` when it was moved or changed meanwhile, and what `getSendable` throws.
 */
export async function prepareSeries(
  ctx: Context,
  member: Member,
  input: { postId: string; everyWeeks: number; times: number },
): Promise<Work<Repetition[]>> {
  const { post, connection } = await getSendable(ctx, member, input.postId);
  const { wallTime } = post;
  if (post.state !== 'scheduled' || !wallTime)
    throw new AppError('post_not_editable', { details: { state: post.state } });
  return (ctx) => inTransaction(ctx, (ctx) => makeSeries(ctx, member, { post, connection, wallTime }, input));
}

async function makeSeries(
  ctx: Context,
  member: Member,
  { post, connection, wallTime }: Sendable & { wallTime: string },
  input: { everyWeeks: number; times: number },
): Promise<Repetition[]> {
  const seriesId = newId();
  await refuseChanged(ctx, member, post);
  const made: Repetition[] = [];
  for (let nth = 1; nth <= input.times; nth++) {
    const reading = readWallTime(plusDays(wallTime, nth * input.everyWeeks * 7), connection.timeZone);
    if (!reading) throw new AppError('time_too_far');
    const at = new Date(readPlainly(reading));
    const copy = await copyPost(ctx, member, post.id);
    await putOnSchedule(ctx, member, { post: copy, connection }, { at });
    made.push({
      id: copy.id,
      wallTime: wallTimeAt(at.getTime(), connection.timeZone),
      publishAt: at.toISOString(),
      isShifted: reading.is === 'skipped',
    });
  }
  await ctx.db
    .updateTable('posts')
    .set({ series_id: seriesId })
    .where('id', 'in', [post.id, ...made.map(({ id }) => id)])
    .execute();
  return made;
}

/** The copies are of what was checked: while its run is held, nobody takes the post off the schedule to edit it. */
async function refuseChanged(ctx: Context, member: Member, post: Post): Promise<void> {
  await lockRun(ctx, post.id);
  const { state, version, publishAt } = await getPost(ctx, member.workspaceId, post.id);
  if (state !== post.state || version !== post.version || publishAt !== post.publishAt)
    throw new AppError('conflict', { details: { state } });
}
