import { z } from 'zod';
import { BrokenSeed, judgeSeed, readSeed, type Seed, seedNames } from '../seeds/read-seed.ts';
import { seedWorld } from '../world/seed.ts';
import type { World } from '../world/world.ts';
import { forgetRun } from './forget-run.ts';
import { ControlRefusal, operation } from './operation.ts';

const entity = z.looseObject({});
const worldState = z.object({
  now: z.string(),
  apps: z.array(entity),
  people: z.array(entity),
  accounts: z.array(entity),
  grants: z.array(entity),
  codes: z.array(entity),
  tokens: z.array(entity),
  containers: z.array(entity),
  media: z.array(entity),
  pictures: z.array(entity),
  pages: z.array(entity),
  pageRoles: z.array(entity),
  businesses: z.array(entity),
  facebookGrants: z.array(entity),
  facebookTokens: z.array(entity),
});

const seedChoice = z
  .object({
    name: z
      .union([z.enum(seedNames), z.literal('').transform(() => undefined)])
      .optional()
      .describe('A seed that comes with the simulator.'),
    seed: z.unknown().optional().describe('A seed of your own, whole, as in GET /_simulator/seeds.'),
  })
  .strict();

export const worldOperations = [
  operation({
    method: 'GET',
    path: '/healthz',
    summary: 'Whether the simulator answers, and which one it is',
    response: z.object({ status: z.literal('ok'), runId: z.string().nullable() }),
    run: ({ running }) => ({ status: 'ok', runId: running.runId ?? null }),
  }),
  operation({
    method: 'GET',
    path: '/state',
    summary: 'Everything the simulated Instagram knows, tokens and secrets included',
    response: worldState,
    run: ({ world }) => describeWorld(world),
  }),
  operation({
    method: 'GET',
    path: '/seeds',
    summary: 'The seeds that come with the simulator, as files to start one of your own from',
    response: z.object({ seeds: z.record(z.string(), entity) }),
    run: () => ({ seeds: Object.fromEntries(seedNames.map((name) => [name, readSeed(name)])) }),
  }),
  operation({
    method: 'POST',
    path: '/seed',
    summary: 'Put the apps, people, accounts, Pages and posts of a seed (back) into the world',
    body: seedChoice,
    response: worldState,
    run({ world, running }, choice) {
      seedWorld(world, chooseSeed(choice) ?? running.seed);
      return describeWorld(world);
    },
  }),
  operation({
    method: 'POST',
    path: '/reset',
    summary:
      'Forget everything, faults and journal included, and seed the world, as at the first start unless told',
    body: seedChoice,
    response: worldState,
    run({ world, running }, choice) {
      const seed = chooseSeed(choice) ?? running.seed;
      world.erase();
      forgetRun(running);
      seedWorld(world, seed);
      return describeWorld(world);
    },
  }),
];

/** Throws with a line for each thing that is wrong, before anything is changed. */
function chooseSeed({ name, seed }: z.output<typeof seedChoice>): Seed | undefined {
  if (seed === undefined) return name === undefined ? undefined : readSeed(name);
  try {
    return judgeSeed(seed);
  } catch (cause) {
    if (cause instanceof BrokenSeed) throw new ControlRefusal(400, cause.message);
    throw cause;
  }
}

function describeWorld(world: World): z.input<typeof worldState> {
  return {
    now: new Date(world.now()).toISOString(),
    apps: world.apps.list(),
    people: world.people.list(),
    accounts: world.accounts.list(),
    grants: world.grants.list(),
    codes: world.codes.list(),
    tokens: world.tokens.list(),
    containers: world.containers.list(),
    media: world.media.list(),
    pictures: world.pictures.list(),
    pages: world.pages.list(),
    pageRoles: world.pageRoles.list(),
    businesses: world.businesses.list(),
    facebookGrants: world.facebookGrants.list(),
    facebookTokens: world.facebookTokens.list(),
  };
}
