import type { Call } from '../route.ts';
import type { Comment } from '../world/comment.ts';
import type { Media } from '../world/media.ts';
import { initialOf } from './account-words.ts';
import { type Html, html } from './html.ts';
import { timeOf, writeCount, writeFigure } from './layout.ts';
import { commentForm } from './owner-form.ts';
import { pager, takePage } from './paging.ts';
import { postPath, threadPath } from './paths.ts';
import { personLink, richText } from './rich-text.ts';
import { findSignedIn } from './session.ts';

const PER_PAGE = 30;
/** Replies that stand under a comment before "all replies". */
const REPLIES_SHOWN = 2;

/** The comments of a post, newest first, each with its first replies; a page of them at a time. */
export function commentList(call: Call, post: Media): Html {
  const all = visible(call, call.world.comments.by('topOf', post.id));
  if (all.length === 0) return html`<p class="soft">Nobody has commented yet.</p>`;
  const newestFirst = all.toReversed().sort((a, b) => b.createdAt - a.createdAt);
  const paged = takePage(newestFirst, call.query.get('page'), PER_PAGE);
  const addressOf = (page: number) => `${postPath(call, post)}?page=${page}#comments`;
  return html`<ol class="comments">
      ${paged.rows.map((comment) => commentWithReplies(call, post, comment))}
    </ol>
    ${pager(paged, { before: 'Newer', after: 'Older' }, addressOf)}`;
}

/** The replies to one comment, oldest first, a page of them at a time. */
export function replyList(call: Call, post: Media, comment: Comment): Html {
  const all = repliesTo(call, comment);
  if (all.length === 0) return html`<p class="soft">Nobody has replied yet.</p>`;
  const paged = takePage(all, call.query.get('page'), PER_PAGE);
  const addressOf = (page: number) => `${threadPath(call, post, comment.id)}?page=${page}`;
  return html`<ol class="comments">
      ${paged.rows.map((reply) => html`<li>${oneComment(call, post, reply)}${commentForm(call, post, reply)}</li>`)}
    </ol>
    ${pager(paged, { before: 'Earlier', after: 'Later' }, addressOf)}`;
}

/** One comment, its words, when it was made, and the way to its thread. */
export function oneComment(call: Call, post: Media, comment: Comment, foot?: Html): Html {
  return html`<article class="comment" id="c-${comment.id}">
    <span class="mark low off" aria-hidden="true">${initialOf(comment.username)}</span>
    <div>
      <p>
        <b>${personLink(call, comment.username)}</b>
        <span class="words">${richText(call, comment.text)}</span>
      </p>
      <p class="small">
        ${timeOf(comment.createdAt)}
        ${comment.likeCount > 0 && html` · ${writeCount(comment.likeCount, 'like', 'likes')}`}
        ${comment.isHidden && html` · Hidden by the account: only its writer and the account see it`}
        ${
          foot ??
          html` ·
            <a
              href="${threadPath(call, post, comment.parentId ?? comment.id)}"
              aria-label="Reply to ${comment.username}"
              >Reply</a
            >`
        }
      </p>
    </div>
  </article>`;
}

/** The page of a thread on which its newest reply stands. */
export function lastPageOf(call: Call, comment: Comment): number {
  return Math.max(1, Math.ceil(repliesTo(call, comment).length / PER_PAGE));
}

/** What a viewer sees of these: a hidden comment is seen by its writer and by the account whose post it is. */
export function visible(call: Call, comments: readonly Comment[]): Comment[] {
  const viewer = findSignedIn(call)?.id;
  return comments.filter(
    ({ isHidden, fromId, accountId }) => !isHidden || viewer === accountId || viewer === fromId,
  );
}

function repliesTo(call: Call, comment: Comment): Comment[] {
  const replies = visible(call, call.world.comments.by('parentId', comment.id));
  return replies.sort((a, b) => a.createdAt - b.createdAt);
}

function commentWithReplies(call: Call, post: Media, comment: Comment): Html {
  const replies = repliesTo(call, comment);
  const shown = replies.slice(0, REPLIES_SHOWN);
  return html`<li>
    ${oneComment(call, post, comment)}
    ${
      replies.length > 0 &&
      html`<ol class="replies">
        ${shown.map((reply) => html`<li>${oneComment(call, post, reply)}</li>`)}
        ${
          replies.length > shown.length &&
          html`<li class="small">
            <a
              href="${threadPath(call, post, comment.id)}"
              aria-label="All ${writeFigure(replies.length)} replies to ${comment.username}"
              >All ${writeFigure(replies.length)} replies</a
            >
          </li>`
        }
      </ol>`
    }
  </li>`;
}
