import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('a line ends as RFC 4180 says, and quotes what would break it', () => {
  expect(csvLine(['a', 'b,c', 'say "hi"', 'two\nlines', 7, null, undefined])).toBe(
    'a,"b,c","say ""hi""","two\nlines",7,,\r\n',
  );
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('%j is a text and no formula', (text) => {
  expect(csvLine([text]).replace(/^"/, '')).toMatch(/^'/);
});

test.each([
  ['a;=1+1', "a;'=1+1"],
  ['a;b;@SUM(A1)', "a;b;'@SUM(A1)"],
  ['a\t+1', "a\t'+1"],
  ['a\n-1', "a\n'-1"],
  ['a\r\n=1', "a\r\n'=1"],
])('where ; or a break begins a cell, %j is a text there too', (text, safe) => {
  expect(csvLine([text]).replaceAll('"', '')).toBe(`${safe}\r\n`);
});

test('what is no formula is left alone', () => {
  expect(csvLine(['a=1; b-2 +3'])).toBe('a=1; b-2 +3\r\n');
});

test('a number below zero stays a number', () => {
  expect(csvLine([-3])).toBe('-3\r\n');
});

test('a NUL is left out', () => {
  expect(csvLine(['a\0b'])).toBe('ab\r\n');
});
