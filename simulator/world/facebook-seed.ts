import type { Business, Page, PageRole } from './facebook.ts';
import type { World } from './world.ts';

/** What the owner of a Page may do on it, as read live in August 2026. */
export const allTasks = ['ADVERTISE', 'ANALYZE', 'CREATE_CONTENT', 'MESSAGING', 'MODERATE', 'MANAGE'];

const pages: (Page & { personId: string })[] = [
  {
    id: '103400000000101',
    personId: 'marta',
    name: 'Linden Ceramics',
    category: 'Arts & crafts store',
    accountId: '17841400000000101',
  },
  {
    id: '103400000000202',
    personId: 'marta',
    name: 'Saltmarsh Walks',
    category: 'Tour guide',
    accountId: '17841400000000202',
  },
  { id: '103400000000303', personId: 'marta', name: 'Kiln Club Lisbon', category: 'Community' },
  {
    id: '103400000000404',
    personId: 'ilse',
    name: 'Harbour Bakery',
    category: 'Bakery',
    accountId: '17841400000000404',
    businessId: '208800000000404',
  },
];

const businesses: Business[] = [
  { id: '208800000000404', name: 'Harbour Bakery GmbH', personIds: ['ilse'], clientPageIds: [] },
];

/** The Pages of the demo's people: three with an Instagram account, one without, one of them held by a business. */
export function seedFacebook(world: World): void {
  for (const business of businesses) world.businesses.put(business);
  for (const { personId, ...page } of pages) {
    world.pages.put(page);
    world.pageRoles.put(roleOf(personId, page.id));
  }
}

export function roleOf(personId: string, pageId: string, tasks = allTasks): PageRole {
  return { id: `${personId}:${pageId}`, personId, pageId, tasks };
}
