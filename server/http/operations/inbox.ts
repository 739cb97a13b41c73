import type { contract } from '#contract/index.ts';
import {
  addNote,
  askForReading,
  countThreads,
  editThread,
  endPresence,
  keepSavedReply,
  listSavedReplies,
  listThreads,
  readInboxState,
  readThread,
  removeComment,
  removeSavedReply,
  replyPrivately,
  replyToThread,
  setHidden,
  showPresence,
} from '../../comments/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import { settleWrite } from '../../writes/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** Comments, mentions and tags as conversations that are worked through. What is new is a stream: routes/inbox-events.ts. */
export function inboxHandlers(ctx: HttpContext): Handlers<typeof contract>['inbox'] {
  return {
    list: ({ query }, { member }) => listThreads(ctx, member(), query),
    counts: (_, { member }) => countThreads(ctx, member()),
    state: (_, { member }) => readInboxState(ctx, member().workspaceId, hiddenAccounts(member())),
    read: ({ params }, { member }) => readThread(ctx, member().workspaceId, params.threadId),
    edit: ({ params, body }, { member }) => editThread(ctx, member(), { ...params, ...body }),
    reply: ({ params, body }, { member }) => replyToThread(ctx, member(), { ...params, ...body }),
    replyPrivately: ({ params, body }, { member }) => replyPrivately(ctx, member(), { ...params, ...body }),
    setHidden: ({ params, body }, { member }) => setHidden(ctx, member(), { ...params, ...body }),
    removeComment: ({ params }, { member }) => removeComment(ctx, member(), params),
    settleWrite: ({ params, body }, { member }) => settleWrite(ctx, member(), { ...params, ...body }),
    async addNote({ params, body }, { member }) {
      await addNote(ctx, member(), { ...params, ...body });
      return {};
    },
    showPresence: async ({ params, body }, { member }) => ({
      others: await showPresence(ctx, member(), { ...params, ...body }),
    }),
    async endPresence({ params }, { member }) {
      await endPresence(ctx, member(), params);
      return {};
    },
    async refresh(_, { member }) {
      await askForReading(ctx, member().workspaceId);
      return {};
    },
    listSavedReplies: async (_, { member }) => ({
      replies: await listSavedReplies(ctx, member().workspaceId),
    }),
    keepSavedReply: ({ body }, { member }) => keepSavedReply(ctx, member(), body),
    async removeSavedReply({ params }, { member }) {
      await removeSavedReply(ctx, member(), params.replyId);
      return {};
    },
  };
}
