export {
  createAuth,
  expiredSessionCookie,
  sessionCookieName,
  type Auth,
  type SignInContext,
} from './auth.ts';
export { createOwner } from './create-owner.ts';
export { createWorkspace } from './create-workspace.ts';
export { findMember, isAtLeast } from './find-member.ts';
export { findSession, type Session } from './find-session.ts';
export { listMembers } from './list-members.ts';
export { listWorkspaces } from './list-workspaces.ts';
export { maySignUp } from './may-sign-up.ts';
export { renameWorkspace } from './rename-workspace.ts';
export { endAllSessions, endSession, listSessions } from './sessions.ts';
export { signIn, type Visitor } from './sign-in.ts';
export { sweepSignIn } from './sweep-sign-in.ts';
