import type { Context } from '../context.ts';
import { isSigned } from './is-signed.ts';
import { createDeliveryStore } from './store-deliveries.ts';
import { workDeliveries } from './work-deliveries.ts';

/** Takes what Meta sends: judged and stored before it is acknowledged, worked through afterwards. */
export interface Intake {
  /** `forged`: not signed by an app of ours, and nothing was stored. `full`: too much waits, it should be sent again. */
  take(delivery: { body: Buffer; signature: string | undefined }): Promise<'stored' | 'forged' | 'full'>;
  /** Resolves when everything that was taken is worked through, or put off. */
  settled(): Promise<void>;
  /** Takes no more work and resolves when what runs has come to its end. */
  stop(): Promise<void>;
}

/**
 * The process that stored a delivery works on it at once; a sweep of whichever worker finds what was left by one that died.
 */
export function createIntake(ctx: Context): Intake {
  const deliveries = createDeliveryStore(ctx);
  const stopped = new AbortController();
  let work: Promise<void> | undefined;
  let isAskedAgain = false;

  const wake = () => {
    isAskedAgain = true;
    work ??= workOn().finally(() => {
      work = undefined;
    });
  };
  async function workOn(): Promise<void> {
    while (isAskedAgain && !stopped.signal.aborted) {
      isAskedAgain = false;
      try {
        await workDeliveries(ctx, stopped.signal);
      } catch (error) {
        // The rows stay as they were, and the sweep takes them.
        ctx.log.error({ err: error }, 'webhook deliveries not worked through');
      }
    }
  }

  async function settled(): Promise<void> {
    await deliveries.settled();
    await work;
  }

  return {
    async take({ body, signature }) {
      if (!isSigned(ctx, body, signature)) return 'forged';
      const outcome = await deliveries.store(body);
      if (outcome === 'stored') wake();
      return outcome;
    },
    settled,
    async stop() {
      stopped.abort();
      await settled();
    },
  };
}
