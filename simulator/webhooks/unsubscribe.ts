import type { Delivery } from '../world/webhook.ts';
import type { World } from '../world/world.ts';

/** Ends the subscription of every account or Page that a delivery tells of. */
export function unsubscribeEntries(world: World, { appId, login, updates }: Delivery): void {
  for (const accountId of new Set(updates.map(({ entryId }) => entryId))) {
    if (login === 'instagram') unsubscribeAccount(world, appId, accountId);
    else for (const page of world.pages.by('accountId', accountId)) unsubscribePage(world, appId, page.id);
  }
}

/** Takes the webhook subscription of an account off its grant. */
export function unsubscribeAccount(world: World, appId: string, accountId: string): void {
  const grant = world.grants.get(`${appId}:${accountId}`);
  if (grant?.subscribedFields === undefined) return;
  const { subscribedFields: _subscribedFields, ...rest } = grant;
  world.grants.put(rest);
}

/** A Page is subscribed once, whoever of its people asked for it. */
export function unsubscribePage(world: World, appId: string, pageId: string): void {
  for (const { personId } of world.pageRoles.by('pageId', pageId)) {
    const grant = world.facebookGrants.get(`${appId}:${personId}`);
    if (grant === undefined || !Object.hasOwn(grant.subscribedFields, pageId)) continue;
    const { [pageId]: _fields, ...subscribedFields } = grant.subscribedFields;
    world.facebookGrants.put({ ...grant, subscribedFields });
  }
}
