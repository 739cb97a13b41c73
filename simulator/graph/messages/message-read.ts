import type { Conversation, Message } from '../../world/conversation.ts';
import type { Account } from '../../world/entities.ts';
import type { World } from '../../world/world.ts';
import { takeQuota } from '../call-quota.ts';
import { nodeKind } from '../fields/node-kind.ts';
import type { Ask, NodeType } from '../fields/node-type.ts';
import { readEdge } from '../fields/read-edge.ts';
import { type GraphCall, reaches, requireScope } from '../graph-call.ts';
import { graphTime } from '../media/media-fields.ts';
import { newestFirst } from '../media/newest-first.ts';
import { quotaReached } from '../quota-error.ts';

/** Of a conversation the newest so many messages can be read; older ones are as if deleted. */
const READABLE_MESSAGES = 20;

/** Requests, that is conversations the account has never written in, vanish when nobody writes for so long. */
const IDLE_MS = 30 * 24 * 60 * 60 * 1000;

const listing = { what: 'conversations', most: 2, withinSeconds: 1 };

const messageType: NodeType<Message> = {
  name: 'Message',
  idOf: (message) => message.id,
  defaults: ['id', 'created_time'],
  fields: {
    id: (message) => message.id,
    created_time: (message) => graphTime(message.createdAt),
    message: (message, { call }) => (isReadable(call, message) ? (message.text ?? '') : undefined),
    from: (message, { call }) => (isReadable(call, message) ? partiesOf(call, message)[0] : undefined),
    to: (message, { call }) =>
      isReadable(call, message) ? { data: [partiesOf(call, message)[1]] } : undefined,
    attachments: (message, { call }) => {
      if (message.attachments === undefined || !isReadable(call, message)) return undefined;
      return { data: message.attachments.map(({ type, url }) => writeAttachment(type, url)) };
    },
    reactions: (message, { call }) => {
      if (!message.reactions?.length || !isReadable(call, message)) return undefined;
      const data = message.reactions.map(({ reaction, emoji, fromId: id, username }) => ({
        reaction: emoji || reaction,
        users: [{ id, username }],
      }));
      return { data };
    },
    reply_to: ({ replyToId }) => (replyToId === undefined ? undefined : { mid: replyToId }),
    is_unsupported: () => false,
    shares: () => undefined,
    story: () => undefined,
  },
};

export const conversationType: NodeType<Conversation> = {
  name: 'UnifiedThread',
  idOf: (conversation) => conversation.id,
  defaults: ['id', 'updated_time'],
  fields: {
    id: (conversation) => conversation.id,
    updated_time: (conversation) => graphTime(conversation.updatedAt),
    name: (conversation) => conversation.participantUsername,
    participants: (conversation, { call }) => ({
      data: [accountParty(call, conversation.accountId), participant(conversation)],
    }),
  },
  edges: {
    messages: (conversation, ask) =>
      readEdge(messageType, newestFirst(ask.call.world.messages.by('conversationId', conversation.id)), ask),
  },
};

export const conversationKind = nodeKind(conversationType, (call, id) => {
  const conversation = call.world.conversations.get(id);
  if (conversation === undefined || !reaches(call, conversation.accountId)) return undefined;
  requireScope(call, 'manage_messages');
  return conversation;
});

/** Beyond the newest twenty of its conversation a message reads as deleted. */
export const messageKind = nodeKind(messageType, (call, id) => {
  const message = call.world.messages.get(id);
  if (message === undefined || !reaches(call, message.accountId)) return undefined;
  requireScope(call, 'manage_messages');
  return isReadable(call, message) ? message : undefined;
});

/** The edge `conversations` with `platform=instagram`, the latest first; with `user_id` the one with that person. */
export function readConversations(account: Account, ask: Ask): unknown {
  const { call, modifiers } = ask;
  requireScope(call, 'manage_messages');
  if (!takeQuota(call.world, account.id, listing)) throw quotaReached();
  const platform = modifiers.get('platform')?.trim().toLowerCase() || 'instagram';
  const userId = modifiers.get('user_id')?.trim() || undefined;
  const shown =
    platform === 'instagram' && account.isMessageAccessOff !== true ? listOf(call.world, account) : [];
  return readEdge(
    conversationType,
    shown.filter(({ participantId }) => userId === undefined || participantId === userId),
    ask,
  );
}

function listOf(world: World, account: Account): Conversation[] {
  const idleSince = world.now() - IDLE_MS;
  return world.conversations
    .by('accountId', account.id)
    .filter(({ answeredAt, updatedAt }) => answeredAt !== undefined || updatedAt > idleSince)
    .sort((a, b) => b.updatedAt - a.updatedAt);
}

function isReadable({ world }: GraphCall, message: Message): boolean {
  return newestFirst(world.messages.by('conversationId', message.conversationId))
    .slice(0, READABLE_MESSAGES)
    .some(({ id }) => id === message.id);
}

type Party = { id: string; username: string };

/** Who wrote it, and to whom. */
function partiesOf(call: GraphCall, { accountId, fromId, conversationId }: Message): [Party, Party] {
  const conversation = call.world.conversations.get(conversationId);
  const account = accountParty(call, accountId);
  const person = conversation === undefined ? { id: fromId, username: '' } : participant(conversation);
  return fromId === accountId ? [account, person] : [person, account];
}

function accountParty({ world }: GraphCall, accountId: string): Party {
  return { id: accountId, username: world.accounts.get(accountId)?.username ?? '' };
}

function participant({ participantId, participantUsername }: Conversation): Party {
  return { id: participantId, username: participantUsername };
}

function writeAttachment(type: string, url: string | undefined): Record<string, unknown> {
  if (type === 'image') return { image_data: { url } };
  if (type === 'video') return { video_data: { url } };
  return { ...(url !== undefined && { file_url: url }), name: type };
}
