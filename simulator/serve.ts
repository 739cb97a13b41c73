import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSimulator, type Simulator, type SimulatorOptions } from './create-simulator.ts';
import { carry, type UnderWay } from './wire.ts';

export type StartOptions = SimulatorOptions & {
  /** 0 takes any free port. */
  port: number;
  /** Loopback unless told. */
  host?: string;
};

export type StartedSimulator = {
  /** `http://127.0.0.1:PORT` */
  url: string;
  simulator: Simulator;
  /** Takes no new requests, ends the hanging ones, lets the others finish, closes the world. */
  close(): Promise<void>;
};

/** How often, on the wall's clock, it is looked for webhooks and callbacks that are due. */
const deliverEveryMs = 250;

/** A simulator behind a socket. Rejects when the port is taken. */
export async function startSimulator({
  port,
  host = '127.0.0.1',
  ...options
}: StartOptions): Promise<StartedSimulator> {
  const simulator = createSimulator(options);
  const underWay: UnderWay = new Set();
  const server = createServer((incoming, outgoing) => {
    void carry(incoming, outgoing, simulator.answerIncoming, underWay);
  });
  // Longer than any client keeps an idle connection: it is the client who lets go, and never in the middle of its next request.
  server.keepAliveTimeout = 65_000;
  try {
    await listen(server, port, host);
  } catch (cause) {
    await simulator.close();
    throw cause;
  }
  const stopDelivering = deliverOften(simulator);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}`,
    simulator,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // A kept-alive connection turns idle when its last answer has left, and would hold the server open.
      const sweep = setInterval(() => server.closeIdleConnections(), 25);
      stopDelivering();
      simulator.endWaits();
      for (const request of underWay) request.abort();
      await closed;
      clearInterval(sweep);
      await simulator.close();
    },
  };
}

/** Delivers again and again, one round at a time, until the returned function is called. */
function deliverOften(simulator: Simulator): () => void {
  let isDelivering = false;
  const timer = setInterval(() => {
    if (isDelivering) return;
    isDelivering = true;
    simulator
      .deliver()
      .catch((cause: unknown) => {
        process.stderr.write(`simulator: webhooks could not be delivered: ${String(cause)}\n`);
      })
      .finally(() => {
        isDelivering = false;
      });
  }, deliverEveryMs);
  return () => clearInterval(timer);
}

function listen(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
