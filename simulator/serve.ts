import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createSimulator, type Simulator, type SimulatorOptions } from './create-simulator.ts';
import { ConnectionLost } from './faults/connection-lost.ts';

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

/** A simulator behind a socket. Rejects when the port is taken. */
export async function startSimulator({
  port,
  host = '127.0.0.1',
  ...options
}: StartOptions): Promise<StartedSimulator> {
  const simulator = createSimulator(options);
  const server = createServer(
    getRequestListener(
      (request, { outgoing }) => answerOverSocket(simulator, request, outgoing as ServerResponse),
      {
        overrideGlobalObjects: false,
      },
    ),
  );
  try {
    await listen(server, port, host);
  } catch (cause) {
    await simulator.close();
    throw cause;
  }
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}`,
    simulator,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      simulator.endWaits();
      await closed;
      await simulator.close();
    },
  };
}

async function answerOverSocket(
  simulator: Simulator,
  request: Request,
  outgoing: ServerResponse,
): Promise<Response> {
  try {
    return await simulator.answer(request);
  } catch (cause) {
    if (!(cause instanceof ConnectionLost)) throw cause;
    outgoing.socket?.destroy();
    return RESPONSE_ALREADY_SENT;
  }
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
