import type { Person } from '../../world/entities.ts';
import type { Business, Page } from '../../world/facebook.ts';
import { businessType, isBusinessReachable } from './business-read.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import type { FacebookBearer, GraphCall } from '../graph-call.ts';
import { isReachable, ownPageType } from './page-read.ts';

/** The person behind a Facebook user token, under the id the app knows them by. */
const personType: NodeType<Person> = {
  name: 'User',
  idOf: (_person, call) => (call.bearer.kind === 'facebook' ? call.bearer.grant.userId : undefined),
  fields: {
    id: (_person, { call }) => (call.bearer.kind === 'facebook' ? call.bearer.grant.userId : undefined),
    name: (person) => person.name,
    first_name: (person) => person.name.split(' ')[0],
    last_name: (person) => person.name.split(' ').slice(1).join(' ') || undefined,
    email: (person, { call }) =>
      call.bearer.kind === 'facebook' && call.bearer.scopes.includes('email')
        ? `${person.id}@people.example`
        : undefined,
  },
  edges: {
    accounts: (person, ask) => readEdge(ownPageType, listPages(person, ask), ask),
    businesses: (person, ask) => readEdge(businessType, listBusinesses(person, ask), ask),
    permissions: (_person, { call }) => ({ data: listPermissions(call) }),
  },
  defaults: ['name', 'id'],
};

/** `me` or the app-scoped id, for a user token alone. */
export const personKind = nodeKind(personType, (call, id) => {
  const { bearer, world } = call;
  if (bearer.kind !== 'facebook' || bearer.page !== undefined) return undefined;
  if (id !== 'me' && id !== bearer.grant.userId) return undefined;
  return world.people.get(bearer.grant.personId);
});

/** A Page that a business holds is listed only with `business_management`, since v17.0. */
function listPages(person: Person, { call }: Ask): Page[] {
  const { bearer, world } = call;
  const seesBusiness = bearer.kind === 'facebook' && bearer.scopes.includes('business_management');
  return world.pageRoles
    .by('personId', person.id)
    .flatMap(({ pageId }) => world.pages.get(pageId) ?? [])
    .filter((page) => isReachable(page, call) && (seesBusiness || page.businessId === undefined));
}

function listBusinesses(person: Person, { call }: Ask): Business[] {
  return call.world.businesses.filter(
    (business) => business.personIds.includes(person.id) && isBusinessReachable(business, call),
  );
}

function listPermissions({ bearer }: GraphCall): { permission: string; status: string }[] {
  if (bearer.kind !== 'facebook') return [];
  return permissionsOf(bearer.grant);
}

/** Every permission that was ever asked for, with what became of it. */
export function permissionsOf(grant: FacebookBearer['grant']): { permission: string; status: string }[] {
  return [
    ...grant.granted.map((permission) => ({ permission, status: 'granted' })),
    ...grant.declined.map((permission) => ({ permission, status: 'declined' })),
  ];
}
