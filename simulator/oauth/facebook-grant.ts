import type { FacebookGrant, FacebookScope } from '../world/facebook.ts';
import { appScopedId } from '../world/mint.ts';
import type { World } from '../world/world.ts';

/** Access to a person's data lapses this long after the last consent. Meta: Authentication Versus Data Access, 2022. */
const dataAccessMs = 90 * 86_400_000;

/** What a person decided in the dialog. */
export type FacebookConsent = {
  appId: string;
  personId: string;
  granted: readonly FacebookScope[];
  declined: readonly FacebookScope[];
} & Pick<FacebookGrant, 'opensToAll' | 'pageIds' | 'accountIds' | 'businessIds'>;

/** The id an app knows a person by. */
export function userIdOf(appId: string, personId: string): string {
  return appScopedId(appId, `person:${personId}`);
}

/**
 * The grant of a person to an app, given now. A permission that was granted before and not asked for again stays; a removed
 * grant begins anew, under the same app-scoped id.
 */
export function giveFacebookGrant(world: World, consent: FacebookConsent): FacebookGrant {
  const { appId, personId } = consent;
  const id = `${appId}:${personId}`;
  const before = world.facebookGrants.get(id);
  const kept = before?.removedAt === undefined ? before : undefined;
  const declined = new Set([...(kept?.declined ?? []), ...consent.declined]);
  for (const scope of consent.granted) declined.delete(scope);
  const granted = new Set<FacebookScope>([
    'public_profile',
    ...(kept?.granted ?? []).filter((scope) => !declined.has(scope)),
    ...consent.granted,
  ]);
  const { opensToAll, pageIds, accountIds, businessIds } = consent;
  return world.facebookGrants.put({
    id,
    appId,
    personId,
    userId: userIdOf(appId, personId),
    granted: [...granted],
    declined: [...declined],
    opensToAll,
    pageIds,
    accountIds,
    businessIds,
    grantedAt: world.now(),
    dataAccessExpiresAt: world.now() + dataAccessMs,
    callbacks: before?.callbacks ?? [],
    subscribedFields: kept?.subscribedFields ?? {},
  });
}

/** Takes single permissions back; the tokens live on without them. */
export function declineScopes(
  world: World,
  grant: FacebookGrant,
  scopes: readonly FacebookScope[],
): FacebookGrant {
  return world.facebookGrants.put({
    ...grant,
    granted: grant.granted.filter((scope) => !scopes.includes(scope)),
    declined: [...new Set([...grant.declined, ...scopes.filter((scope) => grant.granted.includes(scope))])],
  });
}

/** Ends what an app may do for a person: from here every token and code of the pair is dead (190/458). */
export function removeFacebookGrant(
  world: World,
  grant: FacebookGrant,
  removedBy: 'person' | 'app',
): FacebookGrant {
  const isOfPair = (each: { appId: string; personId: string }) => each.appId === grant.appId;
  for (const token of world.facebookTokens.by('personId', grant.personId).filter(isOfPair)) {
    if (token.state === 'live') world.facebookTokens.put({ ...token, state: 'removed' });
  }
  for (const code of world.facebookCodes.by('personId', grant.personId).filter(isOfPair)) {
    if (code.usedAt === undefined) world.facebookCodes.put({ ...code, usedAt: world.now() });
  }
  return world.facebookGrants.put({ ...grant, removedAt: world.now(), removedBy, subscribedFields: {} });
}
