import { z } from 'zod';
import { inWorkspace, instant, nothing, password, personName } from './identity.ts';
import { op } from './op.ts';

const email = z.email('Write an e-mail address.').max(254, 'Use at most 254 characters.');
/** What a person types to show who they are. */
const ownPassword = z.string().min(1, 'Write your password.').max(200);
/** Six digits of an authenticator, or a recovery code; spaces and hyphens do not matter. */
export const secondStep = z.string().min(1, 'Write the code.').max(40);
/** The secret of a mailed link, from its fragment. */
const linkToken = z.string().min(1).max(100);
const recoveryCodes = z.object({
  /** Ten, each good once. They are shown here and never again. */
  recoveryCodes: z.array(z.string()),
});

/** My name, my address, my password and my second step. */
export const account = {
  read: op({
    method: 'get',
    path: '/api/v1/account',
    summary: 'How I sign in',
    access: 'session',
    response: z.object({
      /** Where a link waits to be opened, before I sign in with it. */
      newEmail: z.string().nullable(),
      twoFactor: z.object({ since: instant, recoveryCodesLeft: z.number().int() }).nullable(),
    }),
  }),
  rename: op({
    method: 'patch',
    path: '/api/v1/account',
    summary: 'Change my name',
    access: 'session',
    body: z.object({ name: personName }),
    response: nothing,
  }),
  changePassword: op({
    method: 'put',
    path: '/api/v1/account/password',
    summary: 'Change my password; every other session of mine ends',
    access: 'session',
    body: z.object({ current: ownPassword, password }),
    response: nothing,
  }),
  changeEmail: op({
    method: 'put',
    path: '/api/v1/account/email',
    summary: 'Change my e-mail: a link goes to the new address, and opening it makes the change',
    access: 'session',
    body: z.object({ email, password: ownPassword }),
    response: z.object({
      /** `changed` at once where this installation sends no mail. */
      state: z.enum(['link_sent', 'changed']),
    }),
  }),
  confirmEmail: op({
    method: 'post',
    path: '/api/v1/email-confirmations',
    summary: 'Confirm a new e-mail by the secret of a mailed link',
    access: 'public',
    body: z.object({ token: linkToken }),
    response: z.object({ email: z.string() }),
  }),
  askForReset: op({
    method: 'post',
    path: '/api/v1/password-resets',
    summary: 'Have a link for a new password sent; the answer is the same for an address that nobody has',
    access: 'public',
    body: z.object({ email }),
    response: nothing,
  }),
  resetPassword: op({
    method: 'put',
    path: '/api/v1/password',
    summary: 'Set a new password by the secret of a link; every session of the person ends',
    access: 'public',
    body: z.object({ token: linkToken, password }),
    response: nothing,
  }),
  makeResetLink: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/members/:userId/password-resets',
    summary: 'Help a member to a new password: by mail, or by a link to hand over where no mail is sent',
    access: 'admin',
    params: inWorkspace.extend({ userId: z.uuid() }),
    response: z.object({
      /** Null where it was mailed to the member. */
      link: z.string().nullable(),
      until: instant,
    }),
  }),
  beginTwoFactor: op({
    method: 'post',
    path: '/api/v1/account/two-factor',
    summary: 'Begin to set up two-factor sign-in: the secret for an authenticator app',
    access: 'session',
    body: z.object({ password: ownPassword }),
    response: z.object({
      /** Base32, to be typed where no camera is. */
      secret: z.string(),
      /** `otpauth://totp/…`, to be shown as a QR code. */
      uri: z.string(),
    }),
  }),
  confirmTwoFactor: op({
    method: 'put',
    path: '/api/v1/account/two-factor',
    summary: 'Turn two-factor sign-in on by a first code; every other session of mine ends',
    access: 'session',
    body: z.object({ code: secondStep }),
    response: recoveryCodes,
  }),
  endTwoFactor: op({
    method: 'delete',
    path: '/api/v1/account/two-factor',
    summary: 'Turn two-factor sign-in off',
    access: 'session',
    body: z.object({ password: ownPassword, code: secondStep }),
    response: nothing,
  }),
  renewRecoveryCodes: op({
    method: 'put',
    path: '/api/v1/account/recovery-codes',
    summary: 'Replace my recovery codes',
    access: 'session',
    body: z.object({ password: ownPassword, code: secondStep }),
    response: recoveryCodes,
  }),
  readSignInRule: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/sign-in-rule',
    summary: 'Whether members must have two-factor sign-in, and how many have not',
    access: 'admin',
    params: inWorkspace,
    response: z.object({ twoFactorRequired: z.boolean(), membersWithout: z.number().int() }),
  }),
  setSignInRule: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/sign-in-rule',
    summary: 'Ask every member for two-factor sign-in, or no longer',
    access: 'admin',
    params: inWorkspace,
    body: z.object({ twoFactorRequired: z.boolean() }),
    response: nothing,
  }),
};
