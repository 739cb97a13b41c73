import { expect, test } from 'vitest';
import { readList, readTexts } from './read-list.ts';

const list = (text: string) => readList(new Map([['list', text]]), 'list');

test.each([
  ['1, 2,,3', ['1', '2', '3']],
  ['["1","2"]', ['1', '2']],
  ['"1,2"', ['1', '2']],
  ['[17889455560051444]', ['17889455560051444']],
  ["[{username:'anna',x:0.5}]", [{ username: 'anna', x: 0.5 }]],
  ['{"username":"anna"}', [{ username: 'anna' }]],
  ['', []],
])('%s is read as a list', (text, expected) => {
  expect(list(text)).toEqual(expected);
});

test('what begins like JSON and is none is no list', () => {
  expect(list('[1,')).toBeUndefined();
});

test('a list of objects is no list of texts', () => {
  expect(readTexts(new Map([['list', '[{"a":1}]']]), 'list')).toBeUndefined();
});
