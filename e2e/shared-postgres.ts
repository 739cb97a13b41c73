import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { findDatabaseUser } from '../server/database/embedded/index.ts';

const run = promisify(execFile);
const debian = '/usr/lib/postgresql/15/bin';

/** A database of its own on a PostgreSQL that several processes share. */
export interface SharedDatabase {
  url: string;
  close(): Promise<void>;
}

/** What an installation split into roles needs and this machine does not have; undefined when it has it. */
export const whyNoSharedDatabase =
  process.env.TEST_DATABASE_URL || existsSync(join(debian, 'initdb'))
    ? undefined
    : `no PostgreSQL to share: TEST_DATABASE_URL is not set and Debian's postgresql-15 is not installed`;

/** On the server of TEST_DATABASE_URL, else on a cluster of Debian's PostgreSQL 15 that is thrown away afterwards. */
export async function openSharedDatabase(): Promise<SharedDatabase> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startDebianCluster();
  const name = `tintype_roles_${randomBytes(6).toString('hex')}`;
  await onServer(server.url, `create database ${name}`);
  return {
    url: server.url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`),
    async close() {
      await onServer(server.url, `drop database if exists ${name} with (force)`);
      await server.stop();
    },
  };
}

/** Reached through a socket in its own folder: no port to collide with, and nobody else can enter. */
async function startDebianCluster(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-pg15-'));
  // PostgreSQL refuses to run as root.
  const user = await findDatabaseUser();
  if (user) await chown(folder, user.uid, user.gid);
  const as = { ...user, cwd: '/' };
  const cluster = join(folder, 'cluster');
  await run(join(debian, 'initdb'), ['-D', cluster, '-U', 'postgres', '-A', 'trust', '-N'], as);
  const server = spawn(
    join(debian, 'postgres'),
    ['-D', cluster, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...as, stdio: 'ignore' },
  );
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(folder)}`;
  await untilAnswering(url, () => server.exitCode !== null);
  return {
    url,
    async stop() {
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilAnswering(url: string, hasEnded: () => boolean): Promise<void> {
  for (;;) {
    const isUp = await onServer(url, 'select 1').then(
      () => true,
      () => false,
    );
    if (isUp) return;
    if (hasEnded()) throw new Error('The throw-away PostgreSQL 15 did not start.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query(statement);
  } finally {
    await client.end();
  }
}
