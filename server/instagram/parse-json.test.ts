import { expect, test } from 'vitest';
import { idOf, parseJson } from './parse-json.ts';

test('a number above 2^53 keeps every digit, as text', () => {
  expect(parseJson('{"user_id":27640875392278831}')).toEqual({ user_id: '27640875392278831' });
});

test('a small number stays a number', () => {
  expect(parseJson('{"expires_in":5183944,"ratio":0.8}')).toEqual({ expires_in: 5_183_944, ratio: 0.8 });
});

test.each([['../me'], ['178/permissions'], ['17841?fields=id'], [''], [undefined], [1.5]])(
  '%j is no id',
  (value) => {
    expect(idOf(value)).toBeUndefined();
  },
);
