import { z } from 'zod';
import { postComment } from '../graph/comments/comment-post.ts';
import {
  type Correspondent,
  findConversation,
  markSeen,
  react,
  receiveMessage,
} from '../graph/messages/message-put.ts';
import type { Account } from '../world/entities.ts';
import { drawDigits } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import { ControlRefusal, operation } from './operation.ts';

const username = z
  .string()
  .regex(/^[a-z0-9._]{1,30}$/)
  .describe('An account of the world speaks as itself; any other name is a stranger.');

const commentInput = z
  .object({
    mediaId: z.string(),
    username,
    text: z.string().min(1).max(2200),
    parentId: z.string().optional().describe('The comment it answers.'),
  })
  .strict();

const messageInput = z
  .object({
    account: z.string().describe('Id or username of the account that is written to.'),
    username,
    text: z.string().min(1).max(1000).optional(),
    imageUrl: z.url().optional(),
    reaction: z
      .object({ messageId: z.string(), emoji: z.string().min(1).max(20) })
      .strict()
      .optional()
      .describe('Put on a message instead of writing one.'),
    seen: z.literal(true).optional().describe('They have read all there is, and write nothing.'),
  })
  .strict();

/** What people do who use no API: comment, write, react and read. */
export const strangerOperations = [
  operation({
    method: 'POST',
    path: '/comments',
    summary: 'Comment under a media as anybody; webhooks are told',
    body: commentInput,
    response: z.looseObject({ id: z.string(), mediaId: z.string() }),
    run({ world }, { mediaId, username: name, text, parentId }) {
      const { id: fromId } = personNamed(world, world.media.get(mediaId)?.accountId ?? '', name);
      const wish = { mediaId, fromId, username: name, text, ...(parentId !== undefined && { parentId }) };
      const comment = postComment(world, wish);
      if (comment === undefined) throw new ControlRefusal(404, `There is no such media or comment.`);
      return comment;
    },
  }),
  operation({
    method: 'POST',
    path: '/messages',
    summary: 'Write a direct message to an account as anybody, react to one, or read them; webhooks are told',
    body: messageInput,
    response: z.looseObject({ conversationId: z.string() }),
    run({ world }, { account: named, username: name, ...act }) {
      const account = world.accounts.get(named) ?? world.accounts.by('username', named.toLowerCase())[0];
      if (account === undefined) throw new ControlRefusal(404, `There is no account ${named}.`);
      return actOn(world, account, personNamed(world, account.id, name), act);
    },
  }),
];

type MessageAct = Omit<z.output<typeof messageInput>, 'account' | 'username'>;

function actOn(
  world: World,
  account: Account,
  by: Correspondent,
  act: MessageAct,
): { conversationId: string } {
  const { text, imageUrl, reaction, seen } = act;
  if (reaction !== undefined || seen === true) {
    const conversation = findConversation(world, account.id, by.id);
    if (conversation === undefined)
      throw new ControlRefusal(404, `${by.username} has no conversation with them.`);
    if (seen === true) markSeen(world, conversation);
    if (reaction !== undefined) {
      const message = world.messages.get(reaction.messageId);
      if (message?.conversationId !== conversation.id)
        throw new ControlRefusal(404, 'There is no such message.');
      react(world, message, by, { reaction: 'other', emoji: reaction.emoji });
    }
    return { conversationId: conversation.id };
  }
  if (text === undefined && imageUrl === undefined) {
    throw new ControlRefusal(400, 'Give a text, an imageUrl, a reaction or seen.');
  }
  const attachments = imageUrl === undefined ? [] : [{ type: 'image' as const, url: imageUrl }];
  return receiveMessage(world, account.id, by, { text, attachments });
}

/** The account of that name, or a stranger: the same one that the pages of the account offer to play. */
function personNamed(world: World, aroundId: string, name: string): Correspondent {
  const account = world.accounts.by('username', name)[0];
  return {
    id: account?.id ?? drawDigits(world.seed, `stranger:${aroundId}:${name}`, '6', 15),
    username: name,
  };
}
