import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { controlOf, registerTestApp, testApp } from '../../e2e/furnish.ts';
import { createPerson, owner } from '../../e2e/person.ts';
import { createProductProcess } from '../../e2e/product-process.ts';
import { openPool, type Pool } from '../../server/database/index.ts';
import { silentLog } from '../../server/log.ts';
import { startSimulator, type World } from '../../simulator/index.ts';
import { openMortalDatabase } from '../crash/database-server.ts';
import { findFreePort } from '../start/ports.ts';
import { p50AndP95, percentile } from './percentile.ts';
import type { BenchInput, Row } from './row.ts';

/** A look at an account comes 45 seconds after the last, and a sweep up to five later. */
const goalSeconds = 60;
const goalGrowthMb = 100;
/** As the starter bounds it. */
const memory = {
  NODE_OPTIONS: '--max-semi-space-size=2 --max-old-space-size=192',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
};

/**
 * One post with 50,000 comments, read by the product as it runs, without webhooks and without a pause: killed once in the
 * middle and started again. Meanwhile strangers write, and it is watched how long until what they write is there.
 */
export async function benchComments({ isQuick, say }: BenchInput): Promise<Row[]> {
  const many = isQuick ? 5_000 : 50_000;
  const folder = await mkdtemp(join(tmpdir(), 'tintype-bench-comments-'));
  // PostgreSQL may run as another user, who has to pass through.
  await chmod(folder, 0o711);
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    const database = await openMortalDatabase(folder);
    closers.push(() => database.close());
    const simulator = await startSimulator({ port: 0, seed: 'comments' });
    closers.push(() => simulator.close());
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const product = createProductProcess({
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'production',
      ...memory,
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
      INSTAGRAM_APP_ID: testApp.id,
      INSTAGRAM_APP_SECRET: testApp.secret,
      META_BASE_URL: `${simulator.url}/{host}`,
      LOG_LEVEL: 'warn',
    });
    const control = controlOf(simulator.url);
    await registerTestApp(control, url);
    await product.start();
    closers.push(() => product.kill());
    const pool = openPool(database.url, silentLog, 2);
    closers.push(() => pool.close());
    const person = createPerson(url);
    await person.call('POST', '/api/v1/owner', owner);
    const account = await control<{ id: string }>('POST', '/accounts', {
      username: 'famous',
      type: 'BUSINESS',
    });
    await control('PATCH', `/accounts/${account.id}`, { audience: 'quiet' });
    const mediaId = placePost(simulator.simulator.world, account.id, many);
    const residentMb = [await residentOf(product.pid())];
    const began = performance.now();
    await person.connect({ account: account.id });

    const write = async (number: number) => {
      const wish = { mediaId, username: `late.${number}`, text: `Written meanwhile, ${number}` };
      const { id } = await control<{ id: string }>('POST', '/comments', wish);
      return msUntil(async () => (await knownOf(pool, id)) > 0);
    };
    const seenMs: number[] = [];
    let isKilled = false;
    let killedFor = 0;
    for (let number = 0; ; number++) {
      const known = await knownOf(pool);
      say(
        `${known} known after ${Math.round((performance.now() - began) / 1000)} s, ${residentMb.at(-1)} MB`,
      );
      if (known >= many) break;
      if (!isKilled && known > many / 3) {
        isKilled = true;
        await product.kill();
        const at = await knownOf(pool);
        await product.start();
        killedFor = (await msUntil(async () => (await knownOf(pool)) > at)) / 1000;
      } else if (known > 0) seenMs.push(await write(number));
      else await delay(500);
      residentMb.push(await residentOf(product.pid()));
    }
    const seconds = (performance.now() - began) / 1000;
    await msUntil(async () => (await openReadings(pool)) === 0);
    const known = await knownOf(pool);
    const growth = Math.max(...residentMb) - (residentMb[0] ?? 0);
    const slowest = percentile(seenMs, 1) / 1000;
    return [
      {
        what: `${many.toLocaleString('en')} comments beneath one post, read by polling`,
        measured: `${Math.round(seconds)} s, of which ${Math.round(killedFor)} s waited for the lease of the process that was killed in the middle`,
      },
      {
        what: 'Comments there afterwards, with those written meanwhile; each once',
        measured: known.toLocaleString('en'),
        goal: (many + seenMs.length).toLocaleString('en'),
        isMet: known === many + seenMs.length,
      },
      {
        what: `A new comment meanwhile, until it is there, p50 / p95 of ${seenMs.length}`,
        measured: p50AndP95(seenMs),
        goal: `≤ ${goalSeconds} s`,
        isMet: slowest <= goalSeconds,
      },
      {
        what: 'Resident memory of the product: before, and the most while it read',
        measured: `${residentMb[0]} MB, ${Math.max(...residentMb)} MB`,
        goal: `≤ ${goalGrowthMb} MB more`,
        isMet: growth <= goalGrowthMb,
      },
    ];
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** A post of long ago with so many comments of as many strangers, a second apart. */
function placePost(world: World, accountId: string, many: number): string {
  const publishedAt = Math.floor(world.now() / 1000) * 1000 - (many + 60) * 1000;
  const id = '17900000000000042';
  world.media.put({
    id,
    igId: '3000000000000000042',
    shortcode: 'Famous',
    accountId,
    appId: testApp.id,
    containerId: '',
    mediaType: 'IMAGE',
    mediaProductType: 'FEED',
    pictureId: 'painted-1',
    publishedAt,
    likeCount: 0,
    commentsCount: 0,
    isCommentEnabled: true,
  });
  for (let at = 0; at < many; at++)
    world.comments.put({
      id: `${world.nextId('comment', '178', 13)}1`,
      mediaId: id,
      accountId,
      fromId: `55${at}`,
      username: `stranger.${at}`,
      text: `Which glaze is it, and does it hold in the oven? ${at}`,
      createdAt: publishedAt + at * 1000,
      isHidden: false,
      likeCount: 0,
    });
  return id;
}

async function knownOf({ db }: Pool, commentId?: string): Promise<number> {
  const { count } = await db
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .$if(commentId !== undefined, (query) => query.where('comment_id', '=', commentId ?? ''))
    .executeTakeFirstOrThrow();
  return Number(count);
}

async function openReadings({ db }: Pool): Promise<number> {
  const rows = await db
    .selectFrom('comment_cursors')
    .select('media')
    .where('cursor', 'is not', null)
    .execute();
  return rows.length;
}

async function msUntil(isSo: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (!(await isSo())) {
    if (performance.now() - began > 600_000) throw new Error('It did not come to pass in ten minutes.');
    await delay(100);
  }
  return performance.now() - began;
}

/** From the kernel, on Linux. */
async function residentOf(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024);
}
