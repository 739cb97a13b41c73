import { findConversation } from '../graph/messages/message-put.ts';
import type { Call } from '../route.ts';
import type { Conversation, Message } from '../world/conversation.ts';
import type { Actor } from '../world/engagement.ts';
import type { Account } from '../world/entities.ts';
import type { World } from '../world/world.ts';
import { initialOf } from './account-words.ts';
import { actorSelect, chosenOf, listStrangers } from './actor.ts';
import { type Html, html } from './html.ts';
import { pageResponse, timeOf } from './layout.ts';
import { pager, takePage } from './paging.ts';
import { directPath, profilePath } from './paths.ts';
import { postFoot } from './post-foot.ts';
import { richText } from './rich-text.ts';

/** As for what the account may send: Meta's limit, in bytes (doc Send API). */
export const MESSAGE_BYTES = 1000;

const PER_PAGE = 30;
/** How many of the people who have written before can be played. */
const MOST_MET = 50;

/** `/direct/t/{username}/`: what a stranger and the account have written to each other, as the stranger sees it. */
export function showDirect(call: Call, account: Account, problem?: string): Response {
  const actors = listCorrespondents(call.world, account);
  const actor = chosenOf(call, actors);
  const conversation = actor && findConversation(call.world, account.id, actor.id);
  return pageResponse({
    title: `Messages to @${account.username}`,
    shape: 'wide',
    status: problem === undefined ? 200 : 400,
    filesFrom: call.publicUrl,
    main: html`<h1>Messages to <a href="${profilePath(call, account.username)}">@${account.username}</a></h1>
      <p class="soft">As a stranger sees them. The account reads and answers through its apps.</p>
      <div class="section">
        <div class="box">
          ${writeForm(call, account, { actors, actor, conversation, problem })}
          ${conversation === undefined ? html`<p class="soft">Nothing was written yet.</p>` : messageList(call, account, conversation)}
        </div>
      </div>`,
    foot: postFoot(call, account),
  });
}

/** Strangers near the account, after those it has a conversation with: the latest first. */
export function listCorrespondents(world: World, account: Account): Actor[] {
  const met = world.conversations
    .by('accountId', account.id)
    .toSorted((a, b) => b.updatedAt - a.updatedAt)
    .slice(0, MOST_MET)
    .map(({ participantId, participantUsername }) => ({ id: participantId, username: participantUsername }));
  return listStrangers(world, account, met);
}

type WriteForm = {
  actors: Actor[];
  actor: Actor | undefined;
  conversation: Conversation | undefined;
  problem: string | undefined;
};

function writeForm(call: Call, account: Account, { actors, actor, conversation, problem }: WriteForm): Html {
  const text = problem === undefined ? '' : (call.form.get('text') ?? '');
  const isUnread = conversation !== undefined && isUnreadBy(call.world, conversation);
  return html`<form class="act" method="post" action="${directPath(call, account.username)}">
    ${actorSelect(call, actors)}
    <div class="field">
      <label for="message-text">Message</label>
      <textarea
        id="message-text"
        name="text"
        rows="2"
        maxlength="${MESSAGE_BYTES}"
        dir="auto"
        required
        ${problem !== undefined && html`aria-invalid="true" aria-describedby="problem"`}
      >
${text}</textarea>
    </div>
    ${problem !== undefined && html`<p role="alert" id="problem">${problem}</p>`}
    <div class="actions">
      <button class="button go" name="deed" value="send">Send</button>
      <button class="button" formmethod="get" formnovalidate>Show their messages</button>
      ${isUnread && html`<button class="button" name="deed" value="seen" formnovalidate>Read as ${actor?.username ?? ''}</button>`}
    </div>
  </form>`;
}

function messageList(call: Call, account: Account, conversation: Conversation): Html {
  const all = call.world.messages.by('conversationId', conversation.id);
  const paged = takePage(all.toReversed(), call.query.get('page'), PER_PAGE);
  const home = `${directPath(call, account.username)}?as=${conversation.participantId}`;
  return html`<ol class="comments">
      ${paged.rows.map((message) => html`<li>${oneMessage(call, account, conversation, message)}</li>`)}
    </ol>
    ${pager(paged, { before: 'Newer', after: 'Older' }, (page) => `${home}&page=${page}`)}`;
}

function oneMessage(call: Call, account: Account, conversation: Conversation, message: Message): Html {
  const isOwn = message.fromId === account.id;
  const name = isOwn ? account.username : conversation.participantUsername;
  const files = (message.attachments ?? []).map(({ type }) => type.replaceAll('_', ' '));
  return html`<article class="comment">
    <span class="mark low ${!isOwn && 'off'}" aria-hidden="true">${initialOf(name)}</span>
    <div>
      <p>
        <b><bdi>${name}</bdi></b>
        <span class="words">${richText(call, message.text ?? '')}</span>
        ${files.length > 0 && html`<span class="soft">Sent: ${files.join(', ')}</span>`}
      </p>
      <p class="small">
        ${timeOf(message.createdAt)} ${message.commentId !== undefined && ' · Answers a comment'}
        ${(message.reactions ?? []).map(({ emoji, username }) => html` · ${emoji} by <bdi>${username}</bdi>`)}
      </p>
      ${isOwn && reactForm(call, account, conversation, message)}
    </div>
  </article>`;
}

function reactForm(call: Call, account: Account, conversation: Conversation, message: Message): Html {
  const isOn = message.reactions?.some(({ fromId }) => fromId === conversation.participantId) === true;
  return html`<form class="own" method="post" action="${directPath(call, account.username)}">
    <input type="hidden" name="as" value="${conversation.participantId}" />
    <input type="hidden" name="message_id" value="${message.id}" />
    <div class="choice">
      <button class="button low" name="deed" value="${isOn ? 'unreact' : 'react'}">
        ${isOn ? 'Take the reaction back' : 'React with love'}
      </button>
    </div>
  </form>`;
}

function isUnreadBy(world: World, { id, accountId, seenAt = 0 }: Conversation): boolean {
  const messages = world.messages.by('conversationId', id);
  const last = messages.findLast(({ fromId }) => fromId === accountId);
  return last !== undefined && last.createdAt >= seenAt;
}
