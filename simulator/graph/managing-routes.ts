import type { Route } from '../route.ts';
import { audioRoutes } from './publishing/audio-routes.ts';
import { answerInvite } from './media/collaboration-answer.ts';
import { createComment, createReply, deleteComment, hideComment } from './comments/comment-write.ts';
import { accountRoutes, findAccount, graphRoute, graphRoutes } from './graph-call.ts';
import { searchHashtag } from './accounts/hashtag-search.ts';
import { likeRoutes } from './comments/like-routes.ts';
import { messageProfileRoutes } from './messages/message-profile-routes.ts';
import { changeMedia, deleteMedia } from './media/media-change.ts';
import { replyToMention } from './comments/mention-reply.ts';
import { messageRoutes } from './messages/message-routes.ts';
import { oembedRoutes } from './media/oembed-routes.ts';
import { productRoutes } from './media/product-routes.ts';

/**
 * What changes comments and media and what searches. A node that is of no kind here is asked of the next route with the same
 * path. What one login alone has is mounted on its host alone.
 */
export const managingRoutes: Route[] = [
  ...oembedRoutes,
  ...messageRoutes,
  ...messageProfileRoutes,
  ...audioRoutes,
  graphRoute('facebook', 'GET', '/ig_hashtag_search', searchHashtag),
  ...graphRoutes('POST', '/:node/comments', createComment),
  ...graphRoutes('POST', '/:node/replies', createReply),
  ...accountRoutes('POST', '/:node/mentions', replyToMention),
  graphRoute('facebook', 'POST', '/:node/collaboration_invites', (call) => {
    const account = findAccount(call, call.pathParams['node'] ?? '');
    return account === undefined ? undefined : answerInvite({ ...call, account });
  }),
  ...likeRoutes,
  ...productRoutes,
  ...graphRoutes('POST', '/:node', (call) => hideComment(call) ?? changeMedia(call)),
  ...graphRoutes('DELETE', '/:node', (call) => deleteComment(call) ?? deleteMedia(call)),
];
