import { z } from 'zod';
import type { Call } from '../route.ts';
import type { Page } from '../world/facebook.ts';
import { allTasks, roleOf } from '../world/page-role.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, operation } from './operation.ts';

const role = z
  .object({
    person: z.string(),
    tasks: z.array(z.string()).default([...allTasks]),
    isByBusiness: z.boolean().default(false).describe('The role came through a business.'),
  })
  .strict()
  .describe('Who runs the Page, and what they may do there.');

const pageParts = z
  .object({
    name: z.string().min(1),
    category: z.string().min(1),
    account: z.string().nullable().describe('Id or username of the linked account; null unlinks it.'),
    business: z.string().nullable().describe('Id of the business that holds it; null takes it out.'),
    location: z
      .object({ latitude: z.number(), longitude: z.number() })
      .strict()
      .describe('Where it is: then posts can name it as their location_id.'),
    roles: z.array(role).describe('All who run it: who is not named has no role any more.'),
  })
  .partial()
  .strict();

const businessParts = z
  .object({
    name: z.string().min(1),
    people: z.array(z.string()).default([]),
    clientPages: z.array(z.string()).default([]).describe('Pages of others that it works for.'),
  })
  .strict();

const page = z.looseObject({ id: z.string(), name: z.string() });

/** Pages, who runs them, the account behind them, and the businesses that hold them. */
export const pageOperations = [
  operation({
    method: 'POST',
    path: '/pages',
    summary: 'Make a Page',
    body: pageParts.required({ name: true }),
    response: page,
    run: (call, input) =>
      changePage(call, { id: call.world.nextId('page', '1034', 11), name: '', category: 'Community' }, input),
  }),
  operation({
    method: 'PATCH',
    path: '/pages/:page',
    summary: 'Change a Page: its account, its business, who runs it',
    body: pageParts,
    response: page,
    run(call, change) {
      const id = call.pathParams['page'] ?? '';
      const before = call.world.pages.get(id);
      if (before === undefined) throw new ControlRefusal(404, `There is no Page ${id}.`);
      return changePage(call, before, change);
    },
  }),
  operation({
    method: 'POST',
    path: '/businesses',
    summary: 'Make a business',
    body: businessParts,
    response: page,
    run({ world }, { name, people, clientPages }) {
      const id = world.nextId('business', '2088', 11);
      people.forEach((person) => requirePerson(world, person));
      return world.businesses.put({ id, name, personIds: people, clientPageIds: clientPages });
    },
  }),
];

function changePage({ world }: Call, before: Page, change: z.output<typeof pageParts>): Page {
  const { account, business, roles, ...parts } = change;
  const accountId = account === undefined ? before.accountId : findAccountId(world, account);
  const businessId = business === undefined ? before.businessId : findBusinessId(world, business);
  roles?.forEach(({ person }) => requirePerson(world, person));
  const { accountId: _account, businessId: _business, ...rest } = before;
  const changed = world.pages.put({
    ...rest,
    ...parts,
    ...(accountId !== undefined && { accountId }),
    ...(businessId !== undefined && { businessId }),
  });
  if (roles !== undefined) {
    for (const old of world.pageRoles.by('pageId', changed.id)) world.pageRoles.remove(old.id);
    for (const { person, tasks, isByBusiness } of roles) {
      world.pageRoles.put({ ...roleOf(person, changed.id, tasks), isByBusiness });
    }
  }
  return changed;
}

function findAccountId(world: World, idOrUsername: string | null): string | undefined {
  if (idOrUsername === null) return undefined;
  const [named] = world.accounts.by('username', idOrUsername.toLowerCase());
  const found = world.accounts.get(idOrUsername) ?? named;
  if (found === undefined) throw new ControlRefusal(404, `There is no account ${idOrUsername}.`);
  return found.id;
}

function findBusinessId(world: World, id: string | null): string | undefined {
  if (id === null) return undefined;
  if (world.businesses.get(id) === undefined) throw new ControlRefusal(404, `There is no business ${id}.`);
  return id;
}

function requirePerson(world: World, id: string): void {
  if (world.people.get(id) === undefined) throw new ControlRefusal(404, `There is no person ${id}.`);
}
