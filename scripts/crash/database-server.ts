import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../server/database/embedded/index.ts';

/** A PostgreSQL that can die under everybody's hands. */
export interface MortalDatabase {
  url: string;
  /** What `die` does, for the report. */
  death: string;
  /** Ends it without a goodbye and brings it back; returns once it answers again. */
  die(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The embedded server in `folder`, ended as `pg_ctl stop -m immediate` ends it, so that each start recovers from the log.
 * The server of TEST_DATABASE_URL is somebody else's: there every session of ours is cut off instead.
 */
export async function openMortalDatabase(folder: string): Promise<MortalDatabase> {
  const given = process.env.TEST_DATABASE_URL;
  return given ? onSomebodysServer(given) : ownServer(join(folder, 'database'));
}

async function ownServer(dataDir: string): Promise<MortalDatabase> {
  let server = await startEmbeddedPostgres({ dataDir });
  return {
    url: server.connectionString,
    death: 'stopped at once (SIGQUIT) and recovered from its log',
    async die() {
      process.kill(server.pid, 'SIGQUIT');
      // A start beside a server that is going away waits for its last process.
      await untilGone(server.pid);
      server = await startEmbeddedPostgres({ dataDir });
    },
    close: () => server.stop(),
  };
}

async function onSomebodysServer(server: string): Promise<MortalDatabase> {
  const name = `tintype_crash_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  return {
    url: server.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`),
    death: 'all its sessions cut off (the server of TEST_DATABASE_URL is not ours to stop)',
    die: () =>
      onServer(
        server,
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and pid <> pg_backend_pid()`,
      ),
    close: () => onServer(server, `drop database if exists ${name} with (force)`),
  };
}

async function untilGone(pid: number): Promise<void> {
  for (;;) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
