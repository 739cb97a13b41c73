import type { App } from '../world/entities.ts';
import type { Delivery } from '../world/webhook.ts';
import { type AnyGrant, loginOf } from '../webhooks/ended-grant.ts';
import { type Sender, sendDelivery } from '../webhooks/send-delivery.ts';

/**
 * Tells the app that a person removed it: deauthorize, and data deletion when the app's flag says so. The first try is over when
 * this returns, and stands in the grant's `callbacks`; one that failed is tried again as webhooks are.
 */
export async function sendCallbacks(sender: Sender, grant: AnyGrant): Promise<void> {
  const app = sender.world.apps.get(grant.appId);
  if (app !== undefined) await send(sender, app, grant, callbacksOf(app));
}

/** The person asks an app they removed to delete what it has. Ends as `sendCallbacks` does. */
export async function requestDeletion(sender: Sender, grant: AnyGrant): Promise<void> {
  const app = sender.world.apps.get(grant.appId);
  const url = app?.dataDeletionUrl;
  if (app !== undefined && url !== undefined)
    await send(sender, app, grant, [{ kind: 'data-deletion', url }]);
}

async function send(
  sender: Sender,
  app: App,
  grant: AnyGrant,
  callbacks: Pick<Delivery, 'kind' | 'url'>[],
): Promise<void> {
  const { world } = sender;
  const deliveries = callbacks.map(({ kind, url }) =>
    world.deliveries.put({
      id: world.nextText('delivery', 16),
      kind,
      url,
      appId: app.id,
      login: loginOf(grant),
      state: 'waiting',
      createdAt: world.now(),
      nextAttemptAt: world.now(),
      attempts: [],
      updates: [],
      updateCount: 0,
      grantId: grant.id,
      removedAt: grant.removedAt,
    }),
  );
  // The tokens are dead for good before the app hears of it: it may look at once.
  world.commit();
  for (const delivery of deliveries) await sendDelivery(sender, delivery);
}

function callbacksOf(app: App): Pick<Delivery, 'kind' | 'url'>[] {
  const deauthorize = app.deauthorizeUrl;
  const deletion = app.flags.sendDataDeletion ? app.dataDeletionUrl : undefined;
  return [
    ...(deauthorize === undefined ? [] : [{ kind: 'deauthorize' as const, url: deauthorize }]),
    ...(deletion === undefined ? [] : [{ kind: 'data-deletion' as const, url: deletion }]),
  ];
}
