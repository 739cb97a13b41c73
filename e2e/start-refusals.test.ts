import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../server/database/test-database.ts';
import { startSimulator } from '../simulator/index.ts';
import { controlOf, registerTestApp, testApp } from './furnish.ts';
import { compiled } from '../scripts/start/compiled.ts';
import { findFreePort } from '../scripts/start/ports.ts';
import { createPerson, owner } from './person.ts';
import { createProductProcess } from './product-process.ts';

/* What an operator sees when the product will not start, of the real process: its words, its exit code. */

const root = dirname(import.meta.dirname);
const account = '17841400000000101';

// Each starts whole processes: a busy machine makes that slow, not wrong.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
let database: TestDatabase;
let simulator: Awaited<ReturnType<typeof startSimulator>>;
let url: string;
let env: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-refusals-'));
  database = await openTestDatabase();
  simulator = await startSimulator({ port: 0 });
  const port = await findFreePort();
  url = `http://127.0.0.1:${port}`;
  await registerTestApp(controlOf(simulator.url), url);
  env = {
    ...compiled,
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    PORT: String(port),
    DATABASE_URL: database.connectionString,
    DATA_DIR: join(folder, 'data'),
    VAULT_KEYRING_FILE: join(folder, 'keys', 'keyring.json'),
    INSTAGRAM_APP_ID: testApp.id,
    INSTAGRAM_APP_SECRET: testApp.secret,
    META_BASE_URL: `${simulator.url}/{host}`,
    LOG_LEVEL: 'warn',
  };
  // A database that a life has begun in: an owner, and an account whose token is sealed.
  const product = createProductProcess(env);
  await product.start();
  const person = createPerson(url);
  await person.call('POST', '/api/v1/owner', owner);
  expect((await person.connect({ account })).authorization.outcome).toBe('connected');
  await product.end();
}, 120_000);

afterAll(async () => {
  await simulator.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

interface Refusal {
  code: number | string | null;
  told: string;
}

/** Starts the product, which must end by itself. */
function refused(
  changes: Record<string, string>,
  nodeArgs: string[] = [],
  args = ['--role', 'all'],
): Promise<Refusal> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...nodeArgs, 'server/main.ts', ...args],
      { cwd: root, env: { ...env, ...changes }, encoding: 'utf8', timeout: 60_000, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => resolve({ code: error ? (error.code ?? null) : 0, told: stdout + stderr }),
    );
  });
}

test('a wrong configuration is one list of all its problems, each with its fix', async () => {
  const refusal = await refused(
    {
      PORT: '99999',
      META_BASE_URL: 'nowhere',
      DATABASE_URL: 'mysql://here',
      INSTAGRAM_APP_ID: '"Linden Studio"',
      INSTAGRAM_APP_SECRET: '',
      LOG_LEVEL: 'loud',
      TRUSTED_PROXIES: 'some',
    },
    [],
    ['--role', 'boss'],
  );

  expect(refusal.code).toBe(1);
  expect(refusal.told.trimEnd().split('\n')).toEqual([
    'Tintype cannot start with this configuration:',
    '  PORT: is "99999". Use a number from 1 to 65535.',
    '  META_BASE_URL: is "nowhere". Write an address with {host} in it, like http://127.0.0.1:4300/{host}.',
    '  PUBLIC_URL: is "http://127.0.0.1:99999". Write only scheme and host, like https://post.example.com.',
    '  DATABASE_URL: is not a PostgreSQL address. Write it as postgresql://user:password@host:5432/database.',
    '  --role: is "boss". Use all, web or worker.',
    '  INSTAGRAM_APP_ID: is wrapped in quotes. Remove the quotes around the value.',
    '  INSTAGRAM_APP_ID: is not a row of digits. Copy the app id, not its name, from the Meta console.',
    '  INSTAGRAM_APP_SECRET: is missing beside its id. Copy it from the Meta console.',
    '  LOG_LEVEL: is "loud". Use trace, debug, info, warn, error or silent.',
    '  TRUSTED_PROXIES: is not a count. Set the number of proxies in front of Tintype, 0 for none.',
  ]);
});

test('a secret that is wrong is never quoted back', async () => {
  const refusal = await refused({ INSTAGRAM_APP_SECRET: ' the-secret-itself ' });

  expect(refusal.told).toContain('INSTAGRAM_APP_SECRET: has spaces around it. Remove them.');
  expect(refusal.told).not.toContain('the-secret-itself');
});

test('a keyring that is gone over sealed tokens is refused with the way back, and none is made', async () => {
  const refusal = await refused({ VAULT_KEYRING_FILE: join(folder, 'gone', 'keyring.json') });
  const again = await refused({ VAULT_KEYRING_FILE: join(folder, 'gone', 'keyring.json') });

  expect(refusal.code).toBe(1);
  expect(refusal.told).toContain(
    `There is no keyring at ${join(folder, 'gone', 'keyring.json')} (VAULT_KEYRING_FILE), but this database holds tokens`,
  );
  expect(refusal.told).toContain('Put the keyring back from your backup');
  expect(again).toEqual(refusal);
});

test('with the keyring put back the product starts as if nothing had been', async () => {
  const [keys, backup] = [join(folder, 'keys'), join(folder, 'backup')];
  await rename(keys, backup);
  const without = await refused({});
  await rename(backup, keys);
  const product = createProductProcess(env);
  await product.start();
  const answer = await fetch(`${url}/readyz`);
  await product.end();

  expect(without.code).toBe(1);
  expect(answer.status).toBe(200);
});

test('a simulated database refuses the real Instagram and names both ways out', async () => {
  const refusal = await refused({ META_BASE_URL: '', PUBLIC_URL: 'https://post.example.com' });

  expect(refusal).toEqual({
    code: 1,
    told:
      'This database belongs to the simulated Instagram and was started for the real one. Start it with META_BASE_URL ' +
      'as it was, or give this one a database of its own: set DATA_DIR (or DATABASE_URL) to a new place.\n',
  });
});

test('a database that nobody serves is told in a sentence without its password', async () => {
  const nobody = await findFreePort();
  const refusal = await refused({ DATABASE_URL: `postgresql://ada:hush-hush@127.0.0.1:${nobody}/tintype` });

  expect(refusal.code).toBe(1);
  expect(refusal.told).toContain('The database of DATABASE_URL cannot be used: connect ECONNREFUSED');
  expect(refusal.told).not.toContain('hush-hush');
  expect(refusal.told.trimEnd().split('\n')).toHaveLength(1);
});

test('an older Node is refused in one sentence, before anything else is looked at', async () => {
  const pretend = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '24.1.0' } });
    Object.defineProperty(process, 'version', { value: 'v24.1.0' });`;
  const refusal = await refused({ PORT: '99999' }, [
    '--import',
    `data:text/javascript,${encodeURIComponent(pretend)}`,
  ]);

  expect(refusal).toEqual({
    code: 1,
    told: 'Tintype runs on Node 26 or newer, and this is v24.1.0: run "npm start", which brings the right one.\n',
  });
});

test('after kill -9 the next start serves, and who was signed in still is', async () => {
  const product = createProductProcess(env);
  await product.start();
  const person = createPerson(url);
  await person.signIn(owner.email, owner.password);
  await product.kill();
  await product.start();
  const session = await person.call<{ user: { email: string } }>('GET', '/api/v1/session');
  const code = await product.end();

  expect(session.user.email).toBe(owner.email);
  expect(code).toBe(0);
});
