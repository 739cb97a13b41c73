import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimulator, type Simulator } from '../../../simulator/index.ts';
import { carry } from '../../../simulator/wire.ts';

/** A simulated Instagram that answers at once and notes when each account was first called. */
export interface ClockedSimulator {
  url: string;
  simulator: Simulator;
  /** Instants (unix ms) of the first publish call of each account since the last `forget`, by its Instagram id. */
  firstCalls: ReadonlyMap<string, number>;
  forget(): void;
  close(): Promise<void>;
}

export async function startClockedSimulator(): Promise<ClockedSimulator> {
  const simulator = createSimulator();
  const firstCalls = new Map<string, number>();
  const server = createServer((incoming, outgoing) => {
    // As soon as the head of a request is there: what the simulated Instagram then does is not ours to measure.
    const account = /\/v[\d.]+\/(\d+)\/media_publish/.exec(incoming.url ?? '')?.[1];
    if (account && !firstCalls.has(account))
      firstCalls.set(account, performance.timeOrigin + performance.now());
    void carry(incoming, outgoing, simulator.answerIncoming, new Set());
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    simulator,
    firstCalls,
    forget: () => firstCalls.clear(),
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await simulator.close();
    },
  };
}
