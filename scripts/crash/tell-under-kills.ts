import { createHmac } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { controlOf, registerTestApp, testApp } from '../../e2e/furnish.ts';
import { createPerson, owner } from '../../e2e/person.ts';
import { createProductProcess } from '../../e2e/product-process.ts';
import { openPool, type Pool } from '../../server/database/index.ts';
import { silentLog } from '../../server/log.ts';
import { startSimulator } from '../../simulator/index.ts';
import { findFreePort } from '../start/ports.ts';
import { openMortalDatabase } from './database-server.ts';
import { seededChance } from './seeded.ts';

export interface TellOptions {
  /** Of the product; of five, one is the database's as well. */
  kills: number;
  /** Deliveries that are acknowledged between two kills, at the least. */
  between: number;
  seed: number;
  say(line: string): void;
}

export interface TellReport {
  seconds: number;
  kills: { product: number; database: number };
  /** Deliveries that were answered with 200, and how many posts of them were answered with nothing or a refusal. */
  acknowledged: number;
  unanswered: number;
  /** Of an acknowledged delivery, and not in the inbox. */
  lost: string[];
  /** In the inbox more than once. */
  doubled: string[];
  /** Deliveries that were never worked through. */
  open: number;
}

/** Deliveries under way at once. */
const hands = 16;
const lookMs = 100;
const mostLooks = 1200;

/**
 * Posts signed deliveries of one comment each, again until they are acknowledged and every fifth once more, while the product is
 * killed (SIGKILL) with deliveries in its hands. Afterwards every comment that was acknowledged is to be in the inbox, once.
 */
export async function tellUnderKills(options: TellOptions): Promise<TellReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-crash-intake-'));
  // PostgreSQL may run as another user, who has to pass through.
  await chmod(folder, 0o711);
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const began = Date.now();
  try {
    const database = await openMortalDatabase(folder);
    closers.push(() => database.close());
    const simulator = await startSimulator({ port: 0, seed: `intake-${options.seed}` });
    closers.push(() => simulator.close());
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const product = createProductProcess({
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: url,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
      INSTAGRAM_APP_ID: testApp.id,
      INSTAGRAM_APP_SECRET: testApp.secret,
      META_BASE_URL: `${simulator.url}/{host}`,
      LOG_LEVEL: 'warn',
    });
    await product.start();
    closers.push(() => product.kill());
    const pool = openPool(database.url, silentLog, 2);
    closers.push(() => pool.close());
    const accountId = await connectOne(url, simulator.url);

    const teller = startTelling({ url, accountId });
    closers.push(() => teller.end());
    const chance = seededChance(options.seed);
    const kills = { product: 0, database: 0 };
    for (let number = 1; number <= options.kills; number++) {
      await teller.untilAcknowledged(options.between + Math.floor(chance.between(0, options.between / 2)));
      await product.kill();
      kills.product++;
      if (number % 5 === 0) {
        await database.die();
        kills.database++;
      }
      options.say(`kill ${number} of ${options.kills}, ${teller.acknowledged.size} acknowledged`);
      await product.start();
    }
    await teller.untilAcknowledged(options.between);
    await teller.end();

    await product.kill();
    await endLeases(pool);
    await product.start();
    const open = await comeToRest(pool);
    const { lost, doubled } = await judge(pool, teller.acknowledged);
    return {
      seconds: Math.round((Date.now() - began) / 1000),
      kills,
      acknowledged: teller.acknowledged.size,
      unanswered: teller.unanswered(),
      lost,
      doubled,
      open,
    };
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

/** What a report tells of faults, in words. */
export function faultsOfTelling({ lost, doubled, open }: TellReport): string[] {
  return [
    ...lost.map((id) => `comment ${id} was acknowledged and is not in the inbox`),
    ...doubled.map((id) => `comment ${id} is in the inbox twice`),
    ...(open > 0 ? [`${open} deliveries were never worked through`] : []),
  ];
}

async function connectOne(url: string, simulatorUrl: string): Promise<string> {
  const control = controlOf(simulatorUrl);
  await registerTestApp(control, url);
  const person = createPerson(url);
  await person.call('POST', '/api/v1/owner', owner);
  const { id } = await control<{ id: string }>('POST', '/accounts', { username: 'told', type: 'BUSINESS' });
  await control('PATCH', `/accounts/${id}`, { audience: 'quiet' });
  await person.connect({ account: id });
  return id;
}

interface Teller {
  /** Instagram's ids of the comments whose delivery was answered with 200. */
  acknowledged: ReadonlySet<string>;
  unanswered(): number;
  /** Until so many more were acknowledged. Throws when a delivery is refused for good. */
  untilAcknowledged(more: number): Promise<void>;
  end(): Promise<void>;
}

function startTelling({ url, accountId }: { url: string; accountId: string }): Teller {
  const acknowledged = new Set<string>();
  const over = new AbortController();
  let made = 0;
  let unanswered = 0;
  let refused: string | undefined;
  const working = Promise.all(Array.from({ length: hands }, () => work()));

  async function work(): Promise<void> {
    while (!over.signal.aborted && refused === undefined) {
      const number = ++made;
      const id = String(17_800_000_000_000_000n + BigInt(number));
      const body = bodyOf(accountId, id, number);
      while (!over.signal.aborted && !acknowledged.has(id)) {
        const status = await post(body);
        if (status === 200) acknowledged.add(id);
        else {
          unanswered++;
          if (status === 403 || status === 413) refused = `Delivery ${number} was answered with ${status}.`;
          if (refused !== undefined) return;
          await pause(20);
        }
      }
      if (number % 5 === 0) await post(body);
    }
  }

  async function post(body: string): Promise<number | undefined> {
    const signature = createHmac('sha256', testApp.secret).update(body).digest('hex');
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` };
    const answer = await fetch(`${url}/webhooks/meta`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    await answer?.body?.cancel().catch(() => undefined);
    return answer?.status;
  }

  return {
    acknowledged,
    unanswered: () => unanswered,
    async untilAcknowledged(more) {
      const goal = acknowledged.size + more;
      while (acknowledged.size < goal) {
        if (refused !== undefined) throw new Error(refused);
        await pause(5);
      }
    },
    async end() {
      over.abort();
      await working;
    },
  };
}

function bodyOf(accountId: string, id: string, number: number): string {
  const value = {
    id,
    from: { id: `55${number}`, username: `stranger.${number}` },
    text: `Question ${number}.`,
    media: { id: '17900000000000001', media_product_type: 'FEED' },
  };
  const time = Math.floor(Date.now() / 1000);
  return JSON.stringify({
    object: 'instagram',
    entry: [{ id: accountId, time, changes: [{ field: 'comments', value }] }],
  });
}

/** Only while no product lives: two minutes of the database's clock, which nobody can move, need not be waited for. */
async function endLeases({ db }: Pool): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ lease_until: null })
    .where('done_at', 'is', null)
    .execute();
}

/** Answers how many deliveries are left when nothing more is done. */
async function comeToRest({ db }: Pool): Promise<number> {
  let open = 1;
  for (let looks = 0; open > 0 && looks < mostLooks; looks++) {
    await pause(lookMs);
    const { count } = await db
      .selectFrom('webhook_deliveries')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow();
    open = Number(count);
  }
  return open;
}

async function judge(
  { db }: Pool,
  acknowledged: ReadonlySet<string>,
): Promise<Pick<TellReport, 'lost' | 'doubled'>> {
  const { rows } = await sql<{ id: string; times: number }>`
    select comments.comment_id as id, count(*)::int * max(inbox_threads.comments) as times
    from comments join inbox_threads on inbox_threads.id = comments.thread_id group by comments.comment_id`.execute(
    db,
  );
  const times = new Map(rows.map((row) => [row.id, row.times]));
  return {
    lost: [...acknowledged].filter((id) => !times.has(id)),
    doubled: rows.filter((row) => row.times > 1).map((row) => row.id),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
