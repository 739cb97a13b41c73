import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { findFreePort } from '../scripts/start/ports.ts';
import { startEmbeddedPostgres } from '../server/database/embedded/index.ts';
import { openPool, type Database } from '../server/database/index.ts';
import { silentLog } from '../server/log.ts';
import { startSimulator, type World } from '../simulator/index.ts';
import type { Canary, Place } from './canaries.ts';
import { dumpDatabase } from './dump-database.ts';
import { controlOf, registerTestApp, testApp, type Control } from './furnish.ts';
import { createPerson, owner, type Person } from './person.ts';
import { createProductProcess } from './product-process.ts';
import { createRecordedFetch } from './recorded-fetch.ts';

/** The app of the second door, beside `testApp`. */
export const facebookApp = { id: '1784140000000043', secret: 'a-secret-of-the-second-door-43' };

/** What the tests look at of a connection. */
export interface SeenConnection {
  id: string;
  instagramUserId: string;
  login: string;
  state: string;
  token: { renewedAt: string } | null;
}

/** A product with its log at trace, of which everything that outlives a call can be searched. */
export interface SearchedHouse {
  /** Its owner, whose every response is kept. */
  person: Person;
  control: Control;
  simulatorUrl: string;
  world: World;
  db: Kysely<Database>;
  /** The connections of its workspace, by name. */
  connections(): Promise<SeenConnection[]>;
  connectionOf(instagramUserId: string): Promise<SeenConnection>;
  /** Scripts what Meta does with the next request to a path. */
  fault(host: string, path: string, what: Record<string, unknown>): Promise<void>;
  /** Moves the clocks of the product and of Instagram by the same number of seconds. */
  advance(seconds: number): Promise<void>;
  /** Every secret that was about so far. */
  gatherCanaries(): Promise<Canary[]>;
  /** The database, the log, the responses and the files, as they are now. A place's name begins with its kind. */
  gatherPlaces(): Promise<Place[]>;
  close(): Promise<void>;
}

export async function openSearchedHouse(): Promise<SearchedHouse> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-taint-'));
  const simulator = await startSimulator({ port: 0 });
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const control = controlOf(simulator.url);
  for (const app of [testApp, facebookApp]) await registerTestApp(control, url, app);
  const product = createProductProcess({
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    TMPDIR: folder,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    INSTAGRAM_APP_ID: testApp.id,
    INSTAGRAM_APP_SECRET: testApp.secret,
    FACEBOOK_APP_ID: facebookApp.id,
    FACEBOOK_APP_SECRET: facebookApp.secret,
    META_BASE_URL: `${simulator.url}/{host}`,
    LOG_LEVEL: 'trace',
  });
  await product.start();
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'data') });
  const database = openPool(server.connectionString, silentLog, 2);
  const recorded = createRecordedFetch();
  const person = createPerson(url, recorded.fetch);
  await person.call('POST', '/api/v1/owner', owner);
  const { world } = simulator.simulator;
  const connections = async () => {
    const path = `/api/v1/workspaces/${person.workspaceId}/connections`;
    return (await person.call<{ connections: SeenConnection[] }>('GET', path)).connections;
  };

  return {
    person,
    control,
    simulatorUrl: simulator.url,
    world,
    db: database.db,
    connections,
    async connectionOf(account) {
      const found = (await connections()).find(({ instagramUserId }) => instagramUserId === account);
      if (!found) throw new Error(`${account} is not connected`);
      return found;
    },
    async fault(host, path, what) {
      await control('POST', '/faults', { host, path, times: 1, ...what });
    },
    async advance(seconds) {
      await control('POST', '/clock', { advanceSeconds: seconds });
      await person.call('POST', '/_test/clock', { advanceSeconds: seconds });
    },
    gatherCanaries: async () => [
      ...[testApp, facebookApp].map(({ secret }) => ({ name: 'app secret', text: secret })),
      ...world.tokens.list().map(({ value }) => ({ name: 'access token', text: value })),
      ...world.codes.list().map(({ value }) => ({ name: 'code', text: value })),
      { name: 'password', text: owner.password },
      ...(await readKeyring(folder)),
      ...recorded.canaries,
    ],
    gatherPlaces: async () => [
      ...(await dumpDatabase(database.db)),
      { name: 'log', text: product.output() },
      ...recorded.responses,
      ...(await readFiles(folder)),
    ],
    async close() {
      await database.close();
      await product.end();
      await simulator.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function readKeyring(folder: string): Promise<Canary[]> {
  const name = (await readdir(folder)).find((each) => each.endsWith('.keyring')) ?? '';
  const keyring: unknown = JSON.parse(await readFile(join(folder, name, 'keyring.json'), 'utf8'));
  return secretsIn(keyring).map((text) => ({ name: 'keyring', text }));
}

/** Every long base64 text in the keyring, and the bytes it stands for as text could hold them. */
function secretsIn(value: unknown): string[] {
  if (typeof value === 'string')
    return /^[\w+/=-]{40,}$/.test(value) ? [value, Buffer.from(value, 'base64').toString('hex')] : [];
  if (value && typeof value === 'object') return Object.values(value).flatMap(secretsIn);
  return [];
}

/** Every file that the product wrote, but for the keyring. */
async function readFiles(folder: string): Promise<Place[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.parentPath.includes('.keyring'),
  );
  return Promise.all(
    files.map(async (file) => ({
      name: `file ${file.name}`,
      text: (await readFile(join(file.parentPath, file.name)).catch(() => Buffer.alloc(0))).toString(
        'latin1',
      ),
    })),
  );
}
