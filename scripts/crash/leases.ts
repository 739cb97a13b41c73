import { sql, type Kysely } from 'kysely';
import type { Database } from '../../server/database/index.ts';
import type { Scene } from './scene.ts';

/**
 * A dead worker's posts rest until its leases lapse, 45 seconds of the database's clock, which nobody can move. A run that
 * waits for it kills one process in a quarter of a minute; so the leases of a worker that is certainly dead may end with it.
 */

/** Which worker took which post last, by a trigger of our own in the product's database. */
export async function noteHolders({ pool }: Pick<Scene, 'pool'>): Promise<void> {
  await sql`create table crash_holders (post_id uuid primary key, worker text not null)`.execute(pool.db);
  await sql`create function crash_note_holder() returns trigger language plpgsql as $$
    begin
      insert into crash_holders values (new.post_id, current_setting('application_name'))
        on conflict (post_id) do update set worker = excluded.worker;
      return new;
    end $$`.execute(pool.db);
  await sql`create trigger crash_note_holder after update of lease on publish_runs for each row
    when (new.lease is not null and new.lease is distinct from old.lease) execute function crash_note_holder()`.execute(
    pool.db,
  );
}

/** The address of the database by which a worker's sessions bear its name. */
export function addressFor(worker: string, databaseUrl: string): string {
  return `${databaseUrl}${databaseUrl.includes('?') ? '&' : '?'}application_name=${encodeURIComponent(worker)}`;
}

/** Only while none of these workers lives: whoever held a post is dead. */
export async function endLeasesOf({ pool }: Pick<Scene, 'pool'>, workers: string[]): Promise<void> {
  await insist(() =>
    sql`update publish_runs run set lease_until = clock_timestamp() from crash_holders holder
      where holder.post_id = run.post_id and holder.worker = any(${workers})
        and run.lease_until > clock_timestamp()`.execute(pool.db),
  );
}

/** Only while no worker lives at all. */
export async function endEveryLease(db: Kysely<Database>): Promise<void> {
  await insist(() =>
    sql`update publish_runs set lease_until = clock_timestamp() where lease_until > clock_timestamp()`.execute(
      db,
    ),
  );
}

async function insist(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      await work();
      return;
    } catch (error) {
      // The database may be away as well.
      if (tries > 100) throw error;
      await pause(100);
    }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
