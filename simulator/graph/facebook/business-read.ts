import type { Account } from '../../world/entities.ts';
import type { Business, Page } from '../../world/facebook.ts';
import { accountType } from '../accounts/account-read.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { findAccount, type GraphCall } from '../graph-call.ts';
import { pageType } from './page-read.ts';

/** A business portfolio. Its edges list every Page it holds or works for, ticked in the dialog or not. */
export const businessType: NodeType<Business> = {
  name: 'Business',
  idOf: (business) => business.id,
  fields: {
    id: (business) => business.id,
    name: (business) => business.name,
  },
  edges: {
    owned_pages: (business, ask) => readEdge(pageType, ownedPages(business, ask), ask),
    client_pages: (business, ask) => readEdge(pageType, clientPages(business, ask), ask),
    instagram_business_accounts: (business, ask) =>
      readEdge(accountType, accountsOf(ownedPages(business, ask), ask), ask),
    owned_instagram_accounts: (business, ask) =>
      readEdge(accountType, accountsOf(ownedPages(business, ask), ask), ask),
  },
  defaults: ['id', 'name'],
};

export const businessKind = nodeKind(businessType, (call, id) => {
  const business = call.world.businesses.get(id);
  return business !== undefined && isBusinessReachable(business, call) ? business : undefined;
});

/** Ticked in the dialog with `business_management`, and the person still belongs to it. */
export function isBusinessReachable(business: Business, { bearer }: GraphCall): boolean {
  if (bearer.kind !== 'facebook' || bearer.page !== undefined) return false;
  const { grant, scopes } = bearer;
  if (!scopes.includes('business_management') || !business.personIds.includes(grant.personId)) return false;
  return grant.opensToAll || grant.businessIds.includes(business.id);
}

function ownedPages(business: Business, { call }: Ask): readonly Page[] {
  return call.world.pages.by('businessId', business.id);
}

function clientPages(business: Business, { call }: Ask): Page[] {
  return business.clientPageIds.flatMap((id) => call.world.pages.get(id) ?? []);
}

function accountsOf(pages: readonly Page[], { call }: Ask): Account[] {
  return pages.flatMap(({ accountId }) => (accountId && findAccount(call, accountId)) || []);
}
