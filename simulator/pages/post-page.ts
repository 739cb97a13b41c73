import { countComments, countLikes } from '../audience/counts.ts';
import type { Call } from '../route.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { actForm } from './act-form.ts';
import { commentList } from './comment-list.ts';
import { type Html, html } from './html.ts';
import { pageResponse, timeOf, writeCount } from './layout.ts';
import { ownerForm } from './owner-form.ts';
import { postPath } from './paths.ts';
import { postFoot } from './post-foot.ts';
import { postHead, taggedPeople } from './post-facts.ts';
import { kindOf, postMedia } from './post-media.ts';
import { richText } from './rich-text.ts';

/**
 * `/p/{shortcode}/` and `/reel/{shortcode}/`: what was published, what its author says of it, and what people say to that.
 * `problem` tells why a comment was not taken.
 */
export function showPost(call: Call, account: Account, post: Media, problem?: string): Response {
  return pageResponse({
    title: `${kindOf(post)} by @${account.username}`,
    shape: 'broad',
    status: problem === undefined ? 200 : 400,
    filesFrom: call.publicUrl,
    main: html`<article class="post">
      ${postHead(call, account, post)} ${postMedia(call, post)}
      <div class="box said">
        ${post.caption !== undefined && html`<p class="words">${richText(call, post.caption)}</p>`}
        ${taggedPeople(call, post)}
        ${post.audioName !== undefined && html`<p class="small">Sound: <bdi>${post.audioName}</bdi></p>`}
        <p class="small">
          ${timeOf(post.publishedAt)} · ${writeCount(countLikes(call.world, post), 'like', 'likes')}
        </p>
        ${ownerForm(call, post)}
      </div>
      ${comments(call, account, post, problem)}
    </article>`,
    foot: postFoot(call, account),
  });
}

function comments(call: Call, account: Account, post: Media, problem: string | undefined): Html {
  const count = countComments(call.world, post);
  return html`<section class="talk" aria-labelledby="comments">
    <div class="headed">
      <h2 id="comments">
        ${post.isCommentEnabled ? writeCount(count, 'comment', 'comments') : 'Comments are off'}
      </h2>
      <a class="small" href="${postPath(call, post)}">Refresh</a>
    </div>
    <div class="box">
      ${!post.isCommentEnabled && html`<p class="soft">The account has turned commenting off. What was written before is not shown.</p>`}
      ${actForm(call, { account, post, problem })} ${post.isCommentEnabled && commentList(call, post)}
    </div>
  </section>`;
}
