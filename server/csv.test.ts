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

test('a number below zero stays a number', () => {
  expect(csvLine([-3])).toBe('-3\r\n');
});

test('a NUL is left out', () => {
  expect(csvLine(['a\0b'])).toBe('ab\r\n');
});
