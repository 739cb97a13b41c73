export { advancePost } from './advance-post.ts';
export { createPost, editPost } from './create-post.ts';
export { createPublisher } from './create-publisher.ts';
export { lockRun } from './lock-run.ts';
export { previewZoneChange } from './change-zone.ts';
export { copyPost } from './copy-post.ts';
export { prepareDraftFromMedia } from './draft-from-media.ts';
export { listPosts } from './list-posts.ts';
export { findPosts, getPost, getPostView } from './load-post.ts';
export { createOutageWatch, type OutageWatch } from './outage-watch.ts';
export { postsOfConnection } from './posts-of-connection.ts';
export { preflightPost } from './preflight-post.ts';
export { lookAgain, resolvePost } from './resolve-post.ts';
export { planPost } from './plan-post.ts';
export { removePost } from './remove-post.ts';
export { findPublishingLimits, readPublishingLimit, unknownLimit } from './publishing-limit.ts';
export {
  getPostAccount,
  getSendable,
  putOnSchedule,
  unschedulePost,
  type Sendable,
} from './schedule-post.ts';
export { settleComment } from './settle-comment.ts';
export { findDueSoon, sweepDuePosts } from './sweep-due-posts.ts';
export { watchPost } from './watch-post.ts';
