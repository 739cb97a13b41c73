import { z } from 'zod';
import { seedWorld } from '../world/seed.ts';
import type { World } from '../world/world.ts';
import { operation } from './operation.ts';

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
    method: 'POST',
    path: '/seed',
    summary: 'Put the apps, people and accounts of a seed (back) into the world',
    body: z.object({ name: z.enum(['demo', 'empty']).default('demo') }),
    response: worldState,
    run({ world }, { name }) {
      seedWorld(world, name);
      return describeWorld(world);
    },
  }),
  operation({
    method: 'POST',
    path: '/reset',
    summary: 'Forget everything, faults and journal included, and seed the world as at the first start',
    response: worldState,
    run({ world, running }) {
      world.erase();
      running.faults.clear();
      running.journal.clear();
      running.counter.clear();
      seedWorld(world, running.seedName);
      return describeWorld(world);
    },
  }),
];

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
