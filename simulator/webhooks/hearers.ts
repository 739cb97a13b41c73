import { mayAccess } from '../graph/authenticate.ts';
import type { Account, App, Grant, Login } from '../world/entities.ts';
import type { FacebookGrant, Page } from '../world/facebook.ts';
import { findLinkedAccount } from '../world/facebook-reach.ts';
import type { WebhookUpdate } from '../world/webhook.ts';
import type { World } from '../world/world.ts';
import { scopeOfField } from './fields.ts';

/** The account that samples are about, which nobody has. */
export const sampleEntryId = '0';

/**
 * The apps that hear now, through one login, of a field of an account: subscribed themselves, subscribed for the account or its
 * Page, with the permission and access that the field asks for.
 */
export function listHearers(world: World, login: Login, accountId: string, field: string): string[] {
  if (login === 'instagram') {
    const grants = world.grants.by('accountId', accountId);
    return grants.filter((grant) => hearsByInstagram(world, grant, field)).map(({ appId }) => appId);
  }
  const granted = facebookGrants(world, accountId);
  const hearing = granted.filter(({ grant, page }) => hearsByFacebook(world, grant, page, field));
  return [...new Set(hearing.map(({ grant }) => grant.appId))];
}

/** Whether an update may still leave: access, permission and subscription may have ended since it was made. */
export function mayHear(world: World, { appId, login, object, entryId, field }: WebhookUpdate): boolean {
  if (object === 'page' || entryId === sampleEntryId)
    return world.apps.get(appId)?.webhooks?.[object] !== undefined;
  return listHearers(world, login, entryId, field).includes(appId);
}

/** Accounts that somebody hears of, each once. */
export function listHeardAccounts(world: World): string[] {
  const subscribed = world.grants.filter((grant) => grant.subscribedFields !== undefined);
  const pageIds = world.facebookGrants
    .filter((grant) => grant.removedAt === undefined)
    .flatMap((grant) => Object.keys(grant.subscribedFields));
  const ofPages = pageIds.flatMap((id) => world.pages.get(id)?.accountId ?? []);
  return [...new Set([...subscribed.map((grant) => grant.accountId), ...ofPages])];
}

function hearsByInstagram(world: World, grant: Grant, field: string): boolean {
  const app = world.apps.get(grant.appId);
  const account = world.accounts.get(grant.accountId);
  const scope = scopeOfField('instagram', field);
  if (app === undefined || account === undefined || scope === undefined) return false;
  if (grant.removedAt !== undefined || !mayAccess(app, account) || account.type === 'PERSONAL') return false;
  if (!isTold(account, field)) return false;
  return grant.scopes.some((each) => each === scope) && isSubscribed(app, grant.subscribedFields, field);
}

function hearsByFacebook(world: World, grant: FacebookGrant, page: Page, field: string): boolean {
  const app = world.apps.get(grant.appId);
  const scope = scopeOfField('facebook', field);
  if (app === undefined || scope === undefined || grant.removedAt !== undefined) return false;
  const account = findLinkedAccount(world, grant, page);
  if (account === undefined || !mayAccess(app, account) || !isTold(account, field)) return false;
  if (!grant.granted.some((each) => each === scope)) return false;
  // What a Page subscribes an app to are fields of the Page: of its Instagram account the app's own fields decide.
  const isPageSubscribed = Object.hasOwn(grant.subscribedFields, page.id);
  return isPageSubscribed && app.webhooks?.instagram?.fields.includes(field) === true;
}

/** Of comments and mentions nothing while the account is private, and of messages nothing while its person keeps apps out. */
function isTold(account: Account, field: string): boolean {
  const isPublic = ['comments', 'live_comments', 'mentions'].includes(field);
  if (isPublic) return account.isPrivate !== true;
  return field === 'story_insights' || account.isMessageAccessOff !== true;
}

/** Per-account choice of fields is not honoured by Meta unless the app's flag says so: any subscription delivers all. */
function isSubscribed(app: App, subscribed: string[] | undefined, field: string): boolean {
  if (subscribed === undefined || app.webhooks?.instagram?.fields.includes(field) !== true) return false;
  return app.flags.webhookFields === 'app' || subscribed.includes(field);
}

function facebookGrants(world: World, accountId: string): { grant: FacebookGrant; page: Page }[] {
  return world.pages.by('accountId', accountId).flatMap((page) => {
    const people = world.pageRoles.by('pageId', page.id).map((role) => role.personId);
    const grants = people.flatMap((personId) => world.facebookGrants.by('personId', personId));
    return grants.map((grant) => ({ grant, page }));
  });
}
