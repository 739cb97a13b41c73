import type { Kysely } from 'kysely';
import { movableClock, type Clock } from './clock.ts';
import type { Database } from './database/index.ts';

type Mode = 'simulated' | 'real';

/**
 * Marks a new database as belonging to the simulated or the real Instagram; its tokens mean nothing in the other.
 * Throws a sentence with both ways out when it already belongs to the other one.
 */
export async function claimInstallation(db: Kysely<Database>, mode: Mode): Promise<void> {
  await db
    .insertInto('installation')
    .values({ id: 1, mode, clock_offset_seconds: 0 })
    .onConflict((made) => made.column('id').doNothing())
    .execute();
  const made = await db.selectFrom('installation').select('mode').executeTakeFirstOrThrow();
  if (made.mode === mode) return;
  const before = made.mode === 'simulated' ? 'with META_BASE_URL as it was' : 'without META_BASE_URL';
  throw new Error(
    `This database belongs to the ${made.mode} Instagram and was started for the ${mode} one. ` +
      `Start it ${before}, or give this one a database of its own: set DATA_DIR (or DATABASE_URL) to a new place.`,
  );
}

/** The product's clock under NODE_ENV=test: wall time plus an offset in the database that every process follows. */
export interface TestClock extends Clock {
  move: (seconds: number) => Promise<void>;
  stop: () => void;
}

const followEveryMs = 1000;

export async function followTestClock(db: Kysely<Database>, base: Clock): Promise<TestClock> {
  const clock = movableClock(base);
  const follow = async () => {
    const row = await db.selectFrom('installation').select('clock_offset_seconds').executeTakeFirstOrThrow();
    clock.setOffset(row.clock_offset_seconds);
  };
  await follow();
  const timer = setInterval(() => {
    // A lost database is told by the pool; the clock goes on as it was.
    follow().catch(() => undefined);
  }, followEveryMs);
  return {
    now: () => clock.now(),
    move: async (seconds) => {
      await db
        .updateTable('installation')
        .set((row) => ({ clock_offset_seconds: row('clock_offset_seconds', '+', seconds) }))
        .execute();
      await follow();
    },
    stop: () => clearInterval(timer),
  };
}
