import { signRequest } from '../oauth/signed-request.ts';
import type { App } from '../world/entities.ts';
import type { Delivery, DeliveryAttempt } from '../world/webhook.ts';
import type { World } from '../world/world.ts';
import { judgeCallbackAnswer } from './judge-callback-answer.ts';
import { mayHear } from './hearers.ts';
import { type Caller, reachApp } from './reach-app.ts';
import { findEndedGrant, noteCallback } from './ended-grant.ts';
import { nextTryAt } from './retry-schedule.ts';
import { secretOf, signBody } from './sign-body.ts';
import { unsubscribeEntries } from './unsubscribe.ts';
import { writeBody } from './write-body.ts';

export type Sender = Caller & { world: World };

/** Updates that a delivery keeps when it is over, and deliveries that are remembered. */
const keptUpdates = 20;
const mostRemembered = 1000;
/** For so long a try belongs to whoever began it: longer than an app may take to answer. */
const claimMs = 30_000;
/** Failing for so long ends a subscription, where the app's flag says so. */
const unsubscribeAfterMs = 3_600_000;

/**
 * One try of a delivery that waits: sent as it may be now, or withheld when the app may not hear of it any more. What came of it
 * is durable when this returns.
 */
export async function sendDelivery(sender: Sender, waiting: Delivery): Promise<void> {
  const { world } = sender;
  const app = world.apps.get(waiting.appId);
  const message = app === undefined ? undefined : writeMessage(world, app, waiting);
  if (app === undefined || message === undefined) {
    finish(world, waiting, 'withheld');
    world.commit();
    return;
  }
  const tries = waiting.attempts.length + 1;
  const next = mayTryAgain(app, waiting) ? nextTryAt(waiting.createdAt, tries) : undefined;
  // Claimed before it leaves: nobody else sends it meanwhile, and what the process did not survive is tried again.
  const { url, ...init } = message;
  world.deliveries.put({ ...waiting, url, nextAttemptAt: Math.max(next ?? 0, world.now() + claimMs) });
  world.commit();

  const reached = await reachApp(sender, app, url, { ...init, method: 'POST' });
  // Cut off by our own end, and not by the app: whoever opens this world next tries again.
  if (sender.signal.aborted) return;
  const attempt: DeliveryAttempt = { at: waiting.nextAttemptAt ?? world.now(), ...reached };
  // The world may have been reset or restored while we waited: then this delivery never was.
  const current = world.deliveries.get(waiting.id);
  if (current?.state === 'waiting') settle(world, app, current, attempt, next);
  world.commit();
}

function settle(
  world: World,
  app: App,
  sent: Delivery,
  attempt: DeliveryAttempt,
  next: number | undefined,
): void {
  const delivery = { ...sent, attempts: [...sent.attempts, attempt] };
  noteCallback(world, delivery, attempt);
  if (attempt.status !== undefined && attempt.status >= 200 && attempt.status < 300) {
    finish(world, { ...delivery, ...judgeCallbackAnswer(delivery.kind, attempt) }, 'delivered');
    return;
  }
  const hasFailedLong = attempt.at - delivery.createdAt >= unsubscribeAfterMs;
  if (delivery.kind === 'webhook' && app.flags.webhookUnsubscribe && hasFailedLong) {
    unsubscribeEntries(world, delivery);
    finish(world, { ...delivery, problem: 'Failed for an hour: unsubscribed.' }, 'dropped');
    return;
  }
  if (next === undefined) finish(world, delivery, 'dropped');
  else world.deliveries.put({ ...delivery, nextAttemptAt: next });
}

type Message = { url: string; body: string | URLSearchParams; headers: Record<string, string> };

function writeMessage(world: World, app: App, delivery: Delivery): Message | undefined {
  const agent = { 'user-agent': 'facebookexternalua', accept: '*/*' };
  if (delivery.kind !== 'webhook') {
    const grant = findEndedGrant(world, delivery);
    if (grant === undefined) return undefined;
    const signed = signRequest({
      appSecret: secretOf(app),
      userId: grant.userId,
      issuedAtSeconds: Math.floor(world.now() / 1000),
    });
    return { url: delivery.url, body: new URLSearchParams({ signed_request: signed }), headers: agent };
  }
  const endpoint = app.webhooks?.[delivery.object ?? 'instagram'];
  const updates = delivery.updates.filter((update) => mayHear(world, update));
  if (endpoint === undefined || updates.length === 0) return undefined;
  const body = writeBody(updates, app.flags.webhookShape);
  return {
    url: endpoint.callbackUrl,
    body,
    headers: { ...agent, 'content-type': 'application/json', ...signBody(secretOf(app), body) },
  };
}

function mayTryAgain(app: App, { kind }: Delivery): boolean {
  return kind === 'webhook' || app.flags.callbackRetries;
}

function finish(world: World, delivery: Delivery, state: Delivery['state']): void {
  const { nextAttemptAt: _nextAttemptAt, ...rest } = delivery;
  world.deliveries.put({ ...rest, state, updates: delivery.updates.slice(0, keptUpdates) });
  if (world.deliveries.size <= mostRemembered) return;
  const oldest = world.deliveries.find((each) => each.state !== 'waiting');
  if (oldest !== undefined) world.deliveries.remove(oldest.id);
}
