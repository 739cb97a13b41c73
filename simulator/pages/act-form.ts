import type { Call } from '../route.ts';
import type { Comment } from '../world/comment.ts';
import type { Actor } from '../world/engagement.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { likes } from '../graph/comments/like-target.ts';
import { actorSelect, chosenOf, listActors } from './actor.ts';
import { type Html, html } from './html.ts';

/** Instagram's limit for a comment, in code points (from memory of the app; Meta's pages do not tell it). */
export const COMMENT_LIMIT = 2200;

export type Act = {
  account: Account;
  post: Media;
  /** The comment that is replied to. */
  answered?: Comment;
  /** Why the last try was not taken. */
  problem?: string | undefined;
};

/** Write a comment or a reply, or like what it stands under, as anybody there is to play. */
export function actForm(call: Call, { account, post, answered, problem }: Act): Html {
  const target = answered ?? post;
  const actors = listActors(call, account, writersOf(answered));
  const actor = chosenOf(call, actors);
  const isLiked = actor !== undefined && likes(call.world, target.id, actor.id);
  const place = `${call.prefix}/p/${post.shortcode}`;
  const noun = answered === undefined ? 'comment' : 'reply';
  return html`<form class="act" method="post" action="${place}/comments/" id="write">
    ${answered !== undefined && html`<input type="hidden" name="comment_id" value="${answered.id}" />`}
    ${actorSelect(call, actors)} ${problem !== undefined && html`<p role="alert" id="problem">${problem}</p>`}
    ${post.isCommentEnabled && writingField(call, noun, problem)}
    <div class="actions">
      ${post.isCommentEnabled && html`<button class="button go">${noun === 'reply' ? 'Reply' : 'Comment'}</button>`}
      <button class="button" formaction="${place}/likes/" formnovalidate name="like" value="give">
        Like ${noun === 'reply' ? 'the comment' : 'the post'}
      </button>
      ${
        isLiked &&
        html`<button class="button" formaction="${place}/likes/" formnovalidate name="like" value="take">
          Take ${actor.username}’s like back
        </button>`
      }
    </div>
  </form>`;
}

/** A stranger who wrote a comment goes on in its thread. */
export function writersOf(comment: Comment | undefined): Actor[] {
  return comment === undefined ? [] : [{ id: comment.fromId, username: comment.username }];
}

function writingField(call: Call, noun: string, problem: string | undefined): Html {
  return html`<div class="field">
    <label for="write-text">Your ${noun}</label>
    <textarea
      id="write-text"
      name="text"
      rows="2"
      maxlength="${COMMENT_LIMIT}"
      dir="auto"
      required
      ${problem !== undefined && html`aria-invalid="true" aria-describedby="problem"`}
    >
${problem === undefined ? '' : (call.form.get('text') ?? '')}</textarea>
  </div>`;
}
