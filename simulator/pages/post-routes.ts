import { giveLike, takeLike } from '../graph/comments/like-target.ts';
import { postComment } from '../graph/comments/comment-post.ts';
import type { Call, Route } from '../route.ts';
import type { Comment } from '../world/comment.ts';
import type { Media } from '../world/media.ts';
import { COMMENT_LIMIT, writersOf } from './act-form.ts';
import { listActors, readActor } from './actor.ts';
import { lastPageOf, visible } from './comment-list.ts';
import { showNothing } from './not-found-page.ts';
import { postPath, storyPath, threadPath } from './paths.ts';
import { showPost } from './post-page.ts';
import { type Found, findPost } from './find-post.ts';
import { goTo } from './layout.ts';
import { showThread } from './thread-page.ts';

/** Posts and reels, what is said under them, and the forms to say it. */
export const postRoutes: Route[] = [
  page('GET', '/p/:shortcode', openPost),
  page('GET', '/reel/:shortcode', openPost),
  page('GET', '/p/:shortcode/c/:comment', openThread),
  page('POST', '/p/:shortcode/comments', takeComment),
  page('POST', '/p/:shortcode/likes', takeLikes),
];

function page(method: 'GET' | 'POST', path: string, answer: (call: Call, found: Found) => Response): Route {
  return {
    host: 'www.instagram.com',
    method,
    path,
    answer(call) {
      const found = findPost(call);
      return found === undefined ? showNothing() : answer(call, found);
    },
  };
}

/** A reel opened as a post, and the other way round, moves to its own address. */
function openPost(call: Call, { account, post }: Found): Response {
  if (post.mediaProductType === 'STORY') return goTo(storyPath(call, account.username, post.id));
  const isReel = post.mediaProductType === 'REELS';
  return call.path.startsWith('/reel/') === isReel
    ? showPost(call, account, post)
    : goTo(postPath(call, post));
}

function openThread(call: Call, { account, post }: Found): Response {
  const comment = findComment(call, post, call.pathParams['comment']);
  if (comment === undefined) return showNothing('The comment was taken away, or never was there.');
  const isReply = comment.parentId !== undefined;
  if (isReply) return goTo(threadPath(call, post, comment.parentId ?? comment.id));
  return showThread(call, { account, post, comment });
}

function takeComment(call: Call, { account, post }: Found): Response {
  const answered = findComment(call, post, call.form.get('comment_id'));
  const actor = readActor(call, listActors(call, account, writersOf(answered)));
  if (actor instanceof Response) return actor;
  if (answered === undefined && call.form.has('comment_id')) {
    return showNothing('The comment was taken away while you wrote the reply.');
  }
  const problem = findProblem(call, post);
  if (problem !== undefined && answered !== undefined) {
    return showThread(call, { account, post, comment: answered }, problem);
  }
  if (problem !== undefined) return showPost(call, account, post, problem);

  const text = call.form.get('text')?.trim() ?? '';
  const comment = postComment(call.world, {
    mediaId: post.id,
    fromId: actor.id,
    username: actor.username,
    text,
    ...(answered !== undefined && { parentId: answered.id }),
  });
  if (comment === undefined) return showNothing();
  const parent = call.world.comments.get(comment.parentId ?? '');
  const home = parent === undefined ? postPath(call, post) : threadPath(call, post, parent.id);
  const last = parent === undefined ? '' : `&page=${lastPageOf(call, parent)}`;
  return goTo(`${home}?as=${actor.id}${last}#c-${comment.id}`);
}

function takeLikes(call: Call, { account, post }: Found): Response {
  const comment = findComment(call, post, call.form.get('comment_id'));
  const actor = readActor(call, listActors(call, account, writersOf(comment)));
  if (actor instanceof Response) return actor;
  if (comment === undefined && call.form.has('comment_id')) return showNothing('The comment was taken away.');
  const change = call.form.get('like') === 'take' ? takeLike : giveLike;
  change(call.world, comment ?? post, actor);
  const home = comment === undefined ? postPath(call, post) : threadPath(call, post, comment.id);
  return goTo(`${home}?as=${actor.id}`);
}

/** Why a comment is not taken. */
function findProblem(call: Call, post: Media): string | undefined {
  const length = Array.from(call.form.get('text')?.trim() ?? '').length;
  if (!post.isCommentEnabled) return 'The account has turned commenting off.';
  if (length === 0) return 'There is nothing written yet.';
  if (length > COMMENT_LIMIT) return `A comment has at most ${COMMENT_LIMIT} characters; this has ${length}.`;
  return undefined;
}

function findComment(call: Call, post: Media, id: string | undefined): Comment | undefined {
  const comment = call.world.comments.get(id ?? '');
  return comment?.mediaId === post.id && visible(call, [comment]).length > 0 ? comment : undefined;
}
