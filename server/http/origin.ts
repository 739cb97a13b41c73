import { isIPv4, isIPv6 } from 'node:net';
import { nameBrowser } from '#rules/name-browser.ts';
import { clientAddress } from './client-address.ts';
import type { Exchange, HttpContext } from './exchange.ts';

/** The context of one request: what is done in it is written down with where it came from. */
export function contextOf(ctx: HttpContext, exchange: Exchange): HttpContext {
  const origin = {
    via: 'web',
    network: networkOf(clientAddress(exchange, ctx.config.trustedProxies)),
    browser: nameBrowser(exchange.req.header('user-agent') ?? null) ?? null,
  } as const;
  return { ...ctx, origin };
}

/**
 * The block of an address that tells a town or a company and no person: /24 of IPv4, /56 of IPv6, which is what one
 * household is given. Null for what is no address.
 */
export function networkOf(address: string): string | null {
  const plain = address.split('%')[0]!.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const [head = '', tail] = plain.split('::');
  const [left, right] = [groupsOf(head), groupsOf(tail ?? '')];
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  const [a, b, c, d] = [...left, ...zeros, ...right] as [number, number, number, number];
  const block = [a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':');
  return `${block}::/56`.replace(/(:0)+::/, '::').replace(/^0::/, '::');
}

/** A last group may be written as IPv4, which is two. */
function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a, b, c, d] = group.split('.').map(Number) as [number, number, number, number];
    return [a * 256 + b, c * 256 + d];
  });
}
