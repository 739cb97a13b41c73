import { settleAudience } from '../audience/settle.ts';
import type { Delivery } from '../world/webhook.ts';
import { gatherUpdates } from './gather-updates.ts';
import { listHeardAccounts } from './hearers.ts';
import { type Sender, sendDelivery } from './send-delivery.ts';

/** What one call of `deliver` does at most, so that an app that answers every comment with a comment does not hold it for ever. */
const mostRounds = 100;

/** How far the world's clock has to have moved before it is looked again for what strangers wrote. */
const settleEveryMs = 5000;

/** Carries webhooks and callbacks to apps. */
export type Courier = {
  /**
   * Sends all that is due on the world's clock, oldest first per address, and what comes of it. Tries that fell due while the
   * clock was moved are made one after the other. A call during another one has its own go after it.
   */
  deliver(): Promise<void>;
  /** Resolves when nothing is on its way. */
  rest(): Promise<void>;
};

export function createCourier(sender: Sender): Courier {
  let running: Promise<void> = Promise.resolve();
  let settledAt = -Infinity;

  /** What the audience of a heard account has done since is told with the rest. */
  function settle(): void {
    const now = sender.world.now();
    if (Math.abs(now - settledAt) < settleEveryMs) return;
    settledAt = now;
    for (const accountId of listHeardAccounts(sender.world)) settleAudience(sender.world, accountId);
  }

  async function round(): Promise<void> {
    settle();
    await deliverDue(sender);
  }

  return {
    deliver() {
      const before = running.catch(() => undefined);
      running = before.then(round);
      return running;
    },
    rest: () => running.catch(() => undefined),
  };
}

async function deliverDue(sender: Sender): Promise<void> {
  for (let round = 0; round < mostRounds && !sender.signal.aborted; round += 1) {
    gatherUpdates(sender.world);
    sender.world.commit();
    const due = listDue(sender);
    if (due.length === 0) return;
    const lanes = Map.groupBy(due, ({ url }) => url);
    await Promise.all(lanes.values().map((lane) => sendInOrder(sender, lane)));
  }
}

function listDue({ world }: Sender): Delivery[] {
  const now = world.now();
  return world.deliveries.by('state', 'waiting').filter(({ nextAttemptAt = 0 }) => nextAttemptAt <= now);
}

async function sendInOrder(sender: Sender, lane: Delivery[]): Promise<void> {
  for (const { id } of lane) {
    const delivery = sender.world.deliveries.get(id);
    if (delivery?.state === 'waiting' && !sender.signal.aborted) await sendDelivery(sender, delivery);
  }
}
