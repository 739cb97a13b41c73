import { isIP } from 'node:net';
import type { Exchange } from './exchange.ts';

/**
 * The address that a request came from: the connection's own, or, behind as many proxies as the operator trusts, the
 * one that the outermost of them saw. A header that nobody trusted wrote is never believed,
 * nor one that holds no address. Some proxies write the port too, which is new with each connection: it is no part of who asks.
 */
export function clientAddress(exchange: Exchange, trustedProxies: number): string {
  const connection = exchange.env?.incoming?.socket?.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return connection;
  const seen = (exchange.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  const told = withoutPort(seen.at(-trustedProxies) ?? '');
  return isIP(told) ? told : connection;
}

function withoutPort(address: string): string {
  const [, v4, v6] = /^(?:([\d.]+):\d+|\[([^\]]+)\](?::\d+)?)$/.exec(address) ?? [];
  return v4 ?? v6 ?? address;
}
