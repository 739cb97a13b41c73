import type { contract } from '#contract/index.ts';
import {
  createPost,
  editPost,
  getPostView,
  listPosts,
  lookAgain,
  preflightPost,
  removePost,
  resolvePost,
  settleComment,
  unschedulePost,
} from '../../posts/index.ts';
import { scheduleAt } from '../../schedule/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** Posts from draft to published. Their progress is a stream: routes/post-events.ts. */
export function postHandlers(ctx: HttpContext): Handlers<typeof contract>['posts'] {
  return {
    create: ({ body }, { member }) => createPost(ctx, member(), body),
    list: ({ query }, { member }) =>
      listPosts(ctx, member().workspaceId, { ...query, hidden: hiddenAccounts(member()) }),
    read: ({ params }, { member }) => getPostView(ctx, member().workspaceId, params.postId),
    edit: ({ params, body }, { member }) => editPost(ctx, member(), { postId: params.postId, ...body }),
    async remove({ params }, { member }) {
      await removePost(ctx, member(), params.postId);
      return {};
    },
    preflight: ({ body }, { member }) => preflightPost(ctx, member(), body),
    publish: ({ params, body }, { member }) => scheduleAt(ctx, member(), { postId: params.postId, ...body }),
    unschedule: ({ params }, { member }) => unschedulePost(ctx, member(), params.postId),
    look: ({ params }, { member }) => lookAgain(ctx, member(), params.postId),
    resolve: ({ params, body }, { member }) =>
      resolvePost(ctx, member(), { postId: params.postId, decision: body.decision }),
    async settleComment({ params }, { member }) {
      await settleComment(ctx, member(), params.postId);
      return {};
    },
  };
}
