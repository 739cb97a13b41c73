import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a call of the Graph is about, as far as a crash is concerned. */
export type CallKind = 'create' | 'publish' | 'status' | 'list' | 'other';

/**
 * Where a call stands: it has reached Instagram; Instagram has acted and its answer has not left; the answer is with the
 * caller, who has not saved it yet.
 */
export type Edge = 'arrived' | 'acted' | 'answered';

/** The wire between one process and the simulated Instagram, on which every call can be seen coming and going. */
export interface Line {
  url: string;
  /** Calls that have arrived and whose answer is not with the caller. */
  underWay(): number;
  /** Calls that have arrived since the beginning. */
  arrived(): number;
  /** Resolves at the next such moment of a call; `isOver` ends the wait early. */
  untilCall(kind: CallKind, edge: Edge, isOver: AbortSignal): Promise<boolean>;
  close(): Promise<void>;
}

/** What a killed process has sent goes on to Instagram all the same, as on a real wire. */
export async function openLine(simulatorUrl: string): Promise<Line> {
  const agent = new Agent({ keepAlive: true });
  const waiting = new Set<(kind: CallKind, edge: Edge) => void>();
  const tell = (kind: CallKind, edge: Edge) => waiting.forEach((wait) => wait(kind, edge));
  let [underWay, arrived] = [0, 0];
  const server = createServer((incoming, outgoing) => {
    const kind = kindOf(incoming.method ?? 'GET', incoming.url ?? '/');
    underWay++;
    outgoing.once('close', () => underWay--);
    const onward = request(
      simulatorUrl + incoming.url,
      { method: incoming.method, headers: { ...incoming.headers, connection: 'keep-alive' }, agent },
      (answer) => {
        tell(kind, 'acted');
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(outgoing);
        answer.once('error', () => outgoing.destroy());
        outgoing.once('finish', () => tell(kind, 'answered'));
      },
    );
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
    incoming.once('end', () => {
      arrived++;
      tell(kind, 'arrived');
    });
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    underWay: () => underWay,
    arrived: () => arrived,
    untilCall: (kind, edge, isOver) =>
      new Promise((resolve) => {
        const end = (came: boolean) => {
          waiting.delete(hear);
          isOver.removeEventListener('abort', giveUp);
          resolve(came);
        };
        const hear = (its: CallKind, at: Edge) => void (its === kind && at === edge && end(true));
        const giveUp = () => end(false);
        isOver.addEventListener('abort', giveUp, { once: true });
        waiting.add(hear);
      }),
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function kindOf(method: string, url: string): CallKind {
  const path = url.split('?')[0] ?? '';
  if (method === 'POST') {
    if (path.endsWith('/media_publish')) return 'publish';
    return path.endsWith('/media') ? 'create' : 'other';
  }
  if (/\/(media|stories)$/.test(path)) return 'list';
  return /\/v[\d.]+\/\d+$/.test(path) ? 'status' : 'other';
}
