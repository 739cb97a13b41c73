import type { contract } from '#contract/index.ts';
import {
  chooseAccount,
  disconnectConnection,
  getConnection,
  giveUpChoice,
  listConnections,
  readAuthorization,
  readProfile,
  readReceipt,
  closeRevocation,
  listOpenRevocations,
  readRevocation,
  setTimeZone,
  startAuthorization,
} from '../../connections/index.ts';
import { hiddenAccounts } from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';

/** Connect, look after and disconnect accounts. */
export function connectionHandlers(ctx: HttpContext): Handlers<typeof contract>['connections'] {
  return {
    list: async (_, { member }) => ({
      connections: await listConnections(ctx, member().workspaceId, hiddenAccounts(member())),
    }),
    read: ({ params }, { member }) => getConnection(ctx, member().workspaceId, params.connectionId),
    setTimeZone: ({ params, body }, { member }) =>
      setTimeZone(ctx, member(), { connectionId: params.connectionId, timeZone: body.timeZone }),
    readProfile: ({ params }, { member }) => readProfile(ctx, member().workspaceId, params.connectionId),
    readReceipt: ({ params }, { member }) => readReceipt(ctx, member(), params.connectionId),
    disconnect: ({ params, query }, { member }) =>
      disconnectConnection(ctx, member(), {
        connectionId: params.connectionId,
        erase: query.erase === 'true',
      }),
    readRevocation: ({ params }, { member }) =>
      readRevocation(ctx, member().workspaceId, params.revocationId),
    listRevocations: async (_, { member }) => ({
      revocations: await listOpenRevocations(ctx, member().workspaceId, hiddenAccounts(member())),
    }),
    async closeRevocation({ params }, { member }) {
      await closeRevocation(ctx, member().workspaceId, hiddenAccounts(member()), params.revocationId);
      return {};
    },
    startAuthorization: ({ body }, { member }) => startAuthorization(ctx, member(), body),
    chooseAccount: ({ params, body }, { member }) =>
      chooseAccount(ctx, member(), { authorizationId: params.authorizationId, ...body }),
    giveUpChoice: ({ params }, { member }) => giveUpChoice(ctx, member(), params.authorizationId),
    readAuthorization: ({ params }, { member }) => readAuthorization(ctx, member(), params.authorizationId),
  };
}
