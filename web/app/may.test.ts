import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { contract } from '#contract/index.ts';
import type { AnyOp } from '#contract/op.ts';
import { mayOfTeam, mayWith } from './may.ts';

/**
 * Deeds that stand behind another question: their button lies within what that one shows, and both ask for the same role.
 * Written by hand, so that a role that changes for one of the two fails here.
 */
const standsBehind: Record<string, string> = {
  'library.edit': 'library.store',
  'library.convert': 'library.store',
  'library.importFile': 'library.store',
  'library.createFolder': 'library.store',
  'posts.preflight': 'posts.create',
  'snippets.keep': 'posts.create',
  'schedule.copy': 'posts.create',
  'inbox.replyPrivately': 'inbox.reply',
  'inbox.setHidden': 'inbox.reply',
  'inbox.removeComment': 'inbox.reply',
  'posts.look': 'posts.resolve',
  'schedule.swap': 'schedule.plan',
  'schedule.repeat': 'schedule.plan',
  'schedule.skipSlot': 'schedule.setSlots',
  'schedule.unskipSlot': 'schedule.setSlots',
  'schedule.fillQueue': 'schedule.setSlots',
  'schedule.checkImport': 'schedule.importPosts',
  'account.setSignInRule': 'account.readSignInRule',
  'connections.setTimeZone': 'connections.disconnect',
  'connections.chooseAccount': 'connections.startAuthorization',
  'connections.giveUpChoice': 'connections.startAuthorization',
  'team.readAccountRoles': 'team.setRole',
  'team.setAccountRoles': 'team.setRole',
  'team.removeMember': 'team.setRole',
  'team.revokeInvite': 'team.listInvites',
  'audit.about': 'audit.list',
  'reviews.ask': 'posts.edit',
  'reviews.withdraw': 'posts.edit',
  'reviews.askChanges': 'reviews.approve',
  'reviews.resolveComment': 'reviews.addComment',
  'reviews.removeComment': 'reviews.addComment',
  'reviewLinks.list': 'reviewLinks.create',
  'reviewLinks.revoke': 'reviewLinks.create',
};

const source = await readAll(new URL('../', import.meta.url));
const asked = new Set([...source.matchAll(/contract\s*\.(\w+\.\w+)\.access/g)].map(([, name]) => name!));
const deeds = Object.entries(contract).flatMap(([group, operations]) =>
  Object.entries(operations as Record<string, AnyOp>)
    .filter(([, { access }]) => !['public', 'session', 'viewer'].includes(access))
    .map(([name, { access, path, body }]) => ({
      name: `${group}.${name}`,
      access,
      isOfAccount:
        /:(connectionId|postId|threadId|writeId)/.test(path) ||
        'connectionId' in ((body as { shape?: object } | undefined)?.shape ?? {}),
    })),
);

test('every deed that not everybody may do is shown by a question to the table, its own or that of what it stands in', () => {
  const used = deeds.filter(({ name }) => new RegExp(`client\\s*\\.${name}\\(`).test(source));
  const unasked = used.filter(({ name }) => !asked.has(standsBehind[name] ?? name));

  expect(unasked.map(({ name }) => name)).toEqual([]);
  expect(used.length).toBeGreaterThan(40);
});

test('what is done with one account is asked for that account, where a role may be lower', () => {
  const withAccount = new Set(
    [...source.matchAll(/mayWith\(\s*[\w.]+,[^,;]+,\s*contract\.(\w+\.\w+)\.access/g)].map(
      ([, name]) => name!,
    ),
  );
  const used = deeds.filter(
    ({ name, isOfAccount }) => isOfAccount && new RegExp(`client\\s*\\.${name}\\(`).test(source),
  );
  const unasked = used.filter(({ name }) => !withAccount.has(standsBehind[name] ?? name));

  expect(unasked.map(({ name }) => name)).toEqual([]);
  expect(used.length).toBeGreaterThan(20);
});

test.each([
  ['a role that is lower for the account', { acc: 'viewer' }, 'acc', false],
  ['an account that is hidden', { acc: 'none' }, 'acc', false],
  ['a role that is high enough for the account', { acc: 'contributor' }, 'acc', true],
  ['a higher role for the account than in the workspace', { acc: 'publisher' }, 'acc', true],
  ['another account', { acc: 'none' }, 'other', true],
  ['an account that is not known yet', { acc: 'viewer' }, undefined, false],
  ['a member who is narrowed nowhere', undefined, undefined, true],
] as const)('%s is heeded', (_, accountRoles, account, expected) => {
  const workspace = { role: 'contributor' as const, ...(accountRoles && { accountRoles }) };

  expect(mayWith(workspace, account, 'contributor')).toBe(expected);
  expect(mayWith(workspace, account, 'publisher')).toBe(false);
});

test('an admin changes the team only where they are narrowed with no account', () => {
  expect(mayOfTeam({ role: 'admin' }, 'admin')).toBe(true);
  expect(mayOfTeam({ role: 'admin', accountRoles: { acc: 'publisher' } }, 'admin')).toBe(false);
  expect(mayOfTeam({ role: 'publisher' }, 'admin')).toBe(false);
});

test('what stands behind another question asks for the same role', () => {
  const roleOf = (name: string) => deeds.find((deed) => deed.name === name)?.access;
  const different = Object.entries(standsBehind).filter(([name, guard]) => roleOf(name) !== roleOf(guard));

  expect(different).toEqual([]);
});

async function readAll(folder: URL): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /(?<!test)\.tsx?$/.test(name));
  const files = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
  return files.join('\n');
}
