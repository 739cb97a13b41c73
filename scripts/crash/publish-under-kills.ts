import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aFilm } from '../../e2e/a-film.ts';
import { aPicture } from '../../e2e/furnish.ts';
import { startAuthor, type Author } from './author.ts';
import { judgePosts, type Verdict } from './judge-posts.ts';
import { killAgainAndAgain, type KillCount } from './kill.ts';
import { connectAll, setScene, type PublishOptions, type Scene } from './scene.ts';
import { seededChance } from './seeded.ts';
import { endLeasesOf } from './leases.ts';
import { passTime, watchPosts, type Watch } from './watch.ts';

export interface PublishReport {
  options: Omit<PublishOptions, 'say'> & { say: undefined };
  seconds: number;
  kills: KillCount;
  promised: number;
  /** Processes that ended without having been killed, with their last words; they were started again. */
  endedByThemselves: string[];
  verdict: Verdict;
}

/** Posts that are under way when the next one is written: enough that every kill finds work. */
const mostUnderWay = 150;

/**
 * Publishes posts of every kind with real processes of the product, kills them and their database again and again, lets
 * everything come to rest and compares what the product says with what is live.
 */
export async function publishUnderKills(options: PublishOptions): Promise<PublishReport> {
  const folder = await mkdtemp(join(tmpdir(), 'tintype-crash-'));
  // PostgreSQL may run as another user, who has to pass through.
  await chmod(folder, 0o711);
  const closers: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const began = Date.now();
  try {
    const scene = await setScene(options, folder, closers);
    const chance = seededChance(options.seed);
    const connectionIds = await connectAll(scene);
    const pictureIds = [];
    for (const colour of ['#8a6f4d', '#4d6f8a', '#6f8a4d'])
      pictureIds.push(await scene.person.upload(`${colour}.jpg`, await aPicture(colour)));
    const bytes = await aFilm();
    const film = { assetId: await scene.person.upload('film.mp4', bytes), bytes };
    const watch = watchPosts(scene);
    const author = startAuthor({
      ...scene,
      connectionIds,
      pictureIds,
      film,
      chance: seededChance(options.seed + 1),
      kinds: options.kinds,
      hands: 6,
      isWanted: () => watch.underWay() < Math.min(mostUnderWay, options.posts),
    });
    const time = passTime(scene);
    const kills = await killAgainAndAgain(scene, chance, author, watch);
    await untilWritten(scene, author, watch);
    await author.stop();
    await comeToRest(scene, watch);
    time.stop();
    watch.stop();
    const verdict = await judgePosts(scene.pool.db, scene.simulator.simulator.world, author.promised);
    return {
      options: { ...options, say: undefined },
      seconds: Math.round((Date.now() - began) / 1000),
      kills,
      promised: author.promised.length,
      endedByThemselves: scene.fleet.endedByThemselves(),
      verdict,
    };
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

async function untilWritten(scene: Scene, author: Author, watch: Watch): Promise<void> {
  while (author.promised.length < scene.options.posts) {
    await pause(1000);
    watch.mustBeWell();
    scene.options.say(`${author.promised.length} posts promised, ${watch.underWay()} under way`);
  }
}

/**
 * No more kills: everything has to end. All workers are replaced at once, and the time of their leases is over with them:
 * nobody waits for the database's clock.
 */
async function comeToRest(scene: Scene, watch: Watch): Promise<void> {
  const { fleet, options } = scene;
  for (; !fleet.webs.every((web) => web.isUp()); await pause(50)) watch.mustBeWell();
  await Promise.all(fleet.workers.map((worker) => worker.kill()));
  const holders = fleet.workers.map(({ name }) => name);
  await endLeasesOf(scene, holders);
  await Promise.all(fleet.workers.map((worker) => worker.revive()));
  const deadline = Date.now() + 240_000;
  for (let round = 0; Date.now() < deadline; round++) {
    await pause(600);
    watch.mustBeWell();
    if (watch.underWay() === 0) return;
    if (round % 10 === 9) options.say(`${watch.underWay()} posts still under way`);
  }
  options.say(
    `They do not come to rest:\n${fleet.workers.map((each) => each.output().slice(-2000)).join('\n')}`,
  );
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
