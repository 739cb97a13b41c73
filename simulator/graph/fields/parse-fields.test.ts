import { expect, test } from 'vitest';
import { MetaError } from '../errors.ts';
import { type FieldRequest, parseFields } from './parse-fields.ts';

/** The fields as plain data, without what was left out. */
function plain(fields: readonly FieldRequest[]): unknown[] {
  return fields.map(({ name, alias, modifiers, fields: inner }) => ({
    name,
    ...(alias !== name && { alias }),
    ...(modifiers.size > 0 && { modifiers: Object.fromEntries(modifiers) }),
    ...(inner !== undefined && { fields: plain(inner) }),
  }));
}

test('three levels with modifiers are read', () => {
  expect(
    plain(parseFields('id, media.limit(3).since(1700000000){ id,children{media_type} },picture.type(large)')),
  ).toEqual([
    { name: 'id' },
    {
      name: 'media',
      modifiers: { limit: '3', since: '1700000000' },
      fields: [{ name: 'id' }, { name: 'children', fields: [{ name: 'media_type' }] }],
    },
    { name: 'picture', modifiers: { type: 'large' } },
  ]);
});

test('an alias renames and stays a modifier', () => {
  expect(plain(parseFields('media.as(posts){id}'))).toEqual([
    { name: 'media', alias: 'posts', modifiers: { as: 'posts' }, fields: [{ name: 'id' }] },
  ]);
});

test('commas, brackets and quotes in an argument belong to it', () => {
  expect(plain(parseFields('insights.metric(reach,likes).timeframe("last (7)")'))).toEqual([
    { name: 'insights', modifiers: { metric: 'reach,likes', timeframe: 'last (7)' } },
  ]);
});

test.each([
  ['', 0],
  [' , ,', 0],
  ['["id","caption"]', 2],
  ['id,id', 1],
])('%j names %i fields', (text, count) => {
  expect(parseFields(text)).toHaveLength(count);
});

test.each(['id}', 'media{id', 'media.{id}', 'media.limit(3', 'id caption', 'a(b)', '{id}', '"id"', '\u0000'])(
  '%j is a syntax error with its place',
  (text) => {
    expect(() => parseFields(text)).toThrow(MetaError);
    expect(() => parseFields(text)).toThrow(/^Syntax error "Expected .+" at character \d+: /s);
  },
);

test('a thousand levels are refused before the stack is', () => {
  expect(() => parseFields('a{'.repeat(1000))).toThrow(/fewer levels/);
});
