import type { Kysely } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Config } from '../../config/index.ts';
import type { Database } from '../../database/index.ts';
import { findConfiguration } from './find-configuration.ts';
import { judgeClock, readClockOffset } from './find-clock.ts';
import { judgeDatabase, readDatabaseFacts } from './find-database.ts';
import { findKeys } from './find-keys.ts';
import { findMeta } from './find-meta.ts';
import { fetchPublicAddress, judgePublicAddress } from './find-public-address.ts';
import type { Finding } from './finding.ts';
import { listAddresses } from './list-addresses.ts';
import { reachHost } from './reach-host.ts';

/** What doctor looks with. */
export interface Instruments {
  env: Record<string, string | undefined>;
  fetch: typeof fetch;
  clock: Clock;
  /** Opens the configured database for one look and closes what it opened; undefined when there is none yet. */
  withDatabase<T>(config: Config, look: (db: Kysely<Database>) => Promise<T>): Promise<T | undefined>;
}

/**
 * Looks at everything that an installation stands on and changes nothing. With a configuration that does not read,
 * only its problems are told. Never throws for what it finds.
 */
export async function examine(instruments: Instruments): Promise<Finding[]> {
  const { findings, config } = findConfiguration(instruments.env);
  if (!config) return findings;
  const answer = fetchPublicAddress(config, instruments.fetch);
  return [
    ...findings,
    ...(await findBehindDatabase(instruments, config)),
    ...(await findMeta(config, reachHost(config, instruments.fetch))),
    ...listAddresses(config),
    judgePublicAddress(config, await answer),
  ];
}

async function findBehindDatabase(instruments: Instruments, config: Config): Promise<Finding[]> {
  try {
    const found = await instruments.withDatabase(config, async (db) => {
      const facts = await readDatabaseFacts(db);
      const judged = judgeDatabase(facts, config.isSimulated);
      // Without its tables there is nothing that a key could open.
      const keys = facts.migrationsDone.length > 0 ? [await findKeys(db, config.keyringFile)] : [];
      return [...judged, ...keys, judgeClock(await readClockOffset(db, instruments.clock))];
    });
    return found ?? [{ check: 'database', level: 'ok', says: 'None yet: the first start makes it.' }];
  } catch (error) {
    return [unreachable(config, error)];
  }
}

function unreachable(config: Config, error: unknown): Finding {
  const { code, message } = error as { code?: string; message?: string };
  // A driver's message may quote the address, and with it the password: the code is enough.
  const reason = config.databaseUrl ? (code ?? 'unknown error') : (message ?? 'unknown error');
  return {
    check: 'database',
    level: 'problem',
    says: `The database cannot be used (${reason}).`,
    fix: config.databaseUrl
      ? 'Check that the server of DATABASE_URL runs, that this machine may reach it, and that user and password are right.'
      : 'docs/operating/troubleshooting.md says what an embedded database needs; or set DATABASE_URL.',
  };
}
