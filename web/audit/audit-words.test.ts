import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { areas, sentences } from './audit-words.ts';

/** Actions whose name is put together, by the text that does it. */
const putTogether: Record<string, string[]> = {
  "inbox.${input.state === 'done' ? 'done' : 'reopened'}": ['inbox.done', 'inbox.reopened'],
  'post.${step}': ['post.published', 'post.failed', 'post.unconfirmed'],
  'revocation.${state}': ['revocation.confirmed', 'revocation.not_possible', 'revocation.expired'],
  'write.${row.state}': ['write.done', 'write.failed', 'write.unconfirmed'],
};

/** Names of columns look alike. */
const column = /\.(id|kind|state|text|\w+_(at|by|id))$/;

/** Every action that the server writes down, by its sources. */
async function actionsOfServer(): Promise<Set<string>> {
  const found = new Set<string>();
  for await (const path of glob('server/**/*.ts')) {
    if (/test/.test(path)) continue;
    const source = await readFile(path, 'utf8');
    if (!/\brecord(Event|Events|Deed|Editing)\b|_requested'/.test(source)) continue;
    const literal = new RegExp(`'((?:${[...Object.keys(areas), 'account'].join('|')})\\.[a-z_]+)'`, 'g');
    for (const [, action] of source.matchAll(literal)) if (!column.test(action!)) found.add(action!);
    for (const [, template] of source.matchAll(/`([a-z_]+\.\$\{[^`]*)`/g))
      for (const action of putTogether[template!] ?? [`${template} is in no list`]) found.add(action);
  }
  return found;
}

test('every action that the server writes down has its words, and every word its action', async () => {
  expect([...(await actionsOfServer())].toSorted()).toEqual(Object.keys(sentences).toSorted());
});

test('every action belongs to a kind that can be chosen, but for those of a person’s own account', () => {
  const kinds = new Set(Object.keys(sentences).map((action) => action.split('.')[0]!));
  kinds.delete('account');

  expect([...kinds].toSorted()).toEqual(Object.keys(areas).toSorted());
});
