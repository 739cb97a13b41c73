import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import pg from 'pg';
import type { Log } from '../log.ts';
import { noteAway } from './database-away.ts';
import { keepingPlans } from './kept-plans.ts';
import type { Database } from './schema.ts';

/** A pool over one connection string, and the Kysely instance that uses it. */
export interface Pool {
  db: Kysely<Database>;
  pool: pg.Pool;
  close(): Promise<void>;
}

const goodbyeMs = 2000;

/**
 * Opens a pool of at most `max` connections. A lost server is logged and never ends the process. `close` waits until the
 * server has let go of every connection, so that whoever stops the server next does not cut one off.
 */
export function openPool(connectionString: string, log: Log, max = 10): Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    application_name: 'tintype',
    connectionTimeoutMillis: 10_000,
    types: { getTypeParser: parserOf },
  });
  // Without a listener, Node ends when PostgreSQL does. The pool passes on what idle connections meet; one that is lost in a
  // transaction, between two statements, tells it to nobody but whoever listens to itself.
  pool.on('error', () => undefined);
  pool.on('connect', (client) =>
    client.on('error', (error) => {
      noteAway(error);
      log.warn({ error: error.message }, 'database connection lost');
    }),
  );
  const untilEnded = watchConnections(pool);
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: tellingOfFailures(pool) }) });
  const close = async () => {
    await db.destroy();
    await untilEnded();
  };
  return { db, pool, close };
}

/** A day stays the text that it is: pg makes it midnight of whichever zone this process runs in. */
function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
  const date: number = pg.types.builtins.DATE;
  return oid === date ? (value) => value : pg.types.getTypeParser(oid, format);
}

/** The same pool as Kysely asks it; a connection that did not come about is told apart from what a query meets. */
function tellingOfFailures(pool: pg.Pool): PostgresPool {
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: () =>
      pool.connect().then(keepingPlans, (error: unknown) => {
        if (error instanceof Error) noteAway(error);
        throw error;
      }),
  };
}

/** pg says that a pool has ended when it has sent its goodbyes; the connections end when the server has read them. */
function watchConnections(pool: pg.Pool): () => Promise<void> {
  const open = new Set<pg.PoolClient>();
  const all = Promise.withResolvers<void>();
  let isClosing = false;
  pool.on('connect', (client) => open.add(client));
  pool.on('remove', (client) => {
    open.delete(client);
    if (isClosing && open.size === 0) all.resolve();
  });
  return async () => {
    isClosing = true;
    if (open.size === 0) return;
    // A server that does not answer any more must not hold us.
    const tooLate = setTimeout(all.resolve, goodbyeMs);
    await all.promise;
    clearTimeout(tooLate);
  };
}
