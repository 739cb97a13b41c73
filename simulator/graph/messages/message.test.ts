import { expect, test } from 'vitest';
import { type ManagingStage, others, setManagingStage, stranger } from '../managing-stage.ts';
import { markSeen, receiveMessage } from './message-put.ts';

const wren = { id: stranger.fromId, username: stranger.username };

/** A stranger writes to @linden.ceramics. */
function hear({ simulator, accountId }: ManagingStage, text = 'Are you open?') {
  return receiveMessage(simulator.world, accountId, wren, { text });
}

const to = (id: string, message: unknown = { text: 'Until six.' }) => ({
  recipient: JSON.stringify({ id }),
  message: JSON.stringify(message),
});
const replyTo = (commentId: string) => ({
  recipient: JSON.stringify({ comment_id: commentId }),
  message: JSON.stringify({ text: 'I wrote to you.' }),
});

test.each(['onInstagram', 'onFacebook'] as const)(
  'who has written is answered within a day (%s)',
  async (host) => {
    const stage = setManagingStage();
    hear(stage);
    stage.advance(24 * 60 * 60);

    const { body } = await stage[host]('POST', `/${stage.accountId}/messages`, to(wren.id));

    expect(body).toEqual({ recipient_id: wren.id, message_id: expect.stringMatching(/^aWdfZAG1/) });
    expect(stage.simulator.world.happenings.list().at(-1)).toMatchObject({
      kind: 'message',
      message: { fromId: stage.accountId, text: 'Until six.' },
    });
  },
);

test('parameters in brackets are understood, and the Page speaks for its account', async () => {
  const stage = setManagingStage();
  hear(stage);
  const page = stage.simulator.world.pages.by('accountId', stage.accountId)[0];

  const { body } = await stage.onFacebook('POST', `/${page?.id}/messages`, {
    'recipient[id]': wren.id,
    'message[text]': 'Until six.',
  });

  expect(body.recipient_id).toBe(wren.id);
});

test('a day after they last wrote the window is closed', async () => {
  const stage = setManagingStage();
  hear(stage);
  stage.advance(24 * 60 * 60 + 1);

  const { body } = await stage.onInstagram('POST', '/me/messages', to(wren.id));

  expect(body.error).toMatchObject({ code: 10, error_subcode: 2534022 });
});

test('a human agent answers within a week, where Meta has approved the app', async () => {
  const stage = setManagingStage();
  hear(stage);
  stage.advance(6 * 24 * 60 * 60);
  const send = () => stage.onInstagram('POST', '/me/messages', { ...to(wren.id), tag: 'HUMAN_AGENT' });

  const refused = await send();
  stage.setFlags({ humanAgent: true });

  expect([refused.status, refused.body.error.code]).toEqual([403, 10]);
  expect((await send()).status).toBe(200);
  stage.advance(2 * 24 * 60 * 60);
  expect((await send()).body.error).toMatchObject({ code: 10, error_subcode: 2534022 });
});

test('who has never written cannot be written to', async () => {
  const stage = setManagingStage();

  const { body } = await stage.onInstagram('POST', '/me/messages', to(wren.id));

  expect(body.error).toMatchObject({ code: 100, error_subcode: 2534014 });
});

test.each([
  ['no recipient', { message: '{"text":"x"}' }, 'The parameter recipient is required.'],
  ['no message', { recipient: '{"id":"1"}' }, 'The parameter message is required.'],
  [
    'a recipient that is no object',
    { recipient: '[1]', message: '{}' },
    '(#100) Param recipient must be an object.',
  ],
  [
    '1001 bytes',
    to('1', { text: 'é'.repeat(501) }),
    '(#100) Length of param message[text] must be less than or equal to 1000',
  ],
  [
    'eleven pictures',
    to('1', { attachments: Array.from({ length: 11 }, () => ({ type: 'image', payload: { url: 'x' } })) }),
    '(#100) A message has at most 10 attachments.',
  ],
  [
    'an unknown attachment',
    to('1', { attachment: { type: 'constructor' } }),
    '(#100) The type of an attachment is not known.',
  ],
])('a message with %s is refused', async (_what, params, words) => {
  const stage = setManagingStage();

  const { body } = await stage.onInstagram('POST', '/me/messages', params);

  expect(body.error).toMatchObject({ code: 100, message: words });
});

test('a comment gets one private reply, which opens no window', async () => {
  const stage = setManagingStage();
  const comment = stage.aComment(stage.aMedia().id);
  const reply = () => stage.onInstagram('POST', '/me/messages', replyTo(comment.id));

  expect((await reply()).body).toEqual({ recipient_id: stranger.fromId, message_id: expect.any(String) });
  expect((await reply()).body.error).toMatchObject({ code: 10, error_subcode: 2534025 });
  expect((await stage.onInstagram('POST', '/me/messages', to(wren.id))).body.error.error_subcode).toBe(
    2534022,
  );
});

test('after seven days a comment gets no private reply, nor does one of somebody else or the own', async () => {
  const stage = setManagingStage();
  const old = stage.aComment(stage.aMedia().id);
  const foreign = stage.aComment(stage.aMedia({ accountId: others.bakery }).id);
  stage.advance(7 * 24 * 60 * 60 + 1);
  const own = (await stage.onInstagram('POST', `/${old.mediaId}/comments`, { message: 'ours' })).body.id;
  const refusal = async (id: string) =>
    (await stage.onInstagram('POST', '/me/messages', replyTo(id))).body.error.error_subcode;

  expect([await refusal(old.id), await refusal(foreign.id), await refusal(own)]).toEqual([
    2534022, 33, 2534014,
  ]);
});

test('750 private replies in an hour and no more', async () => {
  const stage = setManagingStage();
  const media = stage.aMedia();
  const reply = () => stage.onInstagram('POST', '/me/messages', replyTo(stage.aComment(media.id).id));
  for (let n = 0; n < 750; n += 1) await reply();

  expect((await reply()).body.error.code).toBe(613);
});

test.each(['onInstagram', 'onFacebook'] as const)(
  'conversations and their messages are read (%s)',
  async (host) => {
    const stage = setManagingStage();
    const heard = hear(stage);
    stage.advance(60);
    await stage[host]('POST', `/${stage.accountId}/messages`, to(wren.id));

    const list = await stage[host]('GET', `/${stage.accountId}/conversations`, {
      platform: 'instagram',
      fields: 'participants,updated_time,messages{message,from,created_time}',
    });
    const alone = await stage[host]('GET', `/${heard.id}`, { fields: 'message,from,to' });

    const us = { id: stage.accountId, username: 'linden.ceramics' };
    expect(list.body.data).toMatchObject([
      {
        participants: { data: [us, wren] },
        updated_time: '2026-11-25T09:31:00+0000',
        messages: {
          data: [
            { message: 'Until six.', from: us },
            { message: 'Are you open?', from: wren, created_time: '2026-11-25T09:30:00+0000' },
          ],
        },
      },
    ]);
    expect(alone.body).toEqual({ message: 'Are you open?', from: wren, to: { data: [us] }, id: heard.id });
  },
);

test('a conversation is read by its id, with its messages as an edge', async () => {
  const stage = setManagingStage();
  const heard = hear(stage);

  const node = await stage.onInstagram('GET', `/${heard.conversationId}`, { fields: 'messages' });
  const edge = await stage.onInstagram('GET', `/${heard.conversationId}/messages`);

  const data = [{ id: heard.id, created_time: '2026-11-25T09:30:00+0000' }];
  expect(node.body).toMatchObject({ messages: { data }, id: heard.conversationId });
  expect(edge.body.data).toEqual(data);
});

test('a Page lists the conversations of Instagram when the platform is named', async () => {
  const stage = setManagingStage();
  hear(stage);
  const page = stage.simulator.world.pages.by('accountId', stage.accountId)[0];
  const read = (params: Record<string, string>) =>
    stage.onFacebook('GET', `/${page?.id}/conversations`, params);

  expect((await read({ platform: 'instagram', user_id: wren.id })).body.data).toHaveLength(1);
  expect((await read({ platform: 'instagram', user_id: '1' })).body).toEqual({ data: [] });
  expect((await read({})).body).toEqual({ data: [] });
});

test('of a conversation the newest twenty messages can be read', async () => {
  const stage = setManagingStage();
  const first = hear(stage);
  for (let n = 0; n < 20; n += 1) hear(stage, `again ${n}`);

  const list = await stage.onInstagram('GET', `/${first.conversationId}/messages`, { fields: 'message' });

  expect(list.body.data).toHaveLength(21);
  expect(list.body.data.at(-1)).toEqual({ id: first.id });
  expect((await stage.onInstagram('GET', `/${first.id}`)).body.error).toMatchObject({
    code: 100,
    error_subcode: 33,
  });
});

test('a request vanishes after thirty idle days; what was answered stays', async () => {
  const stage = setManagingStage();
  hear(stage);
  receiveMessage(
    stage.simulator.world,
    stage.accountId,
    { id: '5550000000000002', username: 'ash' },
    { text: 'Hi' },
  );
  await stage.onInstagram('POST', '/me/messages', to(wren.id));
  stage.advance(30 * 24 * 60 * 60);

  const { body } = await stage.onInstagram('GET', '/me/conversations', { fields: 'name' });

  expect(body.data).toMatchObject([{ name: wren.username }]);
});

test('with access to messages off there are no conversations, and no error', async () => {
  const stage = setManagingStage();
  hear(stage);
  const account = stage.simulator.world.accounts.get(stage.accountId);
  if (account !== undefined) stage.simulator.world.accounts.put({ ...account, isMessageAccessOff: true });

  expect(await stage.onInstagram('GET', '/me/conversations')).toEqual({ status: 200, body: { data: [] } });
});

test('conversations are listed twice in a second and no more', async () => {
  const stage = setManagingStage();
  const read = async () => (await stage.onInstagram('GET', '/me/conversations')).status;

  expect([await read(), await read(), await read()]).toEqual([200, 200, 400]);
  stage.advance(1);
  expect(await read()).toBe(200);
});

test('a reaction is put on a message and taken off again', async () => {
  const stage = setManagingStage();
  const heard = hear(stage);
  const act = (sender_action: string) =>
    stage.onInstagram('POST', '/me/messages', {
      recipient: JSON.stringify({ id: wren.id }),
      sender_action,
      payload: JSON.stringify({ message_id: heard.id, reaction: 'love' }),
    });
  const read = async () =>
    (await stage.onInstagram('GET', `/${heard.id}`, { fields: 'reactions' })).body.reactions?.data;

  expect((await act('react')).body).toEqual({ recipient_id: wren.id });
  expect(await read()).toEqual([
    { reaction: '❤', users: [{ id: stage.accountId, username: 'linden.ceramics' }] },
  ]);
  await act('unreact');
  expect(await read()).toBeUndefined();
  expect((await act('typing_on')).body).toEqual({ recipient_id: wren.id });
  expect((await act('dance')).body.error.code).toBe(100);
});

test('pictures are sent and read with their address', async () => {
  const stage = setManagingStage();
  hear(stage);
  const attachment = { type: 'image', payload: { url: 'https://cdn.example.com/a.jpg' } };

  const { body } = await stage.onInstagram('POST', '/me/messages', to(wren.id, { attachment }));
  const read = await stage.onInstagram('GET', `/${body.message_id}`, { fields: 'attachments' });

  expect(read.body.attachments).toEqual({ data: [{ image_data: { url: 'https://cdn.example.com/a.jpg' } }] });
});

test('an account hears that the other person has read its message', async () => {
  const stage = setManagingStage();
  const heard = hear(stage);
  const { body } = await stage.onInstagram('POST', '/me/messages', to(wren.id));
  const conversation = stage.simulator.world.conversations.get(heard.conversationId);
  if (conversation === undefined) throw new Error('no conversation');

  markSeen(stage.simulator.world, conversation);

  expect(stage.simulator.world.happenings.list().at(-1)).toMatchObject({
    kind: 'seen',
    messageId: body.message_id,
    fromId: wren.id,
  });
});

test('without the permission messages are neither sent nor read', async () => {
  const stage = setManagingStage(['instagram_business_manage_messages']);
  const heard = hear(stage);

  for (const act of [
    stage.onInstagram('POST', '/me/messages', to(wren.id)),
    stage.onInstagram('GET', '/me/conversations'),
    stage.onInstagram('GET', `/${heard.conversationId}`),
    stage.onInstagram('GET', `/${heard.id}`),
  ]) {
    expect((await act).body.error.code).toBe(10);
  }
});
