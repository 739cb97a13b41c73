import type { contract } from '#contract/index.ts';
import { copyPost } from '../../posts/index.ts';
import {
  checkImport,
  checkMoment,
  countNeeds,
  fillQueue,
  importPosts,
  planDraft,
  previewTimeZone,
  readCalendar,
  readQueue,
  repeatPost,
  setSlots,
  skipSlot,
  swapPosts,
  unskipSlot,
} from '../../schedule/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** The calendar, the queue, and what makes many posts at once. */
export function scheduleHandlers(ctx: HttpContext): Handlers<typeof contract>['schedule'] {
  return {
    calendar: ({ query }, { member }) =>
      readCalendar(ctx, member().workspaceId, { ...query, hidden: hiddenAccounts(member()) }),
    needs: (_, { member }) => countNeeds(ctx, member().workspaceId, hiddenAccounts(member())),
    check: ({ params, query }, { member }) =>
      checkMoment(ctx, member().workspaceId, {
        connectionId: params.connectionId,
        wallTime: query.wallTime,
        except: query.post,
      }),
    plan: ({ params, body }, { member }) => planDraft(ctx, member(), { postId: params.postId, ...body }),
    swap: async ({ params, body }, { member }) => ({
      posts: await swapPosts(ctx, member(), { postId: params.postId, otherId: body.otherId }),
    }),
    copy: ({ params }, { member }) => copyPost(ctx, member(), params.postId),
    repeat: async ({ params, body }, { member }) => ({
      posts: await repeatPost(ctx, member(), { postId: params.postId, ...body }),
    }),
    readQueue: ({ params }, { member }) => readQueue(ctx, member().workspaceId, params.connectionId),
    async setSlots({ params, body }, { member }) {
      await setSlots(ctx, member(), { connectionId: params.connectionId, slots: body.slots });
      return {};
    },
    async skipSlot({ params }, { member }) {
      await skipSlot(ctx, member(), params);
      return {};
    },
    async unskipSlot({ params }, { member }) {
      await unskipSlot(ctx, member(), params);
      return {};
    },
    fillQueue: async ({ params, body }, { member }) => ({
      posts: await fillQueue(ctx, member(), { connectionId: params.connectionId, postIds: body.postIds }),
    }),
    previewTimeZone: ({ params, query }, { member }) =>
      previewTimeZone(ctx, member().workspaceId, {
        connectionId: params.connectionId,
        timeZone: query.timeZone,
      }),
    checkImport: ({ body }, { member }) => checkImport(ctx, member(), body.csv),
    importPosts: ({ body }, { member }) => importPosts(ctx, member(), body.csv),
  };
}
