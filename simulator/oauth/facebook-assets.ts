import type { Account } from '../world/entities.ts';
import type { Business, Page } from '../world/facebook.ts';
import type { World } from '../world/world.ts';

/** What a person can hand to an app: the Pages they run, the professional accounts behind them, their businesses. */
export function assetsOf(
  world: World,
  personId: string,
): { pages: Page[]; accounts: Account[]; businesses: Business[] } {
  const pages = world.pageRoles
    .by('personId', personId)
    .flatMap(({ pageId }) => world.pages.get(pageId) ?? []);
  const accounts = pages
    .flatMap(({ accountId }) => world.accounts.get(accountId ?? '') ?? [])
    .filter(({ type }) => type !== 'PERSONAL');
  const businesses = world.businesses.filter(({ personIds }) => personIds.includes(personId));
  return { pages, accounts, businesses };
}
