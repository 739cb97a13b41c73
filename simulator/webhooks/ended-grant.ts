import type { CallbackRecord, Grant } from '../world/entities.ts';
import type { FacebookGrant } from '../world/facebook.ts';
import { appScopedId } from '../world/mint.ts';
import type { Delivery, DeliveryAttempt } from '../world/webhook.ts';
import type { World } from '../world/world.ts';

/** A grant of either login. */
export type AnyGrant = Grant | FacebookGrant;

/** Which login a grant is of. */
export function loginOf(grant: AnyGrant): 'instagram' | 'facebook' {
  return 'personId' in grant ? 'facebook' : 'instagram';
}

/** The end that a callback tells of, with the app-scoped id of whose it was; undefined when access was given again since. */
export function findEndedGrant(world: World, delivery: Delivery): { userId: string } | undefined {
  const grant = findGrant(world, delivery);
  if (grant?.removedAt === undefined || grant.removedAt !== delivery.removedAt) return undefined;
  return { userId: 'personId' in grant ? grant.userId : appScopedId(grant.appId, grant.accountId) };
}

/** Adds a try of a callback to its grant, where the person sees it. */
export function noteCallback(world: World, delivery: Delivery, attempt: DeliveryAttempt): void {
  if (delivery.kind === 'webhook') return;
  const record: CallbackRecord = {
    kind: delivery.kind,
    url: delivery.url,
    sentAt: attempt.at,
    ...(attempt.status !== undefined && { status: attempt.status }),
    body: attempt.body,
  };
  const grant = findGrant(world, delivery);
  if (grant === undefined) return;
  const callbacks = [...grant.callbacks, record];
  if ('personId' in grant) world.facebookGrants.put({ ...grant, callbacks });
  else world.grants.put({ ...grant, callbacks });
}

function findGrant(world: World, { login, grantId = '' }: Delivery): AnyGrant | undefined {
  return login === 'facebook' ? world.facebookGrants.get(grantId) : world.grants.get(grantId);
}
