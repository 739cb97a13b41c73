import type { contract } from '#contract/index.ts';
import { AppError } from '../../app-error.ts';
import {
  addComment,
  approvePost,
  askApproval,
  askChanges,
  listComments,
  listWaiting,
  readReviews,
  readRule,
  removeComment,
  resolveComment,
  setRule,
  withdrawReview,
} from '../../reviews/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

const later = (): Promise<never> => Promise.reject(new AppError('not_found'));

/** Asking for approval, deciding, and the conversation about a draft. */
export function reviewHandlers(ctx: HttpContext): Handlers<typeof contract>['reviews'] {
  return {
    list: (_, { member }) => listWaiting(ctx, member()),
    read: ({ params }, { member }) => readReviews(ctx, member(), params.postId),
    ask: ({ params, body }, { member }) => askApproval(ctx, member(), { postId: params.postId, ...body }),
    approve: ({ params, body }, { member }) => approvePost(ctx, member(), { postId: params.postId, ...body }),
    askChanges: ({ params, body }, { member }) =>
      askChanges(ctx, member(), { postId: params.postId, ...body }),
    withdraw: ({ params }, { member }) => withdrawReview(ctx, member(), params.postId),
    readRule: (_, { member }) => readRule(ctx, member().workspaceId),
    async setRule({ body }, { member }) {
      await setRule(ctx, member(), body);
      return {};
    },
    listComments: async ({ params }, { member }) => ({
      comments: await listComments(ctx, member().workspaceId, params.postId),
    }),
    addComment: ({ params, body }, { member }) =>
      addComment(ctx, member(), { postId: params.postId, ...body }),
    resolveComment: ({ params, body }, { member }) => resolveComment(ctx, member(), { ...params, ...body }),
    async removeComment({ params }, { member }) {
      await removeComment(ctx, member(), params);
      return {};
    },
  };
}

/** Links for people without an account. */
export function reviewLinkHandlers(): Handlers<typeof contract>['reviewLinks'] {
  return { list: async () => ({ links: [] }), create: later, revoke: later };
}

/** What a link opens. */
export function clientReviewHandlers(): Handlers<typeof contract>['clientReview'] {
  return { open: later, read: later, comment: later, decide: later };
}
