import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wallClock } from '../../clock.ts';
import { openTestDatabase, type TestDatabase } from '../../database/test-database.ts';
import { examine, type Instruments } from './examine.ts';
import { reachByTls } from './reach-host.ts';

let database: TestDatabase;
let server: Server;
let address: string;
let folder: string;

beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tintype-doctor-'));
  server = createServer((_, answer) => answer.end('{"status":"ok"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  await database.close();
  await rm(folder, { recursive: true });
});

function instruments(env: Record<string, string> = {}): Instruments {
  return {
    env: {
      INSTAGRAM_APP_ID: '1784',
      INSTAGRAM_APP_SECRET: 'canary-app-secret',
      DATABASE_URL: 'postgres://person:canary-password@127.0.0.1/x',
      META_BASE_URL: `${address}/{host}`,
      PUBLIC_URL: address,
      META_WEBHOOK_VERIFY_TOKEN: 'canary-verify-token',
      VAULT_KEYRING_FILE: join(folder, 'keyring.json'),
      ...env,
    },
    fetch,
    clock: wallClock,
    withDatabase: (_config, look) => look(database.db),
  };
}

test('a whole and running installation has no problem and no warning', async () => {
  const findings = await examine(instruments());

  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  expect(new Set(findings.map(({ check }) => check))).toEqual(
    new Set([
      'configuration',
      'database',
      'keys',
      'clock',
      'Meta',
      'addresses',
      'webhooks',
      'public address',
    ]),
  );
});

test('a keyring that is missing while tokens are sealed is a problem', async () => {
  await database.db
    .insertInto('vault.key_checks')
    .values({ kek_id: '0123456789abcdef', dek_wrapped: 'x', jwe: 'x' })
    .execute();

  const findings = await examine(instruments());

  await database.db.deleteFrom('vault.key_checks').execute();
  expect(findings.filter(({ check }) => check === 'keys')).toMatchObject([{ level: 'problem' }]);
});

test('a database that does not answer is one problem, told without its password', async () => {
  const findings = await examine({
    ...instruments(),
    withDatabase: () => Promise.reject(Object.assign(new Error('canary-password'), { code: 'ECONNREFUSED' })),
  });

  expect(findings.filter(({ level }) => level === 'problem')).toMatchObject([
    { check: 'database', says: 'The database cannot be used (ECONNREFUSED).' },
  ]);
  expect(JSON.stringify(findings)).not.toMatch(/canary/);
});

test('a Meta that does not answer is a problem for each host that the server calls', async () => {
  const findings = await examine(instruments({ META_BASE_URL: 'http://127.0.0.1:1/{host}' }));

  expect(findings.filter(({ level }) => level === 'problem').map(({ says }) => says.split(':')[0])).toEqual([
    'api.instagram.com',
    'graph.instagram.com',
  ]);
});

test('doctor only reads the database', async () => {
  const findings = await examine({
    ...instruments(),
    withDatabase: (_config, look) => database.db.transaction().setAccessMode('read only').execute(look),
  });

  expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
});

test('a host that speaks no TLS fails at its certificate, one that is not there at the connection', async () => {
  const plain = createTcpServer((socket) => socket.resume().end('no TLS here'));
  await new Promise<void>((resolve) => plain.listen(0, 'localhost', resolve));
  const port = (plain.address() as AddressInfo).port;

  const spoken = await reachByTls('localhost', port);
  await new Promise((resolve) => plain.close(resolve));
  const absent = await reachByTls('localhost', port);

  expect(spoken).toMatchObject({ ok: false, stage: 'certificate' });
  expect(absent).toMatchObject({ ok: false, stage: 'connection', code: 'ECONNREFUSED' });
});
