import type { MiddlewareHandler } from 'hono';
import type { Log } from '../log.ts';
import type { Env } from './exchange.ts';

const probes = new Set(['/healthz', '/readyz']);

/** One line per request, without its query: a callback's holds a code and a state. */
export function accessLog(log: Log): MiddlewareHandler<Env> {
  return async (exchange, next) => {
    const startedAt = performance.now();
    await next();
    const { path } = exchange.req;
    // Whoever watches the process asks every few seconds; that is no news.
    log[probes.has(path) ? 'debug' : 'info'](
      {
        requestId: exchange.get('requestId'),
        method: exchange.req.method,
        path: pathForLog(path),
        status: exchange.res.status,
        ms: Math.round(performance.now() - startedAt),
      },
      'request',
    );
  };
}

/** The signature in a public picture's address opens it, and the code in a deletion's address its status. */
function pathForLog(path: string): string {
  return path
    .replace(/^(\/media\/[^/]*)\/.*$/, '$1/…')
    .replace(/^(\/api\/v1\/deletions|\/deletion)\/.*$/, '$1/…');
}
