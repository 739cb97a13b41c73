import { recordHappening } from '../../webhooks/happening.ts';
import type { Attachment, Conversation, Message, Reaction } from '../../world/conversation.ts';
import type { Account } from '../../world/entities.ts';
import type { World } from '../../world/world.ts';

/** The other person of a conversation, by their Instagram-scoped id. */
export type Correspondent = { id: string; username: string };

export type MessageParts = {
  text?: string | undefined;
  attachments?: Attachment[] | undefined;
  replyToId?: string | undefined;
  commentId?: string | undefined;
};

/** A person writes to the account, which opens its window to answer. Told to webhooks in the same step. */
export function receiveMessage(
  world: World,
  accountId: string,
  from: Correspondent,
  parts: MessageParts,
): Message {
  const conversation = openConversation(world, accountId, from);
  const heard = world.conversations.put({ ...conversation, heardAt: world.now(), updatedAt: world.now() });
  return putMessage(world, heard, from.id, parts);
}

/** The account writes to a person. Judges nothing: windows and limits are the caller's. */
export function sendMessage(world: World, account: Account, to: Correspondent, parts: MessageParts): Message {
  const conversation = openConversation(world, account.id, to);
  const answered = world.conversations.put({
    ...conversation,
    answeredAt: world.now(),
    updatedAt: world.now(),
  });
  return putMessage(world, answered, account.id, parts);
}

/** Puts a reaction on a message, in place of an earlier one of the same person; `undefined` takes it off. */
export function react(
  world: World,
  message: Message,
  by: Correspondent,
  reaction: Pick<Reaction, 'reaction' | 'emoji'> | undefined,
): void {
  const left = (message.reactions ?? []).filter(({ fromId }) => fromId !== by.id);
  const put = reaction === undefined ? [] : [{ fromId: by.id, username: by.username, ...reaction }];
  world.messages.put({ ...message, reactions: [...left, ...put] });
  recordHappening(world, {
    kind: 'reaction',
    accountId: message.accountId,
    messageId: message.id,
    fromId: by.id,
    action: reaction === undefined ? 'unreact' : 'react',
    reaction: reaction?.reaction ?? '',
    emoji: reaction?.emoji ?? '',
  });
}

/** The person has read all that the account has sent. */
export function markSeen(world: World, conversation: Conversation): void {
  world.conversations.put({ ...conversation, seenAt: world.now() });
  const last = world.messages
    .by('conversationId', conversation.id)
    .findLast(({ fromId }) => fromId === conversation.accountId);
  if (last === undefined) return;
  const { accountId, participantId: fromId } = conversation;
  recordHappening(world, { kind: 'seen', accountId, messageId: last.id, fromId });
}

export function findConversation(
  world: World,
  accountId: string,
  participantId: string,
): Conversation | undefined {
  return world.conversations.by('pair', `${accountId}:${participantId}`)[0];
}

function openConversation(world: World, accountId: string, { id, username }: Correspondent): Conversation {
  const before = findConversation(world, accountId, id);
  if (before !== undefined) return before;
  return {
    id: `aWdfZAG06MTpJR01lc3NhZ2VUaHJlYWQ6${world.nextText('conversation', 40)}`,
    accountId,
    pair: `${accountId}:${id}`,
    participantId: id,
    participantUsername: username,
    updatedAt: world.now(),
  };
}

function putMessage(
  world: World,
  { id, accountId }: Conversation,
  fromId: string,
  parts: MessageParts,
): Message {
  const { text, attachments, replyToId, commentId } = parts;
  const message = world.messages.put({
    id: `aWdfZAG1faXRlbToxOklHTWVzc2FnZAUlEOj${world.nextText('message', 60)}`,
    conversationId: id,
    accountId,
    fromId,
    ...(text !== undefined && { text }),
    ...(attachments !== undefined && attachments.length > 0 && { attachments }),
    ...(replyToId !== undefined && { replyToId }),
    ...(commentId !== undefined && { commentId }),
    createdAt: world.now(),
  });
  recordHappening(world, { kind: 'message', accountId, message });
  return message;
}
