import { expect, test } from 'vitest';
import { wordsOf, type MediaDeed } from './kinds.ts';

const about = (deed: MediaDeed, code: string, connectionId: string | null = 'c1') =>
  wordsOf('write_failed', {
    threadId: null,
    account: 'linden.ceramics',
    code,
    media: { mediaId: '178', connectionId, deed },
  });

test.each([
  ['switch_off', 'reconnect_needed', 'Comments not switched off for a post of @linden.ceramics'],
  ['switch_on', 'reconnect_needed', 'Comments not switched on for a post of @linden.ceramics'],
  ['switch_off', 'write_unconfirmed', 'Switching comments off not confirmed for a post of @linden.ceramics'],
  ['delete', 'reconnect_needed', 'A post of @linden.ceramics was not deleted from Instagram'],
  ['delete', 'write_unconfirmed', 'Deleting a post of @linden.ceramics not confirmed'],
] as const)('"%s" that ends as "%s" is told as what was asked, and leads there', (deed, code, title) => {
  expect(about(deed, code)).toMatchObject({ title, path: '/media/c1/178' });
});

test('what was asked of an account that left leads to what is live', () => {
  expect(about('delete', 'connection_missing', null).path).toBe('/media');
});

test('a notice that was kept before it knew of media is read as it was', () => {
  expect(
    wordsOf('write_failed', { threadId: null, account: 'linden.ceramics', code: 'reconnect_needed' }),
  ).toMatchObject({ title: 'Not done on @linden.ceramics', path: '/inbox' });
});
