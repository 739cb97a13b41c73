import { expect, test } from 'vitest';
import { setManagingStage, stranger } from '../managing-stage.ts';
import { receiveMessage, sendMessage } from './message-put.ts';

const wren = { id: stranger.fromId, username: stranger.username };

test.each(['onInstagram', 'onFacebook'] as const)(
  'ice breakers are kept, read back and taken away (%s)',
  async (host) => {
    const stage = setManagingStage();
    const path = `/${stage.accountId}/messenger_profile`;
    const ice_breakers = [{ question: 'Are you open?', payload: 'OPEN' }];

    expect((await stage[host]('POST', path, { ice_breakers: JSON.stringify(ice_breakers) })).body).toEqual({
      result: 'success',
    });
    expect((await stage[host]('GET', path, { fields: 'ice_breakers' })).body).toEqual({
      data: [{ ice_breakers }],
    });
    await stage[host]('DELETE', path, { fields: '["ice_breakers"]' });
    expect((await stage[host]('GET', path)).body).toEqual({ data: [] });
  },
);

test.each([
  ['five ice breakers', { ice_breakers: JSON.stringify(Array.from({ length: 5 }, () => ({}))) }],
  ['texts', { ice_breakers: '["a"]' }],
  ['nothing', {}],
])('a profile of %s is refused', async (_what, params) => {
  const { onInstagram } = setManagingStage();

  expect((await onInstagram('POST', '/me/messenger_profile', params)).body.error.code).toBe(100);
});

test('a property that is not known is refused', async () => {
  const { onInstagram } = setManagingStage();

  expect(
    (await onInstagram('DELETE', '/me/messenger_profile', { fields: '__proto__' })).body.error.code,
  ).toBe(100);
  expect((await onInstagram('DELETE', '/me/messenger_profile')).body.error.code).toBe(100);
});

test('who has written is known by name; who was only written to has not consented', async () => {
  const { simulator, accountId, onInstagram } = setManagingStage();
  const account = simulator.world.accounts.get(accountId);
  if (account === undefined) throw new Error('no account');
  sendMessage(simulator.world, account, wren, { text: 'Hello' });

  const before = await onInstagram('GET', `/${wren.id}`);
  receiveMessage(simulator.world, accountId, wren, { text: 'Hi' });
  const after = await onInstagram('GET', `/${wren.id}`, { fields: 'username,is_user_follow_business' });

  expect(before.body.error.code).toBe(230);
  expect(after.body).toEqual({ username: wren.username, is_user_follow_business: false, id: wren.id });
});
