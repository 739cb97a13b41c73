import { sql, type Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Database } from '../../database/index.ts';
import type { Finding } from './finding.ts';

const toleratedSeconds = 2;
/** Beyond this, a ten-minute connect link or a signed address is noticeably short. */
const harmfulSeconds = 60;

/** How far this machine's clock is ahead of the database's, in seconds, and how long asking took. */
export async function readClockOffset(
  db: Kysely<Database>,
  clock: Clock,
): Promise<{ aheadSeconds: number; tookSeconds: number }> {
  const asked = clock.now().getTime();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const answered = clock.now().getTime();
  const theirs = new Date(rows[0]?.now ?? Number.NaN).getTime();
  return { aheadSeconds: ((asked + answered) / 2 - theirs) / 1000, tookSeconds: (answered - asked) / 1000 };
}

/** Judges the difference; half of what asking took may be the network's. */
export function judgeClock({
  aheadSeconds,
  tookSeconds,
}: {
  aheadSeconds: number;
  tookSeconds: number;
}): Finding {
  const certain = Math.max(0, Math.abs(aheadSeconds) - tookSeconds / 2);
  const words = `${Math.abs(aheadSeconds).toFixed(1)} s ${aheadSeconds < 0 ? 'behind' : 'ahead of'} the database's`;
  if (certain <= toleratedSeconds)
    return { check: 'clock', level: 'ok', says: `This machine's clock agrees with the database's.` };
  return {
    check: 'clock',
    level: certain > harmfulSeconds ? 'problem' : 'warning',
    says: `This machine's clock is ${words}.`,
    fix: 'Keep both machines on time (NTP): links expire, posts go out and leases end by these clocks.',
  };
}
