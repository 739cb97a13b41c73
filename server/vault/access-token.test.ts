import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { holdToken, revealToken } from './reveal.ts';
import type { Vault } from './vault.ts';

const text = 'IGAAcanary7Zr1q';
const token = holdToken(text);
const noVault = {} as Vault;
/** What careless code sees: the compiler would not let it. */
const mistaken: unknown = token;

test('a token that is held comes back whole, letters beyond ASCII too', async () => {
  const held = holdToken('IGAA-ü-€-𝄞');

  expect(await revealToken(noVault, held)).toBe('IGAA-ü-€-𝄞');
});

test.each<[string, () => unknown]>([
  ['JSON', () => JSON.stringify({ token, list: [token] })],
  ['inspect', () => inspect({ token }, { showHidden: true, depth: 20, getters: true })],
  ['inspect of a proxy', () => inspect(new Proxy(token, {}), { showHidden: true, showProxy: true })],
  // oxlint-disable-next-line typescript/no-misused-spread -- the misuse is what is tested
  ['spread', () => inspect({ ...token }, { showHidden: true })],
  ['Object.entries', () => inspect(Object.entries(token))],
  ['own names and symbols', () => inspect(Reflect.ownKeys(token))],
  ['structuredClone', () => inspect(structuredClone(token), { showHidden: true })],
  ['v8.serialize', () => serialize({ token }).toString('latin1')],
  ['toString', () => token.toString()],
  ['toString of an object', () => Object.prototype.toString.call(token)],
])('a token does not leak through %s', (_name, leak) => {
  expect(String(leak())).not.toContain('canary');
});

test.each<[string, () => unknown]>([
  ['a template literal', () => `token: ${mistaken as string}`],
  ['String()', () => String(mistaken)],
  ['adding', () => 'token: ' + (mistaken as string)],
])('a token refuses to become text by %s', (_name, convert) => {
  expect(convert).toThrow('cannot be turned into text');
});

test('a token is not kept in memory that other buffers share', () => {
  const before = Buffer.from('x');
  holdToken('IGAAcanarySharedPool');
  const after = Buffer.from('y');

  expect(Buffer.from(before.buffer).includes('canarySharedPool')).toBe(false);
  expect(Buffer.from(after.buffer).includes('canarySharedPool')).toBe(false);
});
