import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from './index.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

test('a second run of the migrations changes nothing', async () => {
  expect(await migrate(database.db)).toEqual([]);
});

test('a database of a newer version is refused by name', async () => {
  await sql`insert into migrations (name) values ('9999_future.sql')`.execute(database.db);
  await expect(migrate(database.db)).rejects.toThrow('9999_future.sql');
  await sql`delete from migrations where name = '9999_future.sql'`.execute(database.db);
});
