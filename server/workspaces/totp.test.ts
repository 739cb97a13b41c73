import { expect, test } from 'vitest';
import { base32, codeAt, keyUri, stepOfCode } from './totp.ts';

// RFC 6238, appendix B, SHA-1; the last six of its eight digits, which are what six digits give.
const secret = Buffer.from('12345678901234567890');
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
])('%d seconds after 1970 the code is %s', (seconds, code) => {
  expect(codeAt(secret, at(seconds))).toBe(code);
});

test('the code before and the one after are good too, and none further away', () => {
  const now = 1_234_567_890;
  const near = [-60, -30, 0, 30, 60].map((off) => stepOfCode(secret, codeAt(secret, at(now + off)), at(now)));
  const step = Math.floor(now / 30);

  expect(near).toEqual([null, step - 1, step, step + 1, null]);
});

test.each(['', '28708', '2870820', '28708a', '０05924'])('%j is no code', (code) => {
  expect(stepOfCode(secret, code, at(59))).toBeNull();
});

// RFC 4648, section 10, without its padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('%j in base32 is %j', (text, encoded) => {
  expect(base32(Buffer.from(text))).toBe(encoded);
});

test('what an app reads names the installation and the person', () => {
  expect(keyUri(secret, { issuer: 'Tintype (post.example.com)', email: 'ada+1@linden.example' })).toBe(
    'otpauth://totp/Tintype%20(post.example.com):ada%2B1%40linden.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tintype%20(post.example.com)',
  );
});
