import { expect, test } from 'vitest';
import { accounts } from '../fixture.ts';
import { sendMessage } from '../graph/messages/message-put.ts';
import { aVisit } from './test-visit.ts';

const at = '/direct/t/linden.ceramics/';

test('a stranger writes to an account, which opens a conversation and tells webhooks', async () => {
  const { open, send, aStranger, world } = await aVisit();
  const { id, username } = await aStranger();

  const sent = await send(at, { as: id, text: ' Is the <blue> one left? ' });

  expect(sent.location).toBe(`${at}?as=${id}`);
  expect(world.conversations.list()).toMatchObject([
    { accountId: accounts.business, participantId: id, participantUsername: username },
  ]);
  expect(world.happenings.list()).toMatchObject([
    { kind: 'message', message: { text: 'Is the <blue> one left?', fromId: id } },
  ]);
  expect((await open(sent.location ?? '')).markup).toContain('Is the &lt;blue&gt; one left?');
});

test('what the account answers is read and gets a heart, and both are told to webhooks', async () => {
  const { open, send, aStranger, world } = await aVisit();
  const stranger = await aStranger(2);
  const account = world.accounts.get(accounts.business);
  if (account === undefined) throw new Error('the demo world has no @linden.ceramics');
  const message = sendMessage(world, account, stranger, { text: 'It is.' });
  expect((await open(`${at}?as=${stranger.id}`)).markup).toContain(`Read as ${stranger.username}`);

  await send(at, { as: stranger.id, deed: 'seen' });
  await send(at, { as: stranger.id, deed: 'react', message_id: message.id });

  expect(world.happenings.list().map(({ kind }) => kind)).toEqual(['message', 'seen', 'reaction']);
  expect(world.messages.get(message.id)?.reactions).toMatchObject([
    { fromId: stranger.id, reaction: 'love' },
  ]);
  await send(at, { as: stranger.id, deed: 'unreact', message_id: message.id });
  expect(world.messages.get(message.id)?.reactions).toEqual([]);
});

test('somebody who got a private reply to a comment can be played', async () => {
  const { send, publish, comment, world } = await aVisit();
  const said = comment(publish(), 'How much?');
  const account = world.accounts.get(accounts.business);
  if (account === undefined) throw new Error('the demo world has no @linden.ceramics');
  const person = { id: said.fromId, username: said.username };
  expect((await send(at, { as: person.id, text: 'Hello' })).status).toBe(403);
  sendMessage(world, account, person, { text: 'Forty.', commentId: said.id });

  expect((await send(at, { as: person.id, text: 'Thanks' })).status).toBe(303);
});

test.each([
  ['nothing', ' ', 'There is nothing written yet.'],
  ['too much', '😀'.repeat(251), 'A message has at most 1000 bytes; this has 1004.'],
])('%s is not sent, and what was written stays in the form', async (_, text, problem) => {
  const { send, aStranger, world } = await aVisit();
  const { id } = await aStranger();

  const { status, markup } = await send(at, { as: id, text });

  expect(status).toBe(400);
  expect(markup).toContain(problem);
  expect(markup).toContain(`${text}</textarea`);
  expect(world.messages.size).toBe(0);
});

test('nobody reacts in a conversation of somebody else, writes as an account, or from another site', async () => {
  const { send, aStranger, world } = await aVisit(accounts.secondBusiness);
  const [one, other] = [await aStranger(), await aStranger(1)];
  const account = world.accounts.get(accounts.business);
  if (account === undefined) throw new Error('the demo world has no @linden.ceramics');
  const message = sendMessage(world, account, one, { text: 'It is.' });

  await send(at, { as: other.id, deed: 'react', message_id: message.id });
  const answers = [
    await send(at, { as: accounts.secondBusiness, text: 'Hello' }),
    await send(at, { as: one.id, text: 'Hello' }, { 'sec-fetch-site': 'cross-site' }),
  ];

  expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  expect(world.messages.list()).toEqual([message]);
});
