import type { Comment } from '../../world/comment.ts';
import type { Account } from '../../world/entities.ts';
import { takeQuota } from '../call-quota.ts';
import { missingObject, missingPermission } from '../errors.ts';
import { type GraphCall, hasScope } from '../graph-call.ts';
import { findMessagingAccount } from './message-account.ts';
import * as refuse from './message-errors.ts';
import { findConversation, type Correspondent, react, sendMessage } from './message-put.ts';
import { type MessageAct, type MessageWish, readMessageWish } from './message-wish.ts';
import { graphJson } from '../meta-json.ts';
import { quotaReached } from '../quota-error.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

const privateReplies = { what: 'private_replies', most: 750, withinSeconds: 60 * 60 };

/** `POST /{id}/messages`: to somebody who has written within a day, or as the one private reply to a comment of the last week. */
export function postMessage(call: GraphCall): Response | undefined {
  const account = findMessagingAccount(call);
  if (account === undefined) return undefined;
  requireMessaging(call);
  const wish = readMessageWish(call);
  return 'commentId' in wish.to
    ? replyPrivately(call, account, { ...wish, commentId: wish.to.commentId })
    : writeTo(call, account, { ...wish, personId: wish.to.personId });
}

/** A private reply belongs to comments as much as to messages; the pages of Meta name either permission. */
function requireMessaging(call: GraphCall): void {
  const isReply = (call.params.get('recipient') ?? '').includes('comment_id');
  if (hasScope(call, 'manage_messages') || (isReply && hasScope(call, 'manage_comments'))) return;
  throw missingPermission();
}

function replyPrivately(
  call: GraphCall,
  account: Account,
  { commentId, act }: MessageWish & { commentId: string },
): Response {
  const { world } = call;
  const comment = world.comments.get(commentId);
  if (comment?.accountId !== account.id) throw missingObject(call.method, commentId);
  if (act.kind !== 'write') throw refuse.messageInvalid('A private reply needs a message.');
  refuseReply(call, comment);
  if (!takeQuota(world, account.id, privateReplies)) throw quotaReached();
  const to = { id: comment.fromId, username: comment.username };
  return answerSent(to, sendMessage(world, account, to, { ...act, commentId }).id);
}

function refuseReply({ world }: GraphCall, comment: Comment): void {
  if (comment.fromId === comment.accountId) throw refuse.personUnknown();
  if (world.now() > comment.createdAt + WEEK_MS) throw refuse.windowClosed();
  if (world.messages.countBy('commentId', comment.id) > 0) throw refuse.alreadyReplied();
}

function writeTo(
  call: GraphCall,
  account: Account,
  { personId, tag, act }: MessageWish & { personId: string },
): Response {
  const { world } = call;
  const conversation = findConversation(world, account.id, personId);
  if (conversation === undefined) throw refuse.personUnknown();
  const to = { id: personId, username: conversation.participantUsername };
  if (act.kind === 'show') return graphJson({ recipient_id: personId });
  refuseOutsideWindow(call, conversation.heardAt, tag);
  if (act.kind === 'react') return reactTo(call, account, to, act);
  return answerSent(to, sendMessage(world, account, to, act).id);
}

/** A day from when they last wrote; a week for a human agent, where Meta has approved the app for it. */
function refuseOutsideWindow(
  { world, app }: GraphCall,
  heardAt: number | undefined,
  tag: string | undefined,
): void {
  const isHuman = tag === 'HUMAN_AGENT';
  if (isHuman && !app.flags.humanAgent) throw refuse.humanAgentNotApproved();
  const windowMs = isHuman ? WEEK_MS : DAY_MS;
  if (heardAt === undefined || world.now() > heardAt + windowMs) throw refuse.windowClosed();
}

function reactTo(
  { world, method }: GraphCall,
  account: Account,
  to: Correspondent,
  { messageId, reaction }: Extract<MessageAct, { kind: 'react' }>,
): Response {
  const message = world.messages.get(messageId);
  const conversation = findConversation(world, account.id, to.id);
  if (message === undefined || message.conversationId !== conversation?.id)
    throw missingObject(method, messageId);
  const by = { id: account.id, username: account.username };
  react(world, message, by, reaction === undefined ? undefined : { reaction, emoji: '\u2764' });
  return graphJson({ recipient_id: to.id });
}

function answerSent(to: Correspondent, messageId: string): Response {
  return graphJson({ recipient_id: to.id, message_id: messageId });
}
