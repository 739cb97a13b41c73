export { approvals } from './approvals.ts';
export { askApproval } from './ask-approval.ts';
export { approvePost, askChanges } from './decide.ts';
export { listWaiting } from './list-waiting.ts';
export { readReviews } from './read-reviews.ts';
export { addComment, listComments, removeComment, resolveComment } from './review-comments.ts';
export { withdrawReview } from './withdraw-review.ts';
export { readRule, setRule } from './approval-rule.ts';
