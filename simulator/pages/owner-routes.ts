import { settleMedia } from '../audience/settle.ts';
import { removeComment } from '../graph/comments/comment-write.ts';
import { removeMedia } from '../graph/media/media-change.ts';
import type { Call, Route } from '../route.ts';
import type { Comment } from '../world/comment.ts';
import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import { errorPage } from './error-page.ts';
import { findPost } from './find-post.ts';
import { goTo } from './layout.ts';
import { showNothing } from './not-found-page.ts';
import { postPath, profilePath, threadPath } from './paths.ts';
import { findSignedIn, isForeignForm } from './session.ts';

/** What an account does with its own posts and with what stands under them, in its own app. */
export const ownerRoutes: Route[] = [
  { host: 'www.instagram.com', method: 'POST', path: '/p/:shortcode/manage', answer: manage },
];

type Deed = { call: Call; viewer: Account; post: Media; comment: Comment | undefined };

function manage(call: Call): Response {
  if (isForeignForm(call)) return errorPage('This form was sent by another site.', 403);
  const viewer = findSignedIn(call);
  const post = findPost(call)?.post;
  if (post === undefined) return showNothing();
  const comment = call.world.comments.get(call.form.get('comment_id') ?? '');
  const name = call.form.get('deed') ?? '';
  const deed = Object.hasOwn(deeds, name) ? deeds[name as keyof typeof deeds] : undefined;
  if (viewer === undefined || deed === undefined || !deed.isAllowed({ call, viewer, post, comment })) {
    return errorPage('The account you are signed in with may not do this.', 403);
  }
  return goTo(deed.run({ call, viewer, post, comment }));
}

const isOwn = ({ viewer, post }: Deed) => viewer.id === post.accountId;
const isAsked = ({ call, viewer, post }: Deed) =>
  call.world.collaborations.get(`${post.id}:${viewer.id}`)?.status === 'Pending';
const isOwnComment = (deed: Deed) => isOwn(deed) && deed.comment?.mediaId === deed.post.id;
const isComment = ({ viewer, post, comment }: Deed) =>
  comment?.mediaId === post.id && (viewer.id === post.accountId || viewer.id === comment.fromId);

/** Each does its work and says where to go from there. */
const deeds = {
  commentsOff: { isAllowed: isOwn, run: (deed: Deed) => switchComments(deed, { isCommentEnabled: false }) },
  commentsOn: { isAllowed: isOwn, run: (deed: Deed) => switchComments(deed, { isCommentEnabled: true }) },
  delete: { isAllowed: isOwn, run: deletePost },
  hide: { isAllowed: isOwnComment, run: (deed: Deed) => putComment(deed, { isHidden: true }) },
  show: { isAllowed: isOwnComment, run: (deed: Deed) => putComment(deed, { isHidden: false }) },
  deleteComment: { isAllowed: isComment, run: deleteComment },
  accept: { isAllowed: isAsked, run: (deed: Deed) => answerAsked(deed, { status: 'Accepted' }) },
  decline: { isAllowed: isAsked, run: (deed: Deed) => answerAsked(deed, { status: 'Declined' }) },
};

function switchComments({ call, post }: Deed, change: Pick<Media, 'isCommentEnabled'>): string {
  // What strangers wrote until now was written while the switch still stood as it did.
  settleMedia(call.world, post);
  call.world.media.put({ ...post, ...change });
  return postPath(call, post);
}

function deletePost({ call, viewer, post }: Deed): string {
  removeMedia(call.world, post);
  return profilePath(call, viewer.username);
}

/** An account's own comment is never hidden. */
function putComment({ call, post, comment }: Deed, change: Pick<Comment, 'isHidden'>): string {
  if (comment !== undefined && comment.fromId !== post.accountId) {
    call.world.comments.put({ ...comment, ...change });
  }
  return threadPath(call, post, comment?.parentId ?? comment?.id ?? '');
}

function deleteComment({ call, post, comment }: Deed): string {
  if (comment !== undefined) removeComment(call.world, comment);
  return comment?.parentId === undefined ? postPath(call, post) : threadPath(call, post, comment.parentId);
}

function answerAsked({ call, viewer, post }: Deed, change: { status: 'Accepted' | 'Declined' }): string {
  const asked = call.world.collaborations.get(`${post.id}:${viewer.id}`);
  if (asked !== undefined) call.world.collaborations.put({ ...asked, ...change });
  return postPath(call, post);
}
