import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';
import { recordHappening } from './happening.ts';
import { aListener, callbackUrl, giveMartasTokens, type Received, verifyToken } from './test-receiver.ts';

const stranger = '990001';

/** A conversation of @linden.ceramics with a stranger, and what happens in it. */
function aConversation(world: ReturnType<typeof aListener>['world']) {
  const conversationId = 'a-conversation';
  world.conversations.put({
    id: conversationId,
    accountId: accounts.business,
    pair: `${accounts.business}:${stranger}`,
    participantId: stranger,
    participantUsername: 'stranger',
    updatedAt: world.now(),
  });
  const about = { accountId: accounts.business };
  return {
    write(fromId: string, text: string) {
      const message = { id: `mid-${text}`, conversationId, fromId, text, createdAt: world.now(), ...about };
      world.messages.put(message);
      recordHappening(world, { kind: 'message', message, ...about });
    },
    react: () =>
      recordHappening(world, {
        kind: 'reaction',
        messageId: 'mid-hello',
        fromId: stranger,
        action: 'react',
        reaction: 'love',
        emoji: '\u2764',
        ...about,
      }),
    see: () => recordHappening(world, { kind: 'seen', messageId: 'mid-hello', fromId: stranger, ...about }),
  };
}

const messagesIn = (received: Received[]) =>
  received.flatMap(({ body }) =>
    (JSON.parse(body) as { entry: { time: number; messaging: unknown[] }[] }).entry.flatMap(
      ({ messaging }) => messaging,
    ),
  );

test('a message, an echo, a reaction and a reading are told under messaging, in milliseconds', async () => {
  const { world, simulator, subscribe, received } = aListener();
  await subscribe(accounts.business, { fields: ['messages'] });
  const { write, react, see } = aConversation(world);
  write(stranger, 'hello');
  write(accounts.business, 'welcome');
  react();
  see();
  await simulator.deliver();
  const inward = { sender: { id: stranger }, recipient: { id: accounts.business }, timestamp: world.now() };
  expect(messagesIn(received)).toEqual([
    { ...inward, message: { mid: 'mid-hello', text: 'hello' } },
    {
      sender: { id: accounts.business },
      recipient: { id: stranger },
      timestamp: world.now(),
      message: { mid: 'mid-welcome', text: 'welcome', is_echo: true },
    },
    { ...inward, reaction: { mid: 'mid-hello', action: 'react', reaction: 'love', emoji: '\u2764' } },
    { ...inward, read: { mid: 'mid-hello' } },
  ]);
});

test('on Facebook Login an echo comes with the field messages', async () => {
  const { world, simulator, control, send, received } = aListener();
  const { page, pageId } = giveMartasTokens(world);
  const fields = ['messages'];
  await control('PUT', `/apps/${demoApp.id}/webhooks/instagram`, { callbackUrl, verifyToken, fields });
  await send(`/graph.facebook.com/${pageId}/subscribed_apps`, {
    method: 'POST',
    body: new URLSearchParams({ subscribed_fields: 'messages', access_token: page }),
  });
  aConversation(world).write(accounts.business, 'welcome');
  await simulator.deliver();
  expect(messagesIn(received)).toMatchObject([{ message: { is_echo: true } }]);
});

test('nothing is told of messages whose person keeps apps out', async () => {
  const { world, simulator, subscribe, received } = aListener();
  await subscribe(accounts.business, { fields: ['messages'] });
  const account = world.accounts.get(accounts.business);
  if (account !== undefined) world.accounts.put({ ...account, isMessageAccessOff: true });
  aConversation(world).write(stranger, 'hello');
  await simulator.deliver();
  expect(received).toEqual([]);
});

test('a sample of the page object says so', async () => {
  const { control, received } = aListener();
  await control('PUT', `/apps/${demoApp.id}/webhooks/page`, { callbackUrl, verifyToken });
  await control('POST', '/webhooks/samples', { appId: demoApp.id, object: 'page', field: 'feed' });
  expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
    object: 'page',
    entry: [{ id: '0', changes: [{ field: 'feed', value: { item: 'status' } }] }],
  });
});

test.each([
  [{ field: 'typo' }, 400],
  [{ field: 'comments', object: 'page' }, 409],
])('a sample of %o is refused with %i', async (wish, status) => {
  const { control, subscribe } = aListener();
  await subscribe(accounts.business);
  expect((await control('POST', '/webhooks/samples', { appId: demoApp.id, ...wish })).status).toBe(status);
});
