import { plusDays, readPlainly, readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import { AppError } from '../app-error.ts';
import type { Context, Member } from '../context.ts';
import { inTransaction, newId } from '../database/index.ts';
import { copyPost, getSendable, putOnSchedule } from '../posts/index.ts';

export interface Repetition {
  id: string;
  wallTime: string;
  publishAt: string;
  isShifted: boolean;
}

/**
 * Schedules copies of a scheduled post at its wall time in the weeks after it: all of them or none. Each is a post of its
 * own from then on, to be moved or removed alone. Throws `post_not_editable` for a post without a time to come,
 * `time_past`, and what `getSendable` throws.
 */
export async function repeatPost(
  ctx: Context,
  member: Member,
  input: { postId: string; everyWeeks: number; times: number },
): Promise<Repetition[]> {
  const { post, connection } = await getSendable(ctx, member, input.postId);
  const { wallTime } = post;
  if (post.state !== 'scheduled' || !wallTime)
    throw new AppError('post_not_editable', { details: { state: post.state } });
  const seriesId = newId();
  return inTransaction(ctx, async (ctx) => {
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
  });
}
