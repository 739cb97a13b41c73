import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { keepQuestion, openPool } from './index.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('once a pool is closed, every one of its connections has ended', async () => {
  const { db, pool, close } = openPool(database.connectionString, silentLog, 4);
  let [opened, ended] = [0, 0];
  pool.on('connect', () => opened++);
  // Told by pg when the socket is closed, which is after the server has let go of it.
  pool.on('remove', () => ended++);
  await Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.05)`.execute(db)));
  await close();

  expect({ opened, ended }).toEqual({ opened: 4, ended: 4 });
});

test('a connection that is lost in a transaction between two statements ends the transaction and not the process', async () => {
  const { db, pool, close } = openPool(database.connectionString, silentLog, 2);
  const lost = new Promise<void>((resolve) => pool.on('connect', (client) => client.on('end', resolve)));

  const work = db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.db);
    await lost;
    await sql`select 1`.execute(tx);
  });

  await expect(work).rejects.toThrow();
  const { rows } = await sql`select 1 as again`.execute(db);
  expect(rows).toEqual([{ again: 1 }]);
  await close();
});

test('a day is read as it is written, in any zone, and an instant as an instant', async () => {
  const { rows } = await sql<{
    day: unknown;
    at: unknown;
  }>`select date '2026-03-29' as day, timestamptz '2026-03-29 01:30+00' as at`.execute(database.db);

  expect(rows).toEqual([{ day: '2026-03-29', at: new Date('2026-03-29T01:30:00Z') }]);
});

test('a question whose plan is kept is planned once on its connection, however often it is asked', async () => {
  const { db, close } = openPool(database.connectionString, silentLog, 1);
  const ask = keepQuestion<{ n: number }>((given) => sql`select ${given(1)}::integer as n`);
  for (const n of [1, 2, 3]) expect(await ask(db, n)).toEqual([{ n }]);
  await sql`select 4`.execute(db);

  const { rows } = await sql`select statement from pg_prepared_statements where not from_sql`.execute(db);
  expect(rows).toEqual([{ statement: expect.stringContaining('select $1::integer as n') as unknown }]);
  await close();
});
