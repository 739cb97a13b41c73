import type { PublishMoment } from '#contract/moment.ts';
import type { Post } from '#contract/posts.ts';
import { AppError } from '../app-error.ts';
import { getConnection } from '../connections/index.ts';
import type { Context, Member } from '../context.ts';
import { resolveInstant, resolveWallTime } from './resolve-moment.ts';

/**
 * The instant that a moment means for a post, as scheduling would read it, and the zone of its account; undefined for at
 * once and for the next slot, which come about only when it is scheduled. Throws `connection_missing`, `wall_time_unclear`,
 * `time_past`, `time_too_far`, `invalid_input`.
 */
export async function instantOf(
  ctx: Context,
  member: Member,
  { connectionId }: Pick<Post, 'connectionId'>,
  { publishAt, wallTime, unclear }: PublishMoment,
): Promise<{ at: Date; timeZone: string } | undefined> {
  if (!publishAt && !wallTime) return undefined;
  if (!connectionId) throw new AppError('connection_missing');
  const { timeZone } = await getConnection(ctx, member.workspaceId, connectionId);
  const at = wallTime
    ? resolveWallTime(ctx, { wallTime, timeZone, unclear })
    : resolveInstant(ctx, publishAt!);
  return { at, timeZone };
}
