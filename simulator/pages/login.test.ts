import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { aVisit } from './test-visit.ts';

test('log-in leads on to a path of this host and to nowhere else', async () => {
  const { send } = await aVisit();
  const logIn = async (next: string) =>
    (await send('/accounts/login/', { account_id: accounts.business, next })).location;

  expect(await logIn('/linden.ceramics/?page=2')).toBe('/linden.ceramics/?page=2');
  expect(await logIn('/explore/tags/töpfern/')).toBe('/explore/tags/t%C3%B6pfern/');
  for (const elsewhere of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '',
    '\t//evil.example',
    '/x/..//evil.example',
  ]) {
    expect(await logIn(elsewhere)).toBe('/accounts/manage_access/');
  }
});

test('a line break in where log-in leads to does not reach the headers', async () => {
  const { send } = await aVisit();

  const { status, headers } = await send('/accounts/login/', {
    account_id: accounts.business,
    next: '/x\r\nset-cookie: a=b',
  });

  expect(status).toBe(303);
  expect(headers.get('set-cookie')).not.toContain('a=b');
});

test('of very many accounts a hundred are offered, and the others are found by name', async () => {
  const { open, world } = await aVisit();
  const seed = world.accounts.get(accounts.business);
  for (let number = 1; number <= 100; number += 1) {
    if (seed !== undefined)
      world.accounts.put({ ...seed, id: `9${number}`, username: `studio.${number}.end` });
  }
  const offered = async (query: string) =>
    [...(await open(`/accounts/login/${query}`)).markup.matchAll(/name="account_id"/g)].length;

  expect(await offered('')).toBe(100);
  expect(await offered('?q=STUDIO.99')).toBe(1);
  expect((await open('/accounts/login/?q=%22%3E%3Cscript%3E')).markup).not.toContain('<script>');
});
