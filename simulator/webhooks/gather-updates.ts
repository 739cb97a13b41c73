import type { App } from '../world/entities.ts';
import type { WebhookUpdate } from '../world/webhook.ts';
import type { World } from '../world/world.ts';

/** While so many deliveries wait for an app that does not answer, no more are made: updates stay in line. */
const mostWaiting = 1000;
/** Meta's own bound of one POST. */
const largestBatch = 1000;

/** Makes deliveries of the updates that are due: apart by app, login and object, in batches as the app's flags say. */
export function gatherUpdates(world: World): void {
  if (world.webhookUpdates.size === 0) return;
  const groups = Map.groupBy(world.webhookUpdates.list(), groupOf);
  for (const updates of groups.values()) gatherGroup(world, updates);
}

function groupOf({ appId, login, object }: WebhookUpdate): string {
  return `${appId}:${login}:${object}`;
}

function gatherGroup(world: World, updates: WebhookUpdate[]): void {
  const [first] = updates;
  const app = first === undefined ? undefined : world.apps.get(first.appId);
  if (first === undefined || app?.webhooks?.[first.object] === undefined) {
    updates.forEach(({ id }) => world.webhookUpdates.remove(id));
    return;
  }
  const due = updates.filter(({ at }) => at + delayOf(app) <= world.now());
  if (app.flags.webhookOrder === 'reversed') due.reverse();
  const size = Math.min(app.flags.webhookBatch, largestBatch);
  for (let from = 0; from < due.length; from += size) {
    if (world.deliveries.countBy('state', 'waiting') >= mostWaiting) return;
    putDelivery(world, app, due.slice(from, from + size));
  }
}

function putDelivery(world: World, app: App, updates: WebhookUpdate[]): void {
  const [first] = updates;
  if (first === undefined) return;
  // A clock that was moved on has passed the instant at which these would have left, and the retries after it.
  const createdAt = Math.max(...updates.map(({ at }) => at)) + delayOf(app);
  for (let copy = 0; copy < app.flags.webhookCopies; copy += 1) {
    world.deliveries.put({
      id: world.nextText('delivery', 16),
      kind: 'webhook',
      appId: first.appId,
      login: first.login,
      object: first.object,
      url: app.webhooks?.[first.object]?.callbackUrl ?? '',
      state: 'waiting',
      createdAt,
      nextAttemptAt: createdAt,
      attempts: [],
      updates,
      updateCount: updates.length,
    });
  }
  updates.forEach(({ id }) => world.webhookUpdates.remove(id));
}

function delayOf(app: App): number {
  return app.flags.webhookDelaySeconds * 1000;
}
