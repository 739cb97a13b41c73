import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { controlOf, registerTestApp, testApp } from '../../e2e/furnish.ts';
import { createProductProcess } from '../../e2e/product-process.ts';
import type { Context } from '../../server/context.ts';
import { startEmbeddedPostgres } from '../../server/database/embedded/index.ts';
import { startProduct } from '../../server/main.ts';
import { percentile } from './percentile.ts';
import { startClockedSimulator, type ClockedSimulator } from './punctuality/clocked-simulator.ts';
import { furnishRows, makeAccounts, type BenchAccount } from './punctuality/furnish-posts.ts';
import type { BenchInput, Row } from './row.ts';

const workers = 2;
const longestMs = 600_000;

/**
 * How late the first call to Instagram comes after the second in which a post is due: for posts that are ready, of so many
 * accounts, all due at once; and for single posts, one after another. The control is a bare job of the same engine.
 */
export async function benchPunctuality({ isQuick, say }: BenchInput): Promise<Row[]> {
  const [burst, singles] = isQuick ? [500, 20] : [10_000, 300];
  const folder = await mkdtemp(join(tmpdir(), 'tintype-bench-punctual-'));
  await chmod(folder, 0o711);
  const server = await startEmbeddedPostgres({ dataDir: join(folder, 'database') });
  const clocked = await startClockedSimulator();
  const env = {
    PATH: process.env.PATH ?? '',
    PORT: '0',
    PUBLIC_URL: 'http://127.0.0.1:9',
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: server.connectionString,
    INSTAGRAM_APP_ID: testApp.id,
    INSTAGRAM_APP_SECRET: testApp.secret,
    META_BASE_URL: `${clocked.url}/{host}`,
    LOG_LEVEL: 'warn',
  };
  const product = await startProduct(env, { role: 'web' });
  try {
    await registerTestApp(controlOf(clocked.url), env.PUBLIC_URL);
    const accounts = makeAccounts(clocked.simulator.world, testApp.id, burst + singles);
    say(`Sealing ${accounts.length} tokens.`);
    await furnishRows(product.ctx, accounts);
    const [together, apart] = [accounts.slice(0, burst), accounts.slice(burst)];
    const bare = await measureBare(product.ctx, clocked, together, server.connectionString, say);
    const { ours, single } = await measureOurs(product.ctx, clocked, { together, apart, env, say });
    return [
      burstRow(burst, 0.5, ours, bare),
      burstRow(burst, 0.99, ours, bare),
      {
        what: `One post due, first call to Instagram, p50 / p99 of ${singles}`,
        measured: `${tell(percentile(single, 0.5))} / ${tell(percentile(single, 0.99))} late`,
      },
    ];
  } finally {
    await product.stop();
    await clocked.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function burstRow(burst: number, share: number, ours: number[], bare: number[]): Row {
  const [our, its] = [percentile(ours, share), percentile(bare, share)];
  return {
    what: `${burst} posts of ${burst} accounts due in one second, ${workers} workers, first call to Instagram, p${share * 100}`,
    measured: `${tell(our)} late`,
    control: `${tell(its)} late`,
    ratio: (our / its).toFixed(2),
    goal: '≤ 2',
    isMet: our / its <= 2,
  };
}

/** Milliseconds from `dueAt` to the first call of each account. */
async function untilAllCalled(
  clocked: ClockedSimulator,
  due: { account: BenchAccount; dueAt: Date }[],
): Promise<number[]> {
  const deadline = Date.now() + longestMs;
  while (clocked.firstCalls.size < due.length && Date.now() < deadline) await pause(100);
  return due.map(({ account, dueAt }) => {
    const at = clocked.firstCalls.get(account.instagramUserId);
    if (at === undefined) throw new Error(`Nobody called for ${account.instagramUserId}.`);
    return at - dueAt.getTime();
  });
}

async function measureBare(
  { db, queue }: Context,
  clocked: ClockedSimulator,
  accounts: BenchAccount[],
  connectionString: string,
  say: (line: string) => void,
): Promise<number[]> {
  await sql`create table bare_posts (id uuid primary key, account text, token text, container text, called_at timestamptz)`.execute(
    db,
  );
  const column = (key: 'postId' | 'instagramUserId' | 'token') => accounts.map((each) => each[key]);
  const containers = accounts.map(({ containerIds }) => containerIds[1]);
  await sql`insert into bare_posts (id, account, token, container)
    select * from unnest(${column('postId')}::uuid[], ${column('instagramUserId')}::text[], ${column('token')}::text[],
      ${containers}::text[])`.execute(db);
  // Far off, and one commit: however long ten thousand take, none is due before all are there.
  const inAnHour = wholeSecondIn(3600);
  await db.transaction().execute(async (tx) => {
    for (const { postId } of accounts)
      await queue.enqueue(tx, 'posts.advance', { postId }, { startAfter: inAnHour });
  });
  const children = await Promise.all(
    Array.from({ length: workers }, () => startBare(connectionString, clocked.url)),
  );
  const dueAt = wholeSecondIn(5 + accounts.length / 1000);
  await sql`update pgboss.job set start_after = ${dueAt} where name = 'posts.advance'`.execute(db);
  if (Date.now() > dueAt.getTime()) throw new Error('The jobs were not due in time.');
  clocked.forget();
  const late = await untilAllCalled(
    clocked,
    accounts.map((account) => ({ account, dueAt })),
  );
  say(`Control: p50 ${tell(percentile(late, 0.5))}, p99 ${tell(percentile(late, 0.99))}.`);
  for (const child of children) await end(child);
  return late;
}

async function measureOurs(
  { db }: Context,
  clocked: ClockedSimulator,
  at: {
    together: BenchAccount[];
    apart: BenchAccount[];
    env: Record<string, string>;
    say: (line: string) => void;
  },
): Promise<{ ours: number[]; single: number[] }> {
  const processes = Array.from({ length: workers }, () => createProductProcess(at.env, 'worker'));
  await Promise.all(processes.map((each) => each.start()));
  try {
    const dueAt = wholeSecondIn(20);
    await makeDue(db, at.together, () => dueAt);
    clocked.forget();
    const ours = await untilAllCalled(
      clocked,
      at.together.map((account) => ({ account, dueAt })),
    );
    at.say(`Ours: p50 ${tell(percentile(ours, 0.5))}, p99 ${tell(percentile(ours, 0.99))}.`);
    // What remains of the burst, as addresses of posts, would stand in the way.
    await untilQuiet(db);
    clocked.forget();
    const first = wholeSecondIn(20).getTime();
    const due = at.apart.map((account, number) => ({ account, dueAt: new Date(first + number * 130) }));
    await makeDue(db, at.apart, (number) => due[number]!.dueAt);
    return { ours, single: await untilAllCalled(clocked, due) };
  } finally {
    for (const each of processes) await each.end();
  }
}

async function makeDue(
  db: Context['db'],
  accounts: BenchAccount[],
  dueAt: (number: number) => Date,
): Promise<void> {
  const ids = accounts.map(({ postId }) => postId);
  const times = accounts.map((_, number) => dueAt(number).toISOString());
  const due = sql`unnest(${ids}::uuid[], ${times}::timestamptz[]) as due (id, at)`;
  await sql`update posts set publish_at = due.at from ${due} where posts.id = due.id`.execute(db);
  await sql`update publish_runs set due_at = due.at from ${due} where post_id = due.id`.execute(db);
}

async function untilQuiet(db: Context['db']): Promise<void> {
  for (const deadline = Date.now() + longestMs; Date.now() < deadline; await pause(500)) {
    const row = await db
      .selectFrom('publish_runs')
      .select('post_id')
      .where('due_at', 'is not', null)
      .executeTakeFirst();
    if (!row) return;
  }
}

async function startBare(connectionString: string, simulatorUrl: string): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'punctuality', 'bare-worker.ts'), [
    connectionString,
    simulatorUrl,
  ]);
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}

function wholeSecondIn(seconds: number): Date {
  return new Date(Math.ceil(Date.now() / 1000 + seconds) * 1000);
}

function tell(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(0)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
