import type { contract } from '#contract/index.ts';
import { listNotices, markAllRead, markRead, readChoices, setChoices } from '../../notices/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** What I was told, and how I want to be told. */
export function noticeHandlers(ctx: HttpContext): Handlers<typeof contract>['notices'] {
  return {
    list: ({ query }, { member }) =>
      listNotices(ctx, member(), {
        unreadOnly: query.unread === 'true',
        limit: query.limit,
        after: query.after,
      }),
    async markRead({ params }, { member }) {
      await markRead(ctx, member(), params.noticeId);
      return {};
    },
    async markAllRead(_, { member }) {
      await markAllRead(ctx, member());
      return {};
    },
    readChoices: (_, { session }) => readChoices(ctx, session().userId),
    async setChoices({ body }, { session }) {
      await setChoices(ctx, session().userId, body);
      return {};
    },
  };
}
