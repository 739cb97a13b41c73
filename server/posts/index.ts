export { advancePost } from './advance-post.ts';
export { createPost, editPost } from './create-post.ts';
export { getPost, getPostView, listPosts } from './load-post.ts';
export { postsOfConnection } from './posts-of-connection.ts';
export { preflightPost } from './preflight-post.ts';
export { lookAgain, resolvePost } from './resolve-post.ts';
export { schedulePost, unschedulePost } from './schedule-post.ts';
export { sweepDuePosts } from './sweep-due-posts.ts';
export { watchPost } from './watch-post.ts';
