import { afterAll, beforeAll, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { checkServer, openPool } from './index.ts';
import { openTestDatabase, type TestDatabase } from './test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function check(connectionString: string): Promise<void> {
  const pool = openPool(connectionString, silentLog, 1);
  try {
    await checkServer(pool.db);
  } finally {
    await pool.close();
  }
}

test('a server that answers and is new enough is used', async () => {
  await expect(check(database.connectionString)).resolves.toBeUndefined();
});

test('a database that the server does not have is told by name', async () => {
  const elsewhere = database.connectionString.replace(/tintype_test_\w+/, 'nowhere_at_all');

  await expect(check(elsewhere)).rejects.toThrow(
    'The database of DATABASE_URL cannot be used: database "nowhere_at_all" does not exist. Start that server, or correct the address.',
  );
});

test('a port where nobody listens is told without the password', async () => {
  // Port 1 is reserved, and nothing of ours or of a system's listens there.
  await expect(check('postgresql://ada:hush-hush@127.0.0.1:1/tintype')).rejects.toThrow(
    'The database of DATABASE_URL cannot be used: connect ECONNREFUSED 127.0.0.1:1. Start that server, or correct the address.',
  );
});
