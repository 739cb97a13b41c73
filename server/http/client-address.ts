import type { Exchange } from './exchange.ts';

/**
 * The address that a request came from: the connection's own, or, behind as many proxies as the operator trusts, the
 * one that the outermost of them saw. A header that nobody trusted wrote is never believed.
 */
export function clientAddress(exchange: Exchange, trustedProxies: number): string {
  const connection = exchange.env?.incoming?.socket?.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return connection;
  const seen = (exchange.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  return seen.at(-trustedProxies) ?? connection;
}
