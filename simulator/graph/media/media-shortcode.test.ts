import { expect, test } from 'vitest';
import { igIdAt, shortcodeOf } from './media-shortcode.ts';

test.each([
  ['3123724930722523505', 'CtZs0Y3v2lx'],
  ['2421239445800645437', 'CGZ-HKbHHM9'],
])('the recorded ig_id %s has the recorded shortcode %s', (igId, shortcode) => {
  expect(shortcodeOf(igId)).toBe(shortcode);
});

test('an ig_id carries the millisecond it was made at', () => {
  const atMs = Date.UTC(2026, 10, 25, 9, 30, 0, 123);

  const igId = igIdAt(atMs, 8_191, 1_023);

  expect(Number((BigInt(igId) >> 23n) + 1_314_220_021_721n)).toBe(atMs);
});

test('two media of one millisecond have different shortcodes', () => {
  const atMs = Date.UTC(2026, 10, 25);

  const codes = [igIdAt(atMs, 5, 1), igIdAt(atMs, 5, 2)].map(shortcodeOf);

  expect(codes[0]).not.toBe(codes[1]);
  expect(codes.map((code) => code.length)).toEqual([11, 11]);
});
