import { findConversation, markSeen, react, receiveMessage } from '../graph/messages/message-put.ts';
import type { Call, Route } from '../route.ts';
import type { Actor } from '../world/engagement.ts';
import type { Account } from '../world/entities.ts';
import { readActor } from './actor.ts';
import { listCorrespondents, MESSAGE_BYTES, showDirect } from './direct-page.ts';
import { goTo } from './layout.ts';
import { showNothing } from './not-found-page.ts';
import { directPath } from './paths.ts';

/** Direct messages between a stranger and an account of the world. */
export const directRoutes: Route[] = [
  page('GET', (call, account) => showDirect(call, account)),
  page('POST', act),
];

function page(method: 'GET' | 'POST', answer: (call: Call, account: Account) => Response): Route {
  return {
    host: 'www.instagram.com',
    method,
    path: '/direct/t/:username',
    answer(call) {
      const username = call.pathParams['username']?.toLowerCase() ?? '';
      const account = call.world.accounts.by('username', username)[0];
      return account === undefined ? showNothing() : answer(call, account);
    },
  };
}

function act(call: Call, account: Account): Response {
  const actor = readActor(call, listCorrespondents(call.world, account));
  if (actor instanceof Response) return actor;
  const deed = call.form.get('deed');
  if (deed === 'seen') read(call, account, actor);
  else if (deed === 'react' || deed === 'unreact') takeReaction(call, account, actor);
  else {
    const problem = takeMessage(call, account, actor);
    if (problem !== undefined) return showDirect(call, account, problem);
  }
  return goTo(`${directPath(call, account.username)}?as=${actor.id}`);
}

/** Why a message is not taken; undefined when it was. */
function takeMessage(call: Call, account: Account, actor: Actor): string | undefined {
  const text = (call.form.get('text') ?? '').trim().toWellFormed();
  const sizeBytes = Buffer.byteLength(text);
  if (text === '') return 'There is nothing written yet.';
  if (sizeBytes > MESSAGE_BYTES)
    return `A message has at most ${MESSAGE_BYTES} bytes; this has ${sizeBytes}.`;
  receiveMessage(call.world, account.id, actor, { text });
  return undefined;
}

function read(call: Call, account: Account, actor: Actor): void {
  const conversation = findConversation(call.world, account.id, actor.id);
  if (conversation !== undefined) markSeen(call.world, conversation);
}

/** On what the account has written, in their own conversation. */
function takeReaction(call: Call, account: Account, actor: Actor): void {
  const message = call.world.messages.get(call.form.get('message_id') ?? '');
  const conversation = findConversation(call.world, account.id, actor.id);
  if (message === undefined || message.conversationId !== conversation?.id) return;
  if (message.fromId !== account.id) return;
  const isTaking = call.form.get('deed') === 'unreact';
  react(call.world, message, actor, isTaking ? undefined : { reaction: 'love', emoji: '❤' });
}
