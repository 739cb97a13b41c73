import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { clientAddress } from './client-address.ts';
import type { Env } from './exchange.ts';

/** What a request counts as that came from 198.51.100.7 with this header, behind so many proxies. */
async function addressOf(forwarded: string, trustedProxies = 1): Promise<string> {
  const app = new Hono<Env>();
  app.get('/', (exchange) => exchange.text(clientAddress(exchange, trustedProxies)));
  const headers = { 'x-forwarded-for': forwarded };
  const incoming = { socket: { remoteAddress: '198.51.100.7' } };
  return (await app.request('/', { headers }, { incoming })).text();
}

test.each([
  ['203.0.113.9', '203.0.113.9'],
  ['203.0.113.9:4711', '203.0.113.9'],
  ['2001:db8::9', '2001:db8::9'],
  ['[2001:db8::9]', '2001:db8::9'],
  ['[2001:db8::9]:4711', '2001:db8::9'],
  ['10.0.0.1, 203.0.113.9:80', '203.0.113.9'],
])('%s counts as its address, whatever port the proxy wrote beside it', async (forwarded, address) => {
  expect(await addressOf(forwarded)).toBe(address);
});

test.each(['unknown', '_hidden', '203.0.113.9:4711:x', '[2001:db8::9', '203.0.113.999', ''])(
  '"%s" is no address, so the connection’s own counts',
  async (forwarded) => {
    expect(await addressOf(forwarded)).toBe('198.51.100.7');
  },
);

test('of several proxies the outermost that is trusted is believed', async () => {
  expect(await addressOf('192.0.2.1, 203.0.113.9:1, 10.0.0.1:2', 2)).toBe('203.0.113.9');
});
