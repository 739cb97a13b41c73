import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newId } from './database/index.ts';
import { startProduct, type Product } from './main.ts';

/* A product that brings its database along, while somebody else ends that database under its hands. */

const closers: (() => Promise<unknown>)[] = [];
const logged: string[] = [];
let folder: string;
let product: Product;
let cookie: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tintype-killed-'));
  await chmod(folder, 0o755);
  closers.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  product = await startProduct(
    {
      NODE_ENV: 'test',
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      INSTAGRAM_APP_ID: '1784140000000099',
      INSTAGRAM_APP_SECRET: 'killed-test-secret',
      META_BASE_URL: 'http://127.0.0.1:9/{host}',
    },
    { writeLog: (line) => logged.push(line) },
  );
  closers.push(() => product.stop());
  const made = await fetch(`${product.url}/api/v1/owner`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'Ada',
      email: 'ada@example.com',
      password: 'a long enough password',
      workspaceName: 'Studio',
    }),
  });
  cookie = made.headers.get('set-cookie')!.split(';')[0]!;
}, 120_000);
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

const ask = (path: string) => fetch(`${product.url}${path}`, { headers: { cookie } });

async function pidOfDatabase(): Promise<number> {
  const text = await readFile(join(folder, 'data/postgres/cluster/postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

/** Asks until it has been refused and is answered again; all refusals until then. */
async function untilBack(path: string): Promise<{ status: number; code?: string }[]> {
  const refused = [];
  for (const deadline = Date.now() + 60_000; Date.now() < deadline;) {
    const answer = await ask(path);
    // A server that ends in order answers for a moment still.
    if (answer.ok && refused.length > 0) return refused;
    const { code } = (await answer.json()) as { code: string };
    if (!answer.ok) refused.push({ status: answer.status, code });
  }
  throw new Error(`It did not go and come back: ${JSON.stringify(refused.at(-1))}`);
}

test.each(['SIGKILL', 'SIGINT'] as const)(
  'while its database is gone (%s) a person is told so calmly and stays signed in, and it comes back by itself',
  async (signal) => {
    process.kill(await pidOfDatabase(), signal);

    const refused = await untilBack('/api/v1/session');

    const others = refused.filter(({ status, code }) => status !== 503 || code !== 'database_away');
    expect(others).toEqual([]);
    expect(await (await ask('/api/v1/session')).json()).toMatchObject({ user: { email: 'ada@example.com' } });
    expect(logged.join('\n')).toContain('It is being started again.');
  },
  120_000,
);

test('its worker takes jobs again after that', async () => {
  const { ctx } = product;
  process.kill(await pidOfDatabase(), 'SIGKILL');
  await untilBack('/api/v1/session');

  // Nobody's post: the job is done when it was looked for.
  await ctx.queue.enqueue(ctx.db, 'posts.advance', { postId: newId() });

  const done = sql<{
    count: string;
  }>`select count(*) from pgboss.job where name = 'posts.advance' and state = 'completed'`;
  await vi.waitFor(async () => expect((await done.execute(ctx.db)).rows[0]?.count).toBe('1'), {
    timeout: 60_000,
    interval: 50,
  });
}, 120_000);
