import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ConfigError, readConfig, type Config } from '../../config/index.ts';
import type { Finding } from './finding.ts';

type Environment = Record<string, string | undefined>;

/**
 * The environment as `npm start` hands it to the product: when nobody said where Instagram is, the address of the
 * bundled simulator and the app that the starter made for it. Before the first start the app has no secret yet, and a
 * stand-in takes its place, so that the command line works.
 */
export async function withSimulator(env: Environment): Promise<Environment> {
  if (env.INSTAGRAM_APP_ID || env.META_BASE_URL) return env;
  const file = join(resolve(env.DATA_DIR || './data'), 'simulator', 'app.json');
  const made = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as { id: string; secret: string },
    () => ({ id: '0', secret: 'made-by-the-first-start' }),
  );
  return {
    ...env,
    INSTAGRAM_APP_ID: made.id,
    INSTAGRAM_APP_SECRET: made.secret,
    META_BASE_URL: `http://127.0.0.1:${env.SIMULATOR_PORT || 4300}/{host}`,
  };
}

/** Reads the configuration as a start does: every problem with its fix, or the configuration and what it amounts to. */
export function findConfiguration(env: Environment): { findings: Finding[]; config?: Config } {
  try {
    const config = readConfig(env);
    return { config, findings: [{ check: 'configuration', level: 'ok', says: sentenceOf(config) }] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return {
      findings: error.problems.map(({ name, problem, fix }) => ({
        check: 'configuration',
        level: 'problem',
        says: `${name} ${problem}`,
        fix,
      })),
    };
  }
}

function sentenceOf(config: Config): string {
  const database = config.databaseUrl
    ? 'on the PostgreSQL of DATABASE_URL'
    : `with the embedded PostgreSQL of ${config.dataDir}`;
  const instagram = config.isSimulated
    ? `a simulated Instagram (${config.metaBaseUrl})`
    : `Instagram app ${config.instagramApp?.id ?? '(none)'}`;
  return `Complete: ${config.publicUrl}, ${database}, ${instagram}.`;
}
