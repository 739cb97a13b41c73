import { expect, test } from 'vitest';
import { accounts, aSimulator } from '../fixture.ts';

test('a stranger writes to an account, which finds it among its conversations', async () => {
  const { control, mint, send } = aSimulator();
  const { access_token } = await mint(accounts.business);

  const written = await control('POST', '/messages', {
    account: 'linden.ceramics',
    username: 'wren.and.kiln',
    text: 'Are you open?',
  });
  const list = await send(
    `/graph.instagram.com/me/conversations?fields=messages{message,from}&access_token=${access_token}`,
  );

  expect(written.status).toBe(200);
  expect(await list.json()).toMatchObject({
    data: [{ messages: { data: [{ message: 'Are you open?', from: { username: 'wren.and.kiln' } }] } }],
  });
});

test('who reacts and reads has to have written before', async () => {
  const { control, simulator } = aSimulator();
  const act = (more: Record<string, unknown>) =>
    control('POST', '/messages', { account: accounts.business, username: 'wren.and.kiln', ...more });

  expect((await act({ seen: true })).status).toBe(404);
  expect((await act({})).status).toBe(400);
  await act({ text: 'Hi' });
  const message = simulator.world.messages.list()[0];
  expect((await act({ reaction: { messageId: message?.id, emoji: '🌊' } })).status).toBe(200);
  expect((await act({ reaction: { messageId: 'none', emoji: '🌊' } })).status).toBe(404);
  expect((await act({ seen: true })).status).toBe(200);
  expect(simulator.world.messages.list()[0]?.reactions).toMatchObject([{ emoji: '🌊' }]);
});

test('a comment under media that does not exist is refused', async () => {
  const { control } = aSimulator();

  const response = await control('POST', '/comments', {
    mediaId: '1',
    username: 'wren.and.kiln',
    text: 'Hi',
  });

  expect(response.status).toBe(404);
});
