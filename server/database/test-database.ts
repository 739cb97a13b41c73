import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { createLog } from '../log.ts';
import { openPool, type Pool } from './index.ts';

export interface TestDatabase extends Pool {
  connectionString: string;
}

/** A fresh, migrated database of its own for one test file; `close` drops it. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const { serverUrl, template, strategy } = inject('database');
  const name = `tintype_test_${randomBytes(6).toString('hex')}`;
  await onServer(serverUrl, `create database ${name} template ${template} strategy ${strategy}`);
  const connectionString = serverUrl.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
  const pool = openPool(connectionString, createLog('silent'));
  return {
    ...pool,
    connectionString,
    close: async () => {
      await pool.close();
      await onServer(serverUrl, `drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  // Two files may copy the template in the same instant; PostgreSQL lets one of them wait and refuses the other.
  for (let tries = 0; ; tries++) {
    try {
      await client.query(statement);
      break;
    } catch (error) {
      if (tries > 40 || (error as { code?: string }).code !== '55006') throw error;
      await client.query('select pg_sleep(0.05)');
    }
  }
  await client.end();
}
