import type { Author } from './author.ts';
import type { Member } from './fleet.ts';
import { drawMoment, tellMoment, type Moment } from './moments.ts';
import type { Scene } from './scene.ts';
import type { seededChance } from './seeded.ts';
import type { Watch } from './watch.ts';
import { endLeasesOf } from './leases.ts';

export interface KillCount {
  total: number;
  workers: number;
  webs: number;
  databases: number;
  /** Kills at the very call that the plan had named. */
  atTheirCall: number;
  /** Kills while a call of the victim was on the wire, or, of a database, of any worker. */
  amidACall: number;
  /** Posts under way at a kill, on average. */
  postsUnderWay: number;
}

/** Calls to Instagram between two kills: a product that never gets to work cannot lose anything. */
const callsBetween = 12;
const longestLullMs = 10_000;
/** A call that does not come is not waited for longer than this; at the first kill everybody is alive to make it. */
const longestWaitMs = 2000;
const longestFirstWaitMs = 60_000;
/** Not left to chance, so that a short run, too, kills where an answer is lost. */
const first: Moment = {
  victim: 'worker',
  at: { kind: 'publish', edge: 'acted' },
  afterMs: 0,
  leases: 'end',
};

/** Kills and revives until there were enough kills, each told with its number. */
export async function killAgainAndAgain(
  scene: Scene,
  chance: ReturnType<typeof seededChance>,
  author: Author,
  watch: Watch,
): Promise<KillCount> {
  const { options, fleet } = scene;
  const count: KillCount = {
    total: 0,
    workers: 0,
    webs: 0,
    databases: 0,
    atTheirCall: 0,
    amidACall: 0,
    postsUnderWay: 0,
  };
  let underWay = 0;
  await untilBusy(watch, Math.min(20, options.posts));
  while (count.total < options.kills) {
    watch.mustBeWell();
    await untilWorked();
    const moment = count.total === 0 ? first : drawMoment(chance);
    const number = count.total + 1;
    underWay += watch.underWay();
    const told = await strike(moment);
    const at = new Date().toISOString().slice(11, 19);
    options.say(
      `${at} kill ${number} of ${options.kills}: ${told}. ${watch.underWay()} posts under way, ${author.promised.length} promised`,
    );
    count.postsUnderWay = Math.round(underWay / number);
  }
  return count;

  async function untilWorked(): Promise<void> {
    const arrived = () => fleet.workers.reduce((sum, { line }) => sum + line.arrived(), 0);
    const goal = arrived() + callsBetween;
    for (let waitedMs = 0; arrived() < goal && waitedMs < longestLullMs; waitedMs += 10) await pause(10);
  }

  async function strike(moment: Moment): Promise<string> {
    if (moment.victim === 'database') return killDatabase(moment);
    if (moment.victim === 'every worker') return killEveryWorker(moment);
    if (moment.victim === 'a worker that starts') return killWhileStarting(moment);
    const victim = await someoneUp(moment.victim === 'web' ? fleet.webs : fleet.workers);
    await untilMoment(moment, [victim]);
    if (victim.line.underWay() > 0) count.amidACall++;
    await victim.kill();
    note(victim);
    const ending = await bury(moment, [victim]);
    return `${tellMoment(moment, victim.name)}${ending}`;
  }

  async function killDatabase(moment: Moment): Promise<string> {
    await untilMoment(moment, fleet.workers);
    if (fleet.workers.some(({ line }) => line.underWay() > 0)) count.amidACall++;
    await scene.database.die();
    count.total++;
    count.databases++;
    return tellMoment(moment, 'the database');
  }

  async function killEveryWorker(moment: Moment): Promise<string> {
    await someoneUp(fleet.workers);
    await Promise.all(
      fleet.workers.map(async (worker) => {
        if (worker.line.underWay() > 0) count.amidACall++;
        await worker.kill();
        note(worker);
      }),
    );
    return `every worker${await bury(moment, fleet.workers)}`;
  }

  /** What the dead held is free at once, or when its lease lapses; then they come back. */
  async function bury({ leases }: Moment, dead: Member[]): Promise<string> {
    const holders = dead.filter(({ role }) => role === 'worker').map(({ name }) => name);
    const isEnding = leases === 'end' && holders.length > 0;
    if (isEnding) await endLeasesOf(scene, holders);
    for (const each of dead) void each.revive();
    return isEnding ? '; its leases end' : '';
  }

  async function killWhileStarting(moment: Moment): Promise<string> {
    const victim = await someoneUp(fleet.workers);
    await victim.kill();
    note(victim);
    void victim.revive();
    await pause(moment.afterMs);
    await victim.kill();
    note(victim);
    return `${victim.name}, and again ${moment.afterMs} ms into its start${await bury(moment, [victim])}`;
  }

  async function untilMoment({ at, afterMs }: Moment, victims: Member[]): Promise<void> {
    if (at) {
      const over = new AbortController();
      const tooLate = setTimeout(() => over.abort(), count.total === 0 ? longestFirstWaitMs : longestWaitMs);
      const came = await Promise.race(
        victims.map(({ line }) => line.untilCall(at.kind, at.edge, over.signal)),
      );
      clearTimeout(tooLate);
      over.abort();
      if (came) count.atTheirCall++;
    }
    // Not even a turn of the event loop more than was drawn.
    if (afterMs > 0) await pause(afterMs);
  }

  function note(victim: Member): void {
    count.total++;
    if (victim.role === 'worker') count.workers++;
    else count.webs++;
  }

  /** The one that a person would find at work: up, and not on its way up. */
  async function someoneUp(among: Member[]): Promise<Member> {
    for (;;) {
      watch.mustBeWell();
      const up = among.filter((each) => each.isUp());
      if (up.length > 0) return chance.pick(up);
      await pause(20);
    }
  }
}

async function untilBusy(watch: Watch, posts: number): Promise<void> {
  for (let waitedMs = 0; watch.underWay() < posts && waitedMs < 20_000; waitedMs += 50) await pause(50);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
