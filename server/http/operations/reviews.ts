import type { contract } from '#contract/index.ts';
import {
  addComment,
  approvePost,
  askApproval,
  askChanges,
  commentAsClient,
  createLink,
  decideAsClient,
  getClient,
  listComments,
  listLinks,
  listWaiting,
  noteLooking,
  openLink,
  readClientView,
  readReviews,
  readRule,
  removeComment,
  resolveComment,
  revokeLink,
  setRule,
  withdrawReview,
} from '../../reviews/index.ts';
import type { Exchange, HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';
import { contextOf } from '../origin.ts';
import { readReviewCookie, setReviewCookie } from '../review-cookie.ts';
import { visitorOf } from '../visitor.ts';

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
export function reviewLinkHandlers(ctx: HttpContext): Handlers<typeof contract>['reviewLinks'] {
  return {
    list: async ({ query }, { member }) => ({ links: await listLinks(ctx, member(), query) }),
    create: ({ body }, { member }) => createLink(ctx, member(), body),
    async revoke({ params }, { member }) {
      await revokeLink(ctx, member(), params.linkId);
      return {};
    },
  };
}

/** What a link opens: whoever holds its cookie is asked for nothing else, and let in nowhere else. */
export function clientReviewHandlers(ctx: HttpContext): Handlers<typeof contract>['clientReview'] {
  const clientOf = (exchange: Exchange) => getClient(ctx, readReviewCookie(ctx.config, exchange));
  return {
    async open({ body }, { exchange }) {
      const session = await openLink(ctx, visitorOf(ctx, exchange), body);
      setReviewCookie({ config: ctx.config, now: ctx.clock.now() }, exchange, session);
      return {};
    },
    async read(_, { exchange }) {
      const client = await clientOf(exchange);
      const view = await readClientView(ctx, client);
      await noteLooking(contextOf(ctx, exchange), client);
      return view;
    },
    comment: async ({ params, body }, { exchange }) =>
      commentAsClient(ctx, await clientOf(exchange), { postId: params.postId, ...body }),
    decide: async ({ params, body }, { exchange }) =>
      decideAsClient(ctx, await clientOf(exchange), { postId: params.postId, ...body }),
  };
}
