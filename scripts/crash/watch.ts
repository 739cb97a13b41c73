import { sql } from 'kysely';
import { controlOf } from '../../e2e/furnish.ts';
import type { Scene } from './scene.ts';

export interface Watch {
  /** Posts and first comments on their way, as of a moment ago. */
  underWay(): number;
  /** Throws when the database has been away for longer than any kill of ours explains. */
  mustBeWell(): void;
  stop(): void;
}

/** Looks again and again how many posts are on their way; while the database is away, it is as it was. */
const longestAwayMs = 90_000;

export function watchPosts({ pool }: Scene): Watch {
  let count = 0;
  let isLooking = false;
  let seenAt = Date.now();
  const look = async () => {
    if (isLooking) return;
    isLooking = true;
    try {
      const { rows } = await sql<{ count: string }>`
        select (select count(*) from posts where state in ('scheduled', 'preparing', 'ready', 'publishing')) +
          (select count(*) from publish_comments as comment join posts on posts.id = comment.post_id
            where comment.state in ('waiting', 'writing') and posts.state = 'published') as count`.execute(
        pool.db,
      );
      count = Number(rows[0]?.count);
      seenAt = Date.now();
    } catch {
      // Asked again in a moment.
    }
    isLooking = false;
  };
  const timer = setInterval(() => void look(), 250);
  return {
    underWay: () => count,
    mustBeWell() {
      if (Date.now() - seenAt > longestAwayMs)
        throw new Error('The database is gone, and it was not this program that ended it.');
    },
    stop: () => clearInterval(timer),
  };
}

/** Seconds that pass for product and Instagram with each second of ours, beside it: nobody has minutes to look for a post. */
const hurrySeconds = 5;

export function passTime({ pool, simulator }: Scene): { stop(): void } {
  const control = controlOf(simulator.url);
  const timer = setInterval(() => {
    const move = sql`update installation set clock_offset_seconds = clock_offset_seconds + ${hurrySeconds}`;
    void move.execute(pool.db).then(
      () => control('POST', '/clock', { advanceSeconds: hurrySeconds }),
      // Time stands still while there is no database.
      () => {},
    );
  }, 1000);
  return { stop: () => clearInterval(timer) };
}
