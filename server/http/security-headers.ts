import type { MiddlewareHandler } from 'hono';
import type { Config } from '../config/index.ts';
import type { Env } from './exchange.ts';

/** Our own files and nothing else: no inline script or style, no other origin, no frame around us, no plug-in. */
const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** An answer that is no page has nothing to load, should a browser ever show it as one. */
const answerPolicy = "default-src 'none'; frame-ancestors 'none'; sandbox";

/** Lays the security headers under every answer; a route may set a stricter one of its own. */
export function securityHeaders(config: Pick<Config, 'publicUrl'>): MiddlewareHandler<Env> {
  const isHttps = config.publicUrl.startsWith('https:');
  return async (exchange, next) => {
    await next();
    const { headers } = exchange.res;
    const isPage = headers.get('content-type')?.startsWith('text/html') ?? false;
    const set = (name: string, value: string) => {
      if (!headers.has(name)) headers.set(name, value);
    };
    set('content-security-policy', isPage ? pagePolicy : answerPolicy);
    set('x-content-type-options', 'nosniff');
    set('referrer-policy', 'same-origin');
    set('cross-origin-opener-policy', 'same-origin');
    set('cross-origin-resource-policy', 'same-origin');
    set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()');
    // Harmful on plain http: the browser would insist on https for a name that has none.
    if (isHttps) set('strict-transport-security', 'max-age=31536000');
    if (exchange.req.path.startsWith('/api/')) set('cache-control', 'no-store');
  };
}
