import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPicture, controlOf, registerTestApp, testApp } from '../../e2e/furnish.ts';
import { findFreePort } from '../start/ports.ts';
import { createPerson, owner, type Person } from '../../e2e/person.ts';
import { startSimulator } from '../../simulator/index.ts';
import {
  readAccounts,
  watchStoredTokens,
  type CrashReport,
  type StoredTokens,
} from './account-for-everything.ts';
import { endEveryLease } from './leases.ts';
import { createProductProcess, type ProductProcess } from '../../e2e/product-process.ts';
import { seededChance } from './seeded.ts';
import { createSimulatorProcess, type SimulatorProcess } from './simulator-process.ts';

const accountCount = 6;

/**
 * Kills the product `kills` times, now and then in the same moment as the simulated Instagram, while people connect, disconnect
 * and publish; then accounts for every post and token.
 */
export async function runCrashes(options: {
  kills: number;
  seed: number;
  say(line: string): void;
}): Promise<CrashReport> {
  const chance = seededChance(options.seed);
  const folder = await mkdtemp(join(tmpdir(), 'tintype-crash-'));
  const world = join(folder, 'simulator');
  const simulator = await createSimulatorProcess(world);
  let bothKilled = 0;
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const product = createProductProcess({
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'test',
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    INSTAGRAM_APP_ID: testApp.id,
    INSTAGRAM_APP_SECRET: testApp.secret,
    META_BASE_URL: `${simulator.url}/{host}`,
    LOG_LEVEL: 'warn',
  });
  try {
    await simulator.start();
    const accounts = await furnish(simulator.url, url);
    await product.start();
    const stored = await watchStoredTokens(join(folder, 'data'));
    let answered = 0;
    const person = createPerson(url, async (address, init) => {
      const answer = await fetch(address, init);
      answered++;
      return answer;
    });
    await person.call('POST', '/api/v1/owner', owner);
    const assetId = await person.upload('cup.jpg', await aPicture());

    // However slow the machine and early the first kill, there is an account to publish to and a post on its way.
    await person.connect({ account: accounts.at(-1)! });
    const connection = (await listConnections(person))[0]!;
    await person.publish({ connectionId: connection.id, assetId, caption: 'before the first kill' });

    const life = live(person, accounts, assetId, chance);
    // Every other turn takes both, the first among them: five kills take three turns at least, however the chance falls.
    for (let killed = 0, turn = 0; killed < options.kills; turn++) {
      await untilSoMuchMore(() => answered, chance.between(0, 12));
      await pause(chance.between(0, 150));
      const both = turn % 2 === 0;
      await Promise.all([product.kill(), both && simulator.kill()]);
      killed++;
      if (both) {
        bothKilled++;
        await simulator.start();
      }
      if (killed < options.kills && chance.next() < 0.2) {
        await killWhileStarting(product, chance.between(0, 1500));
        killed++;
      }
      await endEveryLease(stored.db);
      await product.start();
      options.say(`${killed} kills, ${life.posts()} posts, ${life.connects()} connects`);
    }
    life.stop();
    await life.ended;
    await settle({ product, stored, options });
    const report = await account({ simulator, world, stored, options, life });
    await stored.close();
    return { ...report, bothKilled };
  } finally {
    await product.end();
    await simulator.end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function furnish(simulatorUrl: string, publicUrl: string): Promise<string[]> {
  const control = controlOf(simulatorUrl);
  await registerTestApp(control, publicUrl, { flags: { publishingLimit: 100_000 } });
  const accounts: string[] = [];
  for (let n = 0; n < accountCount; n++)
    accounts.push(
      (
        await control<{ id: string }>('POST', '/accounts', {
          username: `crash.account.${n}`,
          type: 'BUSINESS',
          name: `Crash ${n}`,
        })
      ).id,
    );
  return accounts;
}

/** A kill is measured by what was done and not by time: a slow machine is hit in the middle of its work as well. */
async function untilSoMuchMore(done: () => number, more: number): Promise<void> {
  const goal = done() + more;
  const deadline = Date.now() + 30_000;
  while (done() < goal && Date.now() < deadline) await pause(10);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function killWhileStarting(product: ProductProcess, afterMs: number): Promise<void> {
  const starting = product.start().catch(() => {});
  await pause(afterMs);
  await product.kill();
  await starting;
}

async function listConnections(person: Person): Promise<{ id: string; instagramUserId: string }[]> {
  const path = `/api/v1/workspaces/${person.workspaceId}/connections`;
  return (await person.call<{ connections: { id: string; instagramUserId: string }[] }>('GET', path))
    .connections;
}

/** What people do meanwhile: two of them, one connects and disconnects, one publishes. Every failure is part of the game. */
function live(person: Person, accounts: string[], assetId: string, chance: ReturnType<typeof seededChance>) {
  const over = new AbortController();
  let posts = 0;
  let connects = 0;
  const base = () => `/api/v1/workspaces/${person.workspaceId}`;

  const connecting = forEver(async () => {
    // The last account stays connected once it is, so that there is always one to publish to.
    const account = chance.pick(accounts);
    const known = (await listConnections(person)).find((each) => each.instagramUserId === account);
    if (known && account !== accounts.at(-1) && chance.next() < 0.5)
      await person.call('DELETE', `${base()}/connections/${known.id}`);
    else {
      await person.connect({ account });
      connects++;
    }
  });
  const publishing = forEver(async () => {
    const connections = await listConnections(person);
    if (connections.length === 0) return;
    const connection = chance.pick(connections);
    await person.publish({ connectionId: connection.id, assetId, caption: `crash post ${posts++}` });
  });

  return {
    stop: () => over.abort(),
    ended: Promise.all([connecting, publishing]),
    posts: () => posts,
    connects: () => connects,
  };

  async function forEver(deed: () => Promise<void>): Promise<void> {
    while (!over.signal.aborted) {
      // A product that is down or dies under the call refuses it; the person tries something else.
      await deed().catch(() => {});
      await pause(chance.between(5, 120));
    }
  }
}

/** Lets everything that is on its way come to rest. Paused posts are at rest: their account was disconnected. */
async function settle(at: {
  product: ProductProcess;
  stored: StoredTokens;
  options: { say(line: string): void };
}): Promise<void> {
  const deadline = Date.now() + 240_000;
  for (
    let waiting = await at.stored.postsUnderWay();
    waiting > 0;
    waiting = await at.stored.postsUnderWay()
  ) {
    if (Date.now() > deadline) {
      at.options.say(`${waiting} posts did not come to rest:\n${at.product.output().slice(-3000)}`);
      return;
    }
    await pause(500);
  }
}

/** Opens the world as the last process left it, and compares. */
async function account(at: {
  simulator: SimulatorProcess;
  world: string;
  stored: StoredTokens;
  options: { kills: number; seed: number };
  life: { connects(): number };
}): Promise<Omit<CrashReport, 'bothKilled'>> {
  await at.simulator.end();
  const simulator = await startSimulator({ port: 0, dataDir: at.world });
  try {
    return await readAccounts({ ...at, simulator });
  } finally {
    await simulator.close();
  }
}
