import { join } from 'node:path';
import type { PostKind } from '#contract/posts.ts';
import { controlOf, registerTestApp, testApp } from '../../e2e/furnish.ts';
import { createPerson, owner, type Person } from '../../e2e/person.ts';
import { openPool, type Pool } from '../../server/database/index.ts';
import { silentLog } from '../../server/log.ts';
import { startSimulator, type StartedSimulator } from '../../simulator/index.ts';
import { findFreePort } from '../start/ports.ts';
import { openMortalDatabase, type MortalDatabase } from './database-server.ts';
import { createFleet, type Fleet } from './fleet.ts';
import { openFront } from './front.ts';
import { noteHolders } from './leases.ts';

/** What the simulated Instagram does when a container is published a second time. */
export const secondPublishes = ['refuse', 'same', 'again'] as const;
export type SecondPublish = (typeof secondPublishes)[number];

export interface PublishOptions {
  kills: number;
  /** At least so many are written, however many kills they take. */
  posts: number;
  accounts: number;
  workers: number;
  webs: number;
  kinds: readonly PostKind[];
  seed: number;
  secondPublish: SecondPublish;
  /** Share of its answers that are lost after it has acted. */
  loss: number;
  say(line: string): void;
}

/** Everything that a run stands on. */
export interface Scene {
  options: PublishOptions;
  database: MortalDatabase;
  pool: Pool;
  simulator: StartedSimulator;
  fleet: Fleet;
  person: Person;
  url: string;
}

/** A person tries again after that. */
const patienceMs = 20_000;
/** Starts everything over an empty database in `folder`; `closers` end it, the last one first. */
export async function setScene(
  options: PublishOptions,
  folder: string,
  closers: (() => Promise<unknown>)[],
): Promise<Scene> {
  const database = await openMortalDatabase(folder);
  closers.push(() => database.close());
  const simulator = await startSimulator({ port: 0, seed: `crash-${options.seed}` });
  closers.push(() => simulator.close());
  const webPorts: number[] = [];
  for (let n = 0; n < options.webs; n++) webPorts.push(await findFreePort());
  const front = await openFront(webPorts);
  closers.push(() => front.close());
  const fleet = await createFleet({
    workers: options.workers,
    webPorts,
    simulatorUrl: simulator.url,
    env: {
      PATH: process.env.PATH ?? '',
      NODE_ENV: 'test',
      PUBLIC_URL: front.url,
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: database.url,
      INSTAGRAM_APP_ID: testApp.id,
      INSTAGRAM_APP_SECRET: testApp.secret,
      SIMULATOR_PUBLIC_URL: simulator.url,
      LOG_LEVEL: 'warn',
    },
  });
  closers.push(() => fleet.close());
  const flags = {
    publishingLimit: 1_000_000,
    containerLimit: 1_000_000,
    secondPublish: options.secondPublish,
  };
  await registerTestApp(controlOf(simulator.url), front.url, { flags });
  // The first makes the keyring and the tables, alone.
  await fleet.webs[0]?.revive();
  await Promise.all([...fleet.webs.slice(1), ...fleet.workers].map((each) => each.revive()));
  const pool = openPool(database.url, silentLog, 3);
  closers.push(() => pool.close());
  await noteHolders({ pool });
  const person = createPerson(front.url, (address, init) =>
    fetch(address, { ...init, signal: AbortSignal.timeout(patienceMs) }),
  );
  await person.call('POST', '/api/v1/owner', owner);
  return { options, database, pool, simulator, fleet, person, url: front.url };
}

/** Connects every account before anything is killed, then lets answers be lost. */
export async function connectAll(scene: Scene): Promise<string[]> {
  const { options, person, simulator } = scene;
  const control = controlOf(simulator.url);
  for (let n = 0; n < options.accounts; n++) {
    const name = { username: `crash.account.${n}`, type: 'BUSINESS', name: `Crash ${n}` };
    const { id } = await control<{ id: string }>('POST', '/accounts', name);
    await control('PATCH', `/accounts/${id}`, { audience: 'quiet' });
    await person.connect({ account: id });
    if (n % 50 === 49) options.say(`${n + 1} accounts connected`);
  }
  await control('POST', '/faults', {
    host: 'graph.instagram.com',
    path: '/**',
    kind: 'actThenDrop',
    share: options.loss,
    times: 1_000_000,
  });
  const path = `/api/v1/workspaces/${person.workspaceId}/connections`;
  const listed = await person.call<{ connections: { id: string }[] }>('GET', path);
  return listed.connections.map(({ id }) => id);
}
