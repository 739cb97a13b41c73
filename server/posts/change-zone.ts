import { sql } from 'kysely';
import { readPlainly, readWallTime, wallTimeAt } from '#rules/wall-time.ts';
import type { Context } from '../context.ts';
import { lockRun } from './lock-run.ts';
import { recordStep } from './record-step.ts';

/** What has a time to come and is not begun. */
const movable = ['draft', 'in_review', 'approved', 'scheduled'] as const;

/** What a change of zone does to a post: it keeps its wall time, or its instant where that wall time is over. */
interface Move {
  id: string;
  from: Date;
  to: Date;
  wallTime: string;
  kind: 'moved' | 'shifted' | 'kept';
}

export interface ZoneChange {
  moved: number;
  shifted: number;
  kept: number;
}

/** What `changeZone` would do. Writes nothing. */
export async function previewZoneChange(
  ctx: Context,
  account: { connectionId: string; timeZone: string },
): Promise<ZoneChange> {
  return countMoves(await findMoves(ctx, account));
}

/**
 * Moves the posts of an account that have a time to come to the same wall time of another zone, inside the caller's
 * transaction. What is being prepared or sent already is left alone.
 */
export async function changeZone(
  ctx: Context,
  account: { connectionId: string; timeZone: string },
): Promise<ZoneChange> {
  const moves = await findMoves(ctx, account);
  for (const { id, from, to, wallTime } of moves) {
    await lockRun(ctx, id);
    const moved = await ctx.db
      .updateTable('posts')
      .set({ publish_at: to, wall_time: wallTime, time_zone: account.timeZone, updated_at: ctx.clock.now() })
      .where('id', '=', id)
      .where('publish_at', '=', from)
      .where('state', 'in', movable)
      .returning('id')
      .executeTakeFirst();
    const shift = to.getTime() - from.getTime();
    if (!moved || shift === 0) continue;
    const run = await ctx.db
      .updateTable('publish_runs')
      .set({ due_at: sql<Date>`due_at + make_interval(secs => ${shift / 1000})` })
      .where('post_id', '=', id)
      .where('due_at', 'is not', null)
      .returning('due_at')
      .executeTakeFirst();
    if (!run?.due_at) continue;
    await recordStep(ctx, {
      postId: id,
      step: 'scheduled',
      outcome: 'done',
      details: { publishAt: to.toISOString(), timeZone: account.timeZone },
    });
    await ctx.queue.enqueue(ctx.db, 'posts.advance', { postId: id }, { startAfter: run.due_at });
  }
  return countMoves(moves);
}

async function findMoves(
  ctx: Context,
  { connectionId, timeZone }: { connectionId: string; timeZone: string },
): Promise<Move[]> {
  const now = ctx.clock.now();
  const rows = await ctx.db
    .selectFrom('posts')
    .select(['id', 'publish_at', 'wall_time', 'time_zone'])
    .where('connection_id', '=', connectionId)
    .where('publish_at', '>', now)
    .where('state', 'in', movable)
    // In the order in which others who take several runs take them.
    .orderBy('id')
    .execute();
  return rows
    .filter((row) => row.time_zone !== timeZone)
    .map(({ id, publish_at, wall_time }) => {
      const from = publish_at!;
      const reading = wall_time === null ? undefined : readWallTime(wall_time, timeZone);
      const at = reading ? readPlainly(reading) : 0;
      const isOver = at <= now.getTime();
      const to = isOver ? from : new Date(at);
      const kind = isOver ? 'kept' : reading?.is === 'skipped' ? 'shifted' : 'moved';
      return { id, from, to, wallTime: wallTimeAt(to.getTime(), timeZone), kind };
    });
}

function countMoves(moves: Move[]): ZoneChange {
  const count = (kind: Move['kind']) => moves.filter((move) => move.kind === kind).length;
  return { moved: count('moved') + count('shifted'), shifted: count('shifted'), kept: count('kept') };
}
