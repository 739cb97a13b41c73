import type { Account } from './entities.ts';
import type { FacebookGrant, Page } from './facebook.ts';
import type { World } from './world.ts';

/** Whether the grant covers the Page: ticked in the dialog, and its person still runs it. */
export function reachesPage(world: World, grant: FacebookGrant, page: Page): boolean {
  const isOpen = grant.opensToAll || grant.pageIds.includes(page.id);
  return isOpen && world.pageRoles.get(`${grant.personId}:${page.id}`) !== undefined;
}

/** The professional account behind the Page when the grant covers both. A personal account is not exposed at all. */
export function findLinkedAccount(world: World, grant: FacebookGrant, page: Page): Account | undefined {
  const account = world.accounts.get(page.accountId ?? '');
  if (account === undefined || account.type === 'PERSONAL') return undefined;
  const isOpen = grant.opensToAll || grant.accountIds.includes(account.id);
  return isOpen && reachesPage(world, grant, page) ? account : undefined;
}

/** The granted Page through which the grant reaches the account; with `pageId`, that one alone. */
export function findPageOf(
  world: World,
  grant: FacebookGrant,
  accountId: string,
  pageId?: string,
): Page | undefined {
  return world.pages
    .by('accountId', accountId)
    .find(
      (page) =>
        (pageId === undefined || page.id === pageId) && findLinkedAccount(world, grant, page) !== undefined,
    );
}
