import { sql } from 'kysely';
import type { Scene } from './scene.ts';

/** As in leases.ts, for writes that are no posts and for what Meta told: what a dead process held need not wait until it lapses. */

/** Which worker took which write last, by a trigger of our own in the product's database. */
export async function noteWriteHolders({ pool }: Pick<Scene, 'pool'>): Promise<void> {
  await sql`create table crash_write_holders (write_id uuid primary key, worker text not null)`.execute(
    pool.db,
  );
  await sql`create function crash_note_write_holder() returns trigger language plpgsql as $$
    begin
      insert into crash_write_holders values (new.id, current_setting('application_name'))
        on conflict (write_id) do update set worker = excluded.worker;
      return new;
    end $$`.execute(pool.db);
  await sql`create trigger crash_note_write_holder after update of lease on instagram_writes for each row
    when (new.lease is not null and new.lease is distinct from old.lease) execute function crash_note_write_holder()`.execute(
    pool.db,
  );
}

/** Only while none of these workers lives. While the database is away it is asked again. */
export async function endWriteLeasesOf({ pool }: Pick<Scene, 'pool'>, workers: string[]): Promise<void> {
  await untilDone(() =>
    sql`update instagram_writes write set lease_until = clock_timestamp() from crash_write_holders holder
      where holder.write_id = write.id and holder.worker = any(${workers})
        and write.lease_until > clock_timestamp()`.execute(pool.db),
  );
}

/** Whoever holds them: a delivery that two work on comes to the same as one, and the living may lose theirs too. */
export async function endDeliveryLeases({ pool }: Pick<Scene, 'pool'>): Promise<void> {
  await untilDone(() =>
    sql`update webhook_deliveries set lease_until = clock_timestamp() where lease_until > clock_timestamp()`.execute(
      pool.db,
    ),
  );
}

async function untilDone(ask: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++)
    try {
      await ask();
      return;
    } catch (error) {
      if (tries > 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}
