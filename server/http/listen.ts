import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';

/** What answers once the product is up. */
type Answer = (request: Request, env: object) => Response | Promise<Response>;

export interface Listener {
  /** The port in use, also when 0 was asked for. */
  port: number;
  /** From now on requests are answered; before, they are told to come again. */
  serve(answer: Answer): void;
  /** Takes no more connections and waits for open requests, at most `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Holds the port from the first moment, so that one that is taken is told before anything else is started. */
export async function listen(at: { host: string; port: number }): Promise<Listener> {
  let answer: Answer = () =>
    new Response('Tintype is starting.\n', { status: 503, headers: { 'retry-after': '1' } });
  const server = createAdaptorServer({
    fetch: (request, env) => answer(request, env),
    serverOptions: {
      maxHeaderSize: 16_384,
      headersTimeout: 20_000,
      requestTimeout: 120_000,
      // Longer than a proxy keeps an idle connection, so that none is closed under a request on its way.
      keepAliveTimeout: 65_000,
    },
  }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${at.port} is taken by another program. End it, or set PORT to a free one.`)
          : error,
      ),
    );
    server.listen(at.port, at.host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : at.port,
    serve: (ready) => {
      answer = ready;
    },
    close: (graceMs) => closeServer(server, graceMs),
  };
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const tooLate = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(tooLate);
      resolve();
    });
    server.closeIdleConnections();
  });
}
