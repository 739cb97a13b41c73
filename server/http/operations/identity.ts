import type { contract } from '#contract/index.ts';
import {
  createOwner,
  createWorkspace,
  endAllSessions,
  endSession,
  expiredSessionCookie,
  listClosedWorkspaces,
  listMembers,
  listSessions,
  listWorkspaces,
  maySignUp,
  renameWorkspace,
  signIn,
  type Session,
} from '../../workspaces/index.ts';
import { sessionOf } from '../access.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';
import { visitorOf } from '../visitor.ts';

/** Sign-in, sessions, workspaces and members. */
export function identityHandlers(ctx: HttpContext): Handlers<typeof contract>['identity'] {
  const { config } = ctx;
  return {
    readSession: async (_, { exchange }) => stateOf(ctx, await sessionOf(ctx, exchange)),

    async createOwner({ body }, { exchange }) {
      const { setCookie, workspace } = await createOwner(ctx, visitorOf(ctx, exchange), body);
      exchange.header('set-cookie', setCookie);
      return { workspace };
    },

    async signIn({ body }, { exchange }) {
      const { setCookie, session } = await signIn(ctx, visitorOf(ctx, exchange), body);
      exchange.header('set-cookie', setCookie);
      return stateOf(ctx, session);
    },

    async signOut(_, { exchange, session }) {
      await endSession(ctx, session(), session().sessionId);
      exchange.header('set-cookie', expiredSessionCookie(config.publicUrl));
      return {};
    },

    listSessions: async (_, { session }) => ({ sessions: await listSessions(ctx, session()) }),

    async endSession({ params }, { exchange, session }) {
      await endSession(ctx, session(), params.sessionId);
      if (params.sessionId === session().sessionId)
        exchange.header('set-cookie', expiredSessionCookie(config.publicUrl));
      return {};
    },

    async signOutEverywhere(_, { exchange, session }) {
      await endAllSessions(ctx, session());
      exchange.header('set-cookie', expiredSessionCookie(config.publicUrl));
      return {};
    },

    createWorkspace: ({ body }, { session }) =>
      createWorkspace(ctx, { userId: session().userId, name: body.name }),

    renameWorkspace: ({ body }, { member }) => renameWorkspace(ctx, member(), body.name),

    listMembers: ({ query }, { member }) => listMembers(ctx, member().workspaceId, query),
  };
}

async function stateOf(ctx: HttpContext, session: Session | null) {
  const { config } = ctx;
  return {
    user: session && { id: session.userId, name: session.userName, email: session.email },
    workspaces: session ? await listWorkspaces(ctx, session.userId) : [],
    needTwoFactor: session ? await listClosedWorkspaces(ctx, session.userId) : [],
    sendsMail: config.mail !== undefined,
    needsOwner: session ? false : await maySignUp(ctx),
    instagram: {
      simulated: config.isSimulated,
      simulatorUrl: config.isSimulated ? new URL(config.metaBrowserUrl.replace('{host}', '')).origin : null,
    },
    logins: [
      ...(config.instagramApp ? (['instagram'] as const) : []),
      ...(config.facebookApp ? (['facebook'] as const) : []),
    ],
  };
}
