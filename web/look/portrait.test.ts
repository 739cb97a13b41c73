import { expect, test } from 'vitest';
import { initials } from './portrait.tsx';

test.each([
  ['Ada Linden', 'AL'],
  ['ada', 'AD'],
  ['👩🏽‍🎨 Noor', '👩🏽‍🎨N'],
  ['👩🏽‍🎨', '👩🏽‍🎨'],
  ['Z\u0308oe A\u030angstrom', 'Z\u0308A\u030a'],
  ['山田 花子', '山花'],
  ['نورا الحداد', 'نا'],
  ['𝔄𝔟', '𝔄𝔟'],
  ['', ''],
])('of %s the letters on the plate are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});
