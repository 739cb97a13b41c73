import type { Call } from '../route.ts';
import type { Comment } from '../world/comment.ts';
import type { Media } from '../world/media.ts';
import { type Html, html } from './html.ts';
import { findSignedIn } from './session.ts';

/** What the account may do with its own post; or what an account that was asked to be an author of it may answer. */
export function ownerForm(call: Call, post: Media): Html | undefined {
  const viewer = findSignedIn(call);
  if (viewer === undefined) return undefined;
  if (viewer.id === post.accountId) return ownForm(call, post);
  const asked = call.world.collaborations.get(`${post.id}:${viewer.id}`);
  if (asked?.status !== 'Pending') return undefined;
  return form(
    call,
    post,
    html`<p><b>Asked to be an author</b> of this post, as @${viewer.username}.</p>
      <div class="choice">${deed('decline', 'Decline')}${deed('accept', 'Accept')}</div>`,
  );
}

/** Hide a comment or delete it: what the account of the post, and for the second its writer too, may do. */
export function commentForm(call: Call, post: Media, comment: Comment): Html | undefined {
  const viewer = findSignedIn(call)?.id;
  const isOwner = viewer === post.accountId;
  if (!isOwner && viewer !== comment.fromId) return undefined;
  const of = `the comment by ${comment.username}`;
  const hide = comment.isHidden
    ? deed('show', 'Show again', `Show again: ${of}`)
    : deed('hide', 'Hide', `Hide ${of}`);
  return form(
    call,
    post,
    html`<input type="hidden" name="comment_id" value="${comment.id}" />
      <div class="choice">
        ${isOwner && comment.fromId !== post.accountId && hide}
        ${deed('deleteComment', 'Delete', `Delete ${of}`)}
      </div>`,
  );
}

function ownForm(call: Call, post: Media): Html {
  const isStory = post.mediaProductType === 'STORY';
  return form(
    call,
    post,
    html`<div class="choice">
      ${
        !isStory &&
        (post.isCommentEnabled
          ? deed('commentsOff', 'Turn commenting off')
          : deed('commentsOn', 'Turn commenting on'))
      }
      <details>
        <summary class="button low">Delete</summary>
        <p class="small">It goes for good, with everything that was said under it.</p>
        ${deed('delete', isStory ? 'Delete the story' : 'Delete the post')}
      </details>
    </div>`,
  );
}

function form(call: Call, post: Media, inside: Html): Html {
  return html`<form class="own" method="post" action="${call.prefix}/p/${post.shortcode}/manage/">
    ${inside}
  </form>`;
}

/** `label` says more to who hears the page than `words` do; it begins with them. */
function deed(name: string, words: string, label = words): Html {
  return html`<button class="button low" name="deed" value="${name}" aria-label="${label}">${words}</button>`;
}
