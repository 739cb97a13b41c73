import type { Grant } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** Ends what an app may do for an account: from here every token and code of the pair is dead (190/458). */
export function removeGrant(world: World, grant: Grant, removedBy: 'person' | 'app'): Grant {
  const isOfPair = (each: { appId: string; accountId: string }) =>
    each.appId === grant.appId && each.accountId === grant.accountId;
  for (const token of world.tokens.filter((each) => isOfPair(each) && each.state === 'live')) {
    world.tokens.put({ ...token, state: 'removed' });
  }
  for (const code of world.codes.filter((each) => isOfPair(each) && each.usedAt === undefined)) {
    world.codes.put({ ...code, usedAt: world.now() });
  }
  const { subscribedFields: _subscribedFields, ...rest } = grant;
  return world.grants.put({ ...rest, removedAt: world.now(), removedBy });
}
