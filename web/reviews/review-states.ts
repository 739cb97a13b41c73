import type { Post } from '#contract/posts.ts';

/** Still to be written, looked at or scheduled. */
export function isBeforeSchedule({ state }: Pick<Post, 'state'>): boolean {
  return state === 'draft' || state === 'in_review' || state === 'approved';
}

/** What is on its way to Instagram, or there, is no longer to be talked over: only what was said is shown. */
export function isOpenToComments(post: Pick<Post, 'state'>): boolean {
  return isBeforeSchedule(post) || post.state === 'scheduled' || post.state === 'failed';
}
