import type { Comment } from '../../world/comment.ts';
import type { Media } from '../../world/media.ts';
import type { Route } from '../../route.ts';
import { takeQuota } from '../call-quota.ts';
import { graphError, missingObject } from '../errors.ts';
import { requireFacebookPermission } from '../facebook/facebook-permission.ts';
import { type AccountCall, findAccount, graphRoute } from '../graph-call.ts';
import { giveLike, takeLike } from './like-target.ts';
import { publishingError } from '../publishing/media-errors.ts';
import { actionBlocked } from '../publishing/media-publish-errors.ts';
import { graphJson } from '../meta-json.ts';

/** More than fifty likes in five seconds close the account for an hour. */
const burst = { what: 'likes', most: 50, withinSeconds: 5, lockSeconds: 60 * 60 };

/** `POST|DELETE /{ig-id}/likes` with one of `media_id` and `comment_id`: Facebook Login alone. Safe to call twice. */
export const likeRoutes: Route[] = (['POST', 'DELETE'] as const).map((method) =>
  graphRoute('facebook', method, '/:node/likes', (call) => {
    const account = findAccount(call, call.pathParams['node'] ?? '');
    return account === undefined ? undefined : changeLike({ ...call, account });
  }),
);

function changeLike(call: AccountCall): Response {
  const { world, account, method } = call;
  requireFacebookPermission(call, 'instagram_manage_engagement');
  const target = findTarget(call);
  if (!takeQuota(world, account.id, burst)) throw publishingError(actionBlocked());
  const actor = { id: account.id, username: account.username };
  if (method === 'POST') giveLike(world, target, actor);
  else takeLike(world, target, actor);
  return graphJson({ success: true });
}

/** What can be liked: media and comments of accounts that are not private, and no stories. */
function findTarget({ world, params, method }: AccountCall): Media | Comment {
  const [mediaId = '', commentId = ''] = ['media_id', 'comment_id'].map((name) => params.get(name)?.trim());
  if ((mediaId === '') === (commentId === '')) {
    throw graphError({
      message: '(#100) Exactly one of media_id and comment_id must be given.',
      type: 'IGApiException',
      code: 100,
    });
  }
  const comment = commentId === '' ? undefined : world.comments.get(commentId);
  const media = world.media.get(comment?.mediaId ?? mediaId);
  const owner = media === undefined ? undefined : world.accounts.get(media.accountId);
  const isOpen =
    owner !== undefined &&
    owner.type !== 'PERSONAL' &&
    owner.isPrivate !== true &&
    media?.mediaProductType !== 'STORY';
  const target = commentId === '' ? media : comment;
  if (target === undefined || !isOpen) throw missingObject(method, mediaId || commentId);
  return target;
}
