import { expect, test } from 'vitest';
import { judgeTarget } from './judge-target.ts';

test.each([
  'https://app.example/webhooks',
  'http://8.8.8.8/',
  'https://[2606:4700::1111]/',
  'http://192.0.2.1/',
])('%s may be called', (address) => {
  expect(judgeTarget(address, false)).toBeUndefined();
});

test.each([
  ['ftp://app.example/', 'neither http nor https'],
  ['javascript:alert(1)', 'neither http nor https'],
  ['not an address', 'not an address'],
  ['https://user:secret@app.example/', 'credentials'],
  ['http://10.1.2.3/', 'inner network'],
  ['http://192.168.0.1/', 'inner network'],
  ['http://169.254.169.254/latest/meta-data', 'inner network'],
  ['http://0.0.0.0/', 'inner network'],
  ['http://[fe80::1]/', 'inner network'],
  ['http://[::ffff:10.0.0.1]/', 'inner network'],
])('%s is refused: %s', (address, why) => {
  expect(judgeTarget(address, true)).toContain(why);
});

test.each([
  'http://127.1/',
  'http://2130706433/',
  'http://localhost./',
  'http://a.localhost/',
  'http://[::ffff:7f00:1]/',
  'http://[::1]:4300/',
])('%s is called only where loopback is allowed', (address) => {
  expect(judgeTarget(address, true)).toBeUndefined();
  expect(judgeTarget(address, false)).toBe('it is a loopback address');
});
