import type { Call } from '../route.ts';
import type { Comment } from '../world/comment.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { actForm } from './act-form.ts';
import { oneComment, replyList } from './comment-list.ts';
import { html } from './html.ts';
import { pageResponse, writeCount } from './layout.ts';
import { commentForm } from './owner-form.ts';
import { postPath, threadPath } from './paths.ts';
import { postFoot } from './post-foot.ts';
import { kindOf } from './post-media.ts';

export type Thread = { account: Account; post: Media; comment: Comment };

/** `/p/{shortcode}/c/{comment id}/`: one comment with every reply, and the place to reply. */
export function showThread(call: Call, { account, post, comment }: Thread, problem?: string): Response {
  const count = call.world.comments.countBy('parentId', comment.id);
  return pageResponse({
    title: `Comment by ${comment.username}`,
    shape: 'wide',
    status: problem === undefined ? 200 : 400,
    filesFrom: call.publicUrl,
    main: html`<h1>Comment by <bdi>${comment.username}</bdi></h1>
      <p class="soft">
        <a href="${postPath(call, post)}">${kindOf(post)} by @${account.username}</a>
      </p>
      <div class="section">
        <div class="box">${oneComment(call, post, comment, html``)} ${commentForm(call, post, comment)}</div>
      </div>
      <section class="section" aria-labelledby="replies">
        <div class="headed">
          <h2 id="replies">${writeCount(count, 'reply', 'replies')}</h2>
          <a class="small" href="${threadPath(call, post, comment.id)}">Refresh</a>
        </div>
        <div class="box">
          ${actForm(call, { account, post, answered: comment, problem })} ${replyList(call, post, comment)}
        </div>
      </section>`,
    foot: postFoot(call, account),
  });
}
