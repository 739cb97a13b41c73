import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPicture } from '../../e2e/furnish.ts';
import { judgeAnswers, type AnswerVerdict, type PromisedAnswer } from './judge-answers.ts';
import { connectAll, setScene, type Scene } from './scene.ts';
import { seededChance } from './seeded.ts';
import { publishOneEach, writeAndTell, type Commented } from './strangers.ts';
import { passTime } from './watch.ts';
import { endDeliveryLeases, endWriteLeasesOf, noteWriteHolders } from './write-leases.ts';

export interface AnswerOptions {
  kills: number;
  /** At least so many comments are written and answered, however many kills they take. */
  answers: number;
  accounts: number;
  workers: number;
  webs: number;
  seed: number;
  /** Share of Instagram's answers that are lost after it has acted. */
  loss: number;
  /** Share of kills after which what the dead held is waited for until its lease lapses: a minute or two by the database's clock. */
  lapse: number;
  say(line: string): void;
}

export interface AnswerReport {
  seconds: number;
  kills: Record<string, number>;
  told: number;
  promised: number;
  verdict: AnswerVerdict;
}

/** A person and a stranger beside each other, each with so many hands. */
const hands = 4;

/**
 * Strangers write, webhooks tell of it, a person answers, and processes and database are killed again and again; then
 * everything comes to rest and what the product says is compared with what stands at Instagram.
 */
export async function answerUnderKills(options: AnswerOptions): Promise<AnswerReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-crash-inbox-'));
  // PostgreSQL may run as another user, who has to pass through.
  await chmod(folder, 0o711);
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const began = Date.now();
  try {
    const scene = await setScene(
      { ...options, posts: 0, kinds: [], secondPublish: 'refuse' },
      folder,
      closers,
    );
    await connectAll(scene);
    await noteWriteHolders(scene);
    const posts = await publishOneEach(scene, await listConnections(scene), await aPicture('#8a6f4d'));
    const time = passTime(scene);
    closers.push(async () => time.stop());
    const talk = startTalk(scene, posts, options.answers);
    const kills = await killAgainAndAgain(scene, options);
    await talk.end();
    await comeToRest(scene);
    const verdict = await judgeAnswers(scene.pool.db, scene.simulator.simulator.world, talk);
    return {
      seconds: Math.round((Date.now() - began) / 1000),
      kills,
      told: talk.told.length,
      promised: talk.promised.length,
      verdict,
    };
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

interface Talk {
  told: string[];
  promised: PromisedAnswer[];
  /** Until enough was written, told and promised. */
  end(): Promise<void>;
}

/** Each hand writes as a stranger, waits for its conversation and answers it as a person; failures are part of the game. */
function startTalk(scene: Scene, posts: Commented[], wanted: number): Talk {
  const { person } = scene;
  const base = `/api/v1/workspaces/${person.workspaceId}/inbox/threads`;
  const told: string[] = [];
  const promised: PromisedAnswer[] = [];
  let number = 0;
  const over = new AbortController();
  const working = Promise.all(Array.from({ length: hands }, () => work()));
  return {
    told,
    promised,
    async end() {
      over.abort();
      await working;
    },
  };

  async function work(): Promise<void> {
    while (!over.signal.aborted || number < wanted) {
      const mine = ++number;
      const post = posts[mine % posts.length]!;
      const commentId = await writeAndTell(scene, post, { number: mine, isToldTwice: mine % 2 === 0 });
      told.push(commentId);
      await answer(commentId, mine);
    }
  }

  /** Again until it is taken: what a web did not answer may have been, and the second request is told so. */
  async function answer(commentId: string, mine: number): Promise<void> {
    const text = `Answer ${mine}.`;
    for (let tries = 0; tries < 2000; tries++) {
      const seen = await find(commentId, mine).catch(() => undefined);
      const response = seen
        ? await person
            .send('POST', `${base}/${seen.threadId}/replies`, { text, lastSeen: seen.commentId })
            .catch(() => null)
        : null;
      const words = await response?.text().catch(() => '');
      if (response?.ok || words?.includes('answered_meanwhile')) {
        promised.push({ commentId, text });
        return;
      }
      if (response && response.status < 500) throw new Error(`An answer was refused: ${words}`);
      await pause(100);
    }
    throw new Error(`Comment ${mine} was acknowledged and never came.`);
  }

  async function find(
    commentId: string,
    mine: number,
  ): Promise<{ threadId: string; commentId: string } | undefined> {
    const { threads } = await person.call<{ threads: { id: string }[] }>(
      'GET',
      `${base}?view=all&search=${encodeURIComponent(`stranger.${mine}`)}`,
    );
    for (const { id } of threads) {
      const { comments } = await person.call<{ comments: { id: string; commentId: string }[] }>(
        'GET',
        `${base}/${id}`,
      );
      const found = comments.find((each) => each.commentId === commentId);
      if (found) return { threadId: id, commentId: found.id };
    }
    return undefined;
  }
}

async function killAgainAndAgain(scene: Scene, options: AnswerOptions): Promise<Record<string, number>> {
  const { fleet } = scene;
  const chance = seededChance(options.seed);
  const count: Record<string, number> = {};
  for (let number = 1; number <= options.kills; number++) {
    await untilWorked(scene);
    await pause(chance.between(0, 300));
    const draw = chance.next();
    const isWaitedFor = chance.next() < options.lapse;
    if (draw < 0.1) await scene.database.die();
    else {
      const among = draw < 0.35 ? fleet.webs : fleet.workers;
      const victim = chance.pick(among);
      await victim.kill();
      if (!isWaitedFor) await endWriteLeasesOf(scene, [victim.name]);
      void victim.revive();
    }
    if (!isWaitedFor) await endDeliveryLeases(scene);
    const what = draw < 0.1 ? 'database' : draw < 0.35 ? 'web' : 'worker';
    count[what] = (count[what] ?? 0) + 1;
    options.say(`kill ${number} of ${options.kills}: ${what}`);
  }
  return count;
}

/** Some calls to Instagram between two kills: a product that never gets to work cannot lose anything. */
async function untilWorked({ fleet }: Scene): Promise<void> {
  const arrived = () => fleet.workers.reduce((sum, { line }) => sum + line.arrived(), 0);
  const goal = arrived() + 4;
  for (let waitedMs = 0; arrived() < goal && waitedMs < 6000; waitedMs += 20) await pause(20);
}

const lookMs = 500;
/** Three minutes in which no answer comes to its end: then none will, however slow the machine. */
const mostLooks = 360;

/** No more kills: all workers are replaced at once, and everything has to end. */
async function comeToRest(scene: Scene): Promise<void> {
  const { fleet, pool, options } = scene;
  await Promise.all(fleet.workers.map((worker) => worker.kill()));
  await endWriteLeasesOf(
    scene,
    fleet.workers.map(({ name }) => name),
  );
  await Promise.all(fleet.workers.map((worker) => worker.revive()));
  let looks = 0;
  for (let open = 1; open > 0 && looks < mostLooks; await pause(lookMs)) {
    const { count } = await pool.db
      .selectFrom('instagram_writes')
      .select((eb) => eb.fn.countAll<string>().as('count'))
      .where('state', 'in', ['waiting', 'writing'])
      .executeTakeFirstOrThrow();
    const isMoving = Number(count) !== open;
    if (isMoving) options.say(`${count} answers under way`);
    looks = isMoving ? 0 : looks + 1;
    open = Number(count);
  }
}

async function listConnections({ person }: Scene): Promise<{ id: string; instagramUserId: string }[]> {
  const path = `/api/v1/workspaces/${person.workspaceId}/connections`;
  return (await person.call<{ connections: { id: string; instagramUserId: string }[] }>('GET', path))
    .connections;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
