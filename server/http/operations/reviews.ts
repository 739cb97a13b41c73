import type { contract } from '#contract/index.ts';
import { AppError } from '../../app-error.ts';
import { readRule, setRule } from '../../reviews/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

const later = (): Promise<never> => Promise.reject(new AppError('not_found'));

/** Asking for approval, deciding, and the conversation about a draft. */
export function reviewHandlers(ctx: HttpContext): Handlers<typeof contract>['reviews'] {
  return {
    list: async () => ({ waiting: [], mine: 0 }),
    read: later,
    ask: later,
    approve: later,
    askChanges: later,
    withdraw: later,
    readRule: (_, { member }) => readRule(ctx, member().workspaceId),
    async setRule({ body }, { member }) {
      await setRule(ctx, member(), body);
      return {};
    },
    listComments: later,
    addComment: later,
    resolveComment: later,
    removeComment: later,
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
