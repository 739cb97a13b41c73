import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from './database/test-database.ts';
import { startProduct, type Product } from './main.ts';

let database: TestDatabase;
let folder: string;
let running: Product[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'tintype-main-'));
});
afterEach(async () => {
  for (const product of running) await product.stop();
  running = [];
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

const env = (changes: Record<string, string> = {}) => ({
  NODE_ENV: 'test',
  PORT: '0',
  LOG_LEVEL: 'silent',
  DATA_DIR: join(folder, 'data'),
  DATABASE_URL: database.connectionString,
  INSTAGRAM_APP_ID: '1784140000000099',
  INSTAGRAM_APP_SECRET: 'main-test-secret',
  META_BASE_URL: 'http://127.0.0.1:9/{host}',
  ...changes,
});

async function start(changes: Record<string, string> = {}, role = 'web'): Promise<Product> {
  const product = await startProduct(env(changes), { role });
  running.push(product);
  return product;
}

test('a wrong configuration is told whole, each problem with its fix', async () => {
  const starting = startProduct(
    env({
      META_BASE_URL: 'nowhere',
      PORT: '99999',
      INSTAGRAM_APP_SECRET: '',
      PUBLIC_URL: 'http://127.0.0.1:4999',
    }),
  );

  await expect(starting).rejects.toMatchObject({
    problems: [
      { name: 'PORT', fix: expect.any(String) },
      { name: 'META_BASE_URL', fix: expect.any(String) },
      { name: 'INSTAGRAM_APP_SECRET', fix: expect.any(String) },
    ],
  });
});

test('it answers ready where it listens, and nothing answers there after the stop', async () => {
  const product = await start();
  const ready = await fetch(`${product.url}/readyz`);
  await product.stop();

  expect(await ready.json()).toEqual({ status: 'ready' });
  await expect(fetch(`${product.url}/readyz`)).rejects.toThrow('fetch failed');
});

test('what one web process signed in is signed in at the other, and a worker stands beside them', async () => {
  const [one, two] = [await start(), await start()];
  await start({}, 'worker');
  const made = await fetch(`${one.url}/api/v1/owner`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada',
      email: 'ada@example.com',
      password: 'a long enough password',
      workspaceName: 'Studio',
    }),
  });
  const cookie = made.headers.get('set-cookie')!.split(';')[0]!;
  const session = await fetch(`${two.url}/api/v1/session`, { headers: { cookie } });

  expect(await session.json()).toMatchObject({ user: { email: 'ada@example.com' } });
});

test('the clock of a test moves by request and stays moved after a restart', async () => {
  const first = await start();
  const before = first.ctx.clock.now().getTime();
  await fetch(`${first.url}/_test/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceSeconds: 86_400 }),
  });
  await first.stop();
  const second = await start();

  expect(second.ctx.clock.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000);
});

test('outside a test nobody moves the clock', async () => {
  const product = await start({ NODE_ENV: 'production' });
  const response = await fetch(`${product.url}/_test/clock`, { method: 'POST' });

  expect(response.status).toBe(404);
});

test('a port that is taken is told as a sentence with the way out', async () => {
  const first = await start();
  const port = new URL(first.url!).port;

  await expect(startProduct(env({ PORT: port }), { role: 'web' })).rejects.toThrow(
    `Port ${port} is taken by another program. End it, or set PORT to a free one.`,
  );
});

test('a database of the simulated Instagram refuses the real one and names both ways out', async () => {
  await start();
  const real = startProduct(
    env({ META_BASE_URL: 'https://{host}', PUBLIC_URL: 'https://post.example.com' }),
    { role: 'web' },
  );

  await expect(real).rejects.toThrow(/META_BASE_URL as it was.*DATA_DIR \(or DATABASE_URL\)/);
});

test('another keyring than the one that sealed is refused', async () => {
  await start();
  const other = startProduct(env({ VAULT_KEYRING_FILE: join(folder, 'other', 'keyring.json') }), {
    role: 'web',
  });

  await expect(other).rejects.toMatchObject({ name: 'KeyringRefused' });
});
