import type { contract } from '#contract/index.ts';
import { copyPost } from '../../posts/index.ts';
import {
  checkImport,
  checkMoment,
  countNeeds,
  prepareQueueFill,
  prepareImport,
  planDraft,
  previewTimeZone,
  readCalendar,
  readQueue,
  prepareSeries,
  setSlots,
  skipSlot,
  prepareSwap,
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
    swap: {
      async prepare({ params, body }, { member }) {
        const swap = await prepareSwap(ctx, member(), { postId: params.postId, otherId: body.otherId });
        return async (ctx) => ({ posts: await swap(ctx) });
      },
    },
    copy: ({ params }, { member }) => copyPost(ctx, member(), params.postId),
    repeat: {
      async prepare({ params, body }, { member }) {
        const repeat = await prepareSeries(ctx, member(), { postId: params.postId, ...body });
        return async (ctx) => ({ posts: await repeat(ctx) });
      },
    },
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
    fillQueue: {
      async prepare({ params, body }, { member }) {
        const fill = await prepareQueueFill(ctx, member(), {
          connectionId: params.connectionId,
          postIds: body.postIds,
        });
        return async (ctx) => ({ posts: await fill(ctx) });
      },
    },
    previewTimeZone: ({ params, query }, { member }) =>
      previewTimeZone(ctx, member().workspaceId, {
        connectionId: params.connectionId,
        timeZone: query.timeZone,
      }),
    checkImport: ({ body }, { member }) => checkImport(ctx, member(), body.csv),
    importPosts: { prepare: ({ body }, { member }) => prepareImport(ctx, member(), body.csv) },
  };
}
