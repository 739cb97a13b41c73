export { acceptInvite, joinByInvite, readInvite } from './accept-invite.ts';
export { accountsBelow, hiddenAccounts, refuseBelow, requireAccounts } from './account-access.ts';
export { readAccountRoles, setAccountRoles } from './account-roles.ts';
export {
  createAuth,
  expiredSessionCookie,
  sessionCookieName,
  type Auth,
  type SignInContext,
} from './auth.ts';
export { changeEmail, confirmEmail } from './change-email.ts';
export { changePassword } from './change-password.ts';
export { createOwner } from './create-owner.ts';
export { createWorkspace } from './create-workspace.ts';
export { findMember, isAtLeast } from './find-member.ts';
export { findCaller, findSession, type Caller, type Session } from './find-session.ts';
export { createInvite, listInvites, revokeInvite } from './invites.ts';
export { addressBlock, limitAttempts } from './limit-attempts.ts';
export { listMembers } from './list-members.ts';
export { listWorkspaces } from './list-workspaces.ts';
export { makeOperatorLink } from './make-operator-link.ts';
export { makeResetLink } from './make-reset-link.ts';
export { maySignUp } from './may-sign-up.ts';
export { readAccount } from './read-account.ts';
export { leaveWorkspace, removeMember } from './remove-member.ts';
export { renamePerson } from './rename-person.ts';
export { renameWorkspace } from './rename-workspace.ts';
export { askForReset, resetPassword } from './reset-password.ts';
export { endAllSessions, endSession, listSessions } from './sessions.ts';
export { handOver, setRole } from './set-role.ts';
export { listClosedWorkspaces, readSignInRule, setSignInRule } from './sign-in-rule.ts';
export { signIn, type Visitor } from './sign-in.ts';
export { sweepSignIn } from './sweep-sign-in.ts';
export { codeAt } from './totp.ts';
export { beginTwoFactor, confirmTwoFactor, endTwoFactor, renewRecoveryCodes } from './two-factor.ts';
