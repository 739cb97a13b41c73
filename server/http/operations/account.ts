import type { contract } from '#contract/index.ts';
import {
  askForReset,
  beginTwoFactor,
  changeEmail,
  changePassword,
  confirmEmail,
  confirmTwoFactor,
  endTwoFactor,
  makeResetLink,
  readAccount,
  readSignInRule,
  renamePerson,
  renewRecoveryCodes,
  resetPassword,
  setSignInRule,
} from '../../workspaces/index.ts';
import type { HttpContext } from '../exchange.ts';
import type { Handlers } from '../mount.ts';
import { visitorOf } from '../visitor.ts';

/** A person's name, address, password and second step. */
export function accountHandlers(ctx: HttpContext): Handlers<typeof contract>['account'] {
  return {
    read: (_, { session }) => readAccount(ctx, session().userId),

    async rename({ body }, { session }) {
      await renamePerson(ctx, session().userId, body.name);
      return {};
    },

    async changePassword({ body }, { session }) {
      await changePassword(ctx, session(), body);
      return {};
    },

    changeEmail: async ({ body }, { session }) => ({ state: await changeEmail(ctx, session(), body) }),

    confirmEmail: async ({ body }, { exchange }) => ({
      email: await confirmEmail(ctx, visitorOf(ctx, exchange), body.token),
    }),

    async askForReset({ body }, { exchange }) {
      await askForReset(ctx, visitorOf(ctx, exchange), body);
      return {};
    },

    async resetPassword({ body }, { exchange }) {
      await resetPassword(ctx, visitorOf(ctx, exchange), body);
      return {};
    },

    async makeResetLink({ params }, { member }) {
      const { link, until } = await makeResetLink(ctx, member(), params.userId);
      return { link, until: until.toISOString() };
    },

    beginTwoFactor: ({ body }, { session }) => beginTwoFactor(ctx, session(), body.password),

    confirmTwoFactor: async ({ body }, { session }) => ({
      recoveryCodes: await confirmTwoFactor(ctx, session(), body.code),
    }),

    async endTwoFactor({ body }, { session }) {
      await endTwoFactor(ctx, session(), body);
      return {};
    },

    renewRecoveryCodes: async ({ body }, { session }) => ({
      recoveryCodes: await renewRecoveryCodes(ctx, session(), body),
    }),

    readSignInRule: (_, { member }) => readSignInRule(ctx, member().workspaceId),

    async setSignInRule({ body }, { member }) {
      await setSignInRule(ctx, member(), body);
      return {};
    },
  };
}
