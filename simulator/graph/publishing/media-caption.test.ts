import { expect, test } from 'vitest';
import { refuseCaption } from './media-caption.ts';

const hashtags = (n: number) => Array.from({ length: n }, (_, i) => `#tag${i}`).join(' ');
const mentions = (n: number) => Array.from({ length: n }, (_, i) => `@person.${i}`).join(' ');

test.each([
  ['2200 characters', 'a'.repeat(2200)],
  ['2200 characters outside the basic plane', '🏺'.repeat(2200)],
  ['30 hashtags', hashtags(30)],
  ['20 mentions', mentions(20)],
  ['31 number signs that are no hashtags', '#1 '.repeat(31)],
  ['21 mail addresses', 'post@example.com '.repeat(21)],
])('a caption of %s is accepted', (_what, caption) => {
  expect(refuseCaption(caption)).toBeUndefined();
});

test('a caption of 2201 characters is refused with 36004/2207010 and both numbers', () => {
  const refusal = refuseCaption('a'.repeat(2201));

  expect(refusal).toMatchObject({ code: 36004, subcode: 2207010, message: 'The caption was too long.' });
  expect(refusal?.userMessage).toContain('2201 characters long');
  expect(refusal?.userMessage).toContain('is 2200.');
});

test('a caption of 31 hashtags is refused as too long', () => {
  expect(refuseCaption(hashtags(31))).toMatchObject({ code: 36004, subcode: 2207010 });
});

test('a caption of 21 mentions is refused with 100/2207040', () => {
  expect(refuseCaption(mentions(21))).toMatchObject({ code: 100, subcode: 2207040 });
});

test('a caption that is too long and has too many mentions is told about its length first', () => {
  expect(refuseCaption(`${mentions(21)} ${'a'.repeat(2200)}`)).toMatchObject({ code: 36004 });
});
