import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { openPool } from './index.ts';
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
