import { expect, test } from 'vitest';
import { networkOf } from './origin.ts';

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2ff:aaaa:bbbb:cccc:dddd', '2001:db8:1:200::/56'],
  ['2001:db8:1:2fe::1', '2001:db8:1:200::/56'],
  ['2001:db8::1', '2001:db8::/56'],
  ['fe80::1%eth0', 'fe80::/56'],
  ['::1', '::/56'],
  ['64:ff9b::203.0.113.77', '64:ff9b::/56'],
  ['unknown', null],
  ['203.0.113.77, evil', null],
  ['<script>', null],
])('of the address %s the trail keeps %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
