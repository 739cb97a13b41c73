import type { contract } from '#contract/index.ts';
import {
  acceptInvite,
  createInvite,
  handOver,
  joinByInvite,
  leaveWorkspace,
  listInvites,
  readAccountRoles,
  readInvite,
  removeMember,
  revokeInvite,
  setAccountRoles,
  setRole,
} from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';
import { visitorOf } from '../visitor.ts';

/** Who works together, how they come in and how they go. */
export function teamHandlers(ctx: HttpContext): Handlers<typeof contract>['team'] {
  return {
    async setRole({ params, body }, { member }) {
      await setRole(ctx, member(), { userId: params.userId, role: body.role });
      return {};
    },
    readAccountRoles: async ({ params }, { member }) => ({
      accounts: await readAccountRoles(ctx, member().workspaceId, params.userId),
    }),
    async setAccountRoles({ params, body }, { member }) {
      await setAccountRoles(ctx, member(), { userId: params.userId, accounts: body.accounts });
      return {};
    },
    removeMember: async ({ params }, { member }) => ({
      posts: await removeMember(ctx, member(), params.userId),
    }),
    async leave(_, { member }) {
      await leaveWorkspace(ctx, member());
      return {};
    },
    async handOver({ body }, { member }) {
      await handOver(ctx, member(), body.userId);
      return {};
    },
    listInvites: async (_, { member }) => ({ invites: await listInvites(ctx, member().workspaceId) }),
    createInvite: ({ body }, { member }) => createInvite(ctx, member(), body),
    async revokeInvite({ params }, { member }) {
      await revokeInvite(ctx, member(), params.inviteId);
      return {};
    },
    readInvite: ({ body }, { exchange }) => readInvite(ctx, visitorOf(ctx, exchange), body.token),
    acceptInvite: async ({ body }, { session }) => ({
      workspace: await acceptInvite(ctx, session(), body.token),
    }),
    async joinByInvite({ body }, { exchange }) {
      const { setCookie, workspace } = await joinByInvite(ctx, visitorOf(ctx, exchange), body);
      exchange.header('set-cookie', setCookie);
      return { workspace };
    },
  };
}
