import type { Route } from '../route.ts';
import { createComment, createReply, deleteComment, hideComment } from './comment-write.ts';
import { graphRoutes } from './graph-call.ts';
import { changeMedia, deleteMedia } from './media-change.ts';

/** What changes comments and media. A node that is of no kind here is asked of the next route with the same path. */
export const managingRoutes: Route[] = [
  ...graphRoutes('POST', '/:node/comments', createComment),
  ...graphRoutes('POST', '/:node/replies', createReply),
  ...graphRoutes('POST', '/:node', (call) => hideComment(call) ?? changeMedia(call)),
  ...graphRoutes('DELETE', '/:node', (call) => deleteComment(call) ?? deleteMedia(call)),
];
