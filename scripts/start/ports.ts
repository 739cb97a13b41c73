import { connect, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Long enough for a product whose starter was killed to finish what it was doing. */
const earlierRunMayTakeMs = 8_000;

/** Whether something answers there. */
export function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: host.replace(/^\[|\]$/g, ''), port, timeout: 2_000 });
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => tell(true));
    socket.once('timeout', () => tell(false));
    socket.once('error', () => tell(false));
  });
}

/** Waits a moment for an earlier run to let go of the port. Throws one sentence when somebody keeps it. */
export async function untilFree(
  at: { host: string; port: number; variable: string },
  log: (sentence: string) => void,
): Promise<void> {
  if (!(await isTaken(at.host, at.port))) return;
  log(`Port ${at.port} is in use. Waiting a moment, in case an earlier Tintype is still finishing.`);
  for (let waitedMs = 0; waitedMs < earlierRunMayTakeMs; waitedMs += 100) {
    await delay(100);
    if (!(await isTaken(at.host, at.port))) return;
  }
  throw new Error(portIsTaken(at.port, at.variable));
}

export function portIsTaken(port: number, variable: string): string {
  return `Port ${port} is taken by another program. End that program, or choose another port with ${variable}.`;
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
