import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { aPicture, controlOf, registerTestApp, testApp } from '../../e2e/furnish.ts';
import { startSimulator } from '../../simulator/index.ts';
import { openMortalDatabase } from './database-server.ts';
import { openLine } from './line.ts';
import { drawMoment } from './moments.ts';
import type { SecondPublish } from './scene.ts';
import { seededChance } from './seeded.ts';

export interface NaiveReport {
  posts: number;
  kills: number;
  live: number;
  /** Posts that are live more than once. */
  doubles: number;
  /** Posts that are not live although the publisher says so, or that never came to an end. */
  lost: number;
}

/**
 * The same losses and the same kills for a publisher without a ledger. If nothing is doubled here, then the harness would
 * not have noticed anything of the product either.
 */
export async function publishNaively(options: {
  posts: number;
  kills: number;
  seed: number;
  secondPublish: SecondPublish;
  loss: number;
}): Promise<NaiveReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-naive-'));
  await chmod(folder, 0o711);
  const chance = seededChance(options.seed);
  const database = await openMortalDatabase(folder);
  const simulator = await startSimulator({ port: 0, seed: `naive-${options.seed}` });
  const line = await openLine(simulator.url);
  const picture = await servePicture();
  const client = new pg.Client({ connectionString: database.url });
  let child: ChildProcess | undefined;
  try {
    await client.connect();
    await furnish(options, client, simulator.url);
    let kills = 0;
    while (kills < options.kills && (await countUndone(client)) > 0) {
      child = await start([database.url, line.url, picture.url]);
      const { at, afterMs } = drawMoment(chance);
      const over = new AbortController();
      const tooLate = setTimeout(() => over.abort(), 2000);
      await line.untilCall(at?.kind === 'create' ? 'create' : 'publish', at?.edge ?? 'acted', over.signal);
      clearTimeout(tooLate);
      if (afterMs > 0) await pause(afterMs % 20);
      await end(child);
      kills++;
    }
    child = await start([database.url, line.url, picture.url]);
    for (let waitedMs = 0; (await countUndone(client)) > 0 && waitedMs < 60_000; waitedMs += 100)
      await pause(100);
    return { posts: options.posts, kills, ...(await judge(client, simulator.simulator.world)) };
  } finally {
    if (child) await end(child);
    await client.end();
    await picture.close();
    await line.close();
    await simulator.close();
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function furnish(
  options: Parameters<typeof publishNaively>[0],
  client: pg.Client,
  simulatorUrl: string,
): Promise<void> {
  const control = controlOf(simulatorUrl);
  const flags = {
    publishingLimit: 1_000_000,
    containerLimit: 1_000_000,
    secondPublish: options.secondPublish,
  };
  await registerTestApp(control, 'http://127.0.0.1:1', { flags });
  const { id } = await control<{ id: string }>('POST', '/accounts', {
    username: 'naive.account',
    type: 'BUSINESS',
    name: 'Naive',
  });
  await control('PATCH', `/accounts/${id}`, { audience: 'quiet' });
  const { access_token: token } = await control<{ access_token: string }>('POST', '/tokens', {
    appId: testApp.id,
    account: id,
    longLived: true,
  });
  await control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/**',
    kind: 'actThenDrop',
    share: options.loss,
    times: 1_000_000,
  });
  await client.query(
    'create table naive_posts (id integer primary key, account text, token text, caption text, tries integer default 0, media_id text)',
  );
  for (let n = 0; n < options.posts; n++)
    await client.query('insert into naive_posts (id, account, token, caption) values ($1, $2, $3, $4)', [
      n,
      id,
      token,
      `naive post ${n}.`,
    ]);
}

async function countUndone(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    'select count(*) from naive_posts where media_id is null',
  );
  return Number(rows[0]?.count);
}

async function judge(
  client: pg.Client,
  world: Awaited<ReturnType<typeof startSimulator>>['simulator']['world'],
): Promise<Pick<NaiveReport, 'live' | 'doubles' | 'lost'>> {
  const live = new Map<string, number>();
  for (const { caption = '' } of world.media.list())
    if (caption.startsWith('naive post')) live.set(caption, (live.get(caption) ?? 0) + 1);
  const { rows } = await client.query<{ caption: string; media_id: string | null }>(
    'select * from naive_posts',
  );
  return {
    live: live.size,
    doubles: [...live.values()].filter((times) => times > 1).length,
    lost: rows.filter((row) => !row.media_id || !live.has(row.caption)).length,
  };
}

async function start(args: string[]): Promise<ChildProcess> {
  const child = fork(join(import.meta.dirname, 'naive-publisher.ts'), args, { stdio: 'ignore' });
  await once(child, 'message');
  return child;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function servePicture(): Promise<{ url: string; close(): Promise<void> }> {
  const bytes = await aPicture();
  const server = createServer((_, answer) =>
    answer.writeHead(200, { 'content-type': 'image/jpeg' }).end(bytes),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/picture.jpg`,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
