import { pageTokenFor } from '../../oauth/facebook-token.ts';
import type { Account } from '../../world/entities.ts';
import type { Page } from '../../world/facebook.ts';
import { findLinkedAccount, reachesPage } from '../../world/facebook-reach.ts';
import { accountType } from '../accounts/account-read.ts';
import { nodeKind } from '../fields/node-kind.ts';
import { type Ask, type FieldReader, type NodeType, readNode } from '../fields/node-type.ts';
import type { GraphCall } from '../graph-call.ts';

/** A Facebook Page. What the grant does not cover is left out, never null. */
export const pageType: NodeType<Page> = {
  name: 'Page',
  idOf: (page) => page.id,
  fields: {
    id: (page) => page.id,
    name: (page) => page.name,
    category: (page) => page.category,
    category_list: (page) => [{ id: categoryId(page.category), name: page.category }],
    link: (page) => `https://www.facebook.com/${page.id}`,
    access_token: readToken,
    instagram_business_account: readAccount,
    connected_instagram_account: readAccount,
    has_linked_instagram: (page, { call }) => accountBehind(page, call) !== undefined,
    business: (page, { call }) => {
      const business = call.world.businesses.get(page.businessId ?? '');
      return business && { id: business.id, name: business.name };
    },
  },
  defaults: ['name', 'id'],
};

/** As `/me/accounts` lists it: with what the person may do there. */
export const ownPageType: NodeType<Page> = {
  ...pageType,
  fields: { ...pageType.fields, tasks: readTasks },
  defaults: ['access_token', 'category', 'category_list', 'name', 'id', 'tasks'],
};

/** Found by id where the token reaches it; `me` is the Page when the token is a Page's. */
export const pageKind = nodeKind(pageType, (call, id) => {
  const { bearer } = call;
  if (bearer.kind !== 'facebook') return undefined;
  if (bearer.page !== undefined) return id === 'me' || id === bearer.page.id ? bearer.page : undefined;
  const page = call.world.pages.get(id);
  return page !== undefined && isReachable(page, call) ? page : undefined;
});

/** Ticked, run by the person, and with the permissions that a Page is seen by. */
export function isReachable(page: Page, call: GraphCall): boolean {
  const { bearer, world } = call;
  if (bearer.kind !== 'facebook' || !bearer.scopes.includes('pages_show_list')) return false;
  return reachesPage(world, bearer.grant, page) || isReachedByBusiness(page, call);
}

/** By a switch, a Page that its business is ticked for counts as ticked. */
function isReachedByBusiness(page: Page, { bearer, world, app }: GraphCall): boolean {
  if (app.flags.businessPages !== 'reachable' || bearer.kind !== 'facebook') return false;
  const { grant, scopes } = bearer;
  if (!scopes.includes('business_management') || page.businessId === undefined) return false;
  const isOpen = grant.opensToAll || grant.businessIds.includes(page.businessId);
  return isOpen && world.pageRoles.get(`${grant.personId}:${page.id}`) !== undefined;
}

function readToken(page: Page, { call }: Ask): string | undefined {
  const { bearer, world } = call;
  if (bearer.kind !== 'facebook' || !isReachable(page, call)) return undefined;
  return pageTokenFor(world, bearer.token, page.id).value;
}

function accountBehind(page: Page, call: GraphCall): Account | undefined {
  const { bearer, world } = call;
  if (bearer.kind !== 'facebook' || !bearer.scopes.includes('instagram_basic')) return undefined;
  return findLinkedAccount(world, bearer.grant, page);
}

function readAccount(...[page, ask]: Parameters<FieldReader<Page>>): unknown {
  const account = accountBehind(page, ask.call);
  return account && readNode(accountType, account, ask);
}

function readTasks(page: Page, { call }: Ask): string[] | undefined {
  if (call.bearer.kind !== 'facebook') return undefined;
  return call.world.pageRoles.get(`${call.bearer.grant.personId}:${page.id}`)?.tasks;
}

/** Meta numbers its categories; which number does not matter to anybody. */
function categoryId(category: string): string {
  return String(2200 + (category.length % 60));
}
