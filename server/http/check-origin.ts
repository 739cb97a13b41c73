import type { MiddlewareHandler } from 'hono';
import { AppError } from '../app-error.ts';
import type { Config } from '../config/index.ts';
import type { Env } from './exchange.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Meta's servers call these; each call carries a signature of its own. */
const fromMeta = new Set(['/meta/deauthorize', '/meta/data-deletion', '/webhooks/meta']);

/**
 * Refuses a change that a page of another site started (ASVS 5.0, 3.5.1 and 3.5.3). A browser always says where a
 * change comes from, in Origin and Sec-Fetch-Site; what says neither is no browser and carries no one's cookie by accident.
 */
export function checkOrigin(config: Pick<Config, 'publicUrl'>): MiddlewareHandler<Env> {
  const ours = new URL(config.publicUrl).origin;
  return async (exchange, next) => {
    const { method, path } = exchange.req;
    if (!safe.has(method) && !fromMeta.has(path)) {
      const [origin, site] = [exchange.req.header('origin'), exchange.req.header('sec-fetch-site')];
      const isForeignOrigin = origin !== undefined && origin !== ours;
      const isForeignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
      if (isForeignOrigin || isForeignSite) throw new AppError('origin_refused');
    }
    await next();
  };
}
