import { z } from 'zod';
import { accountRoles, op, roles } from './op.ts';

export const workspaceId = z.uuid();
export const inWorkspace = z.object({ workspaceId });
export const nothing = z.object({});
export const instant = z.iso.datetime({ offset: true });

const role = z.enum(roles);
export const password = z
  .string()
  .min(12, 'Use at least 12 characters.')
  .max(200, 'Use at most 200 characters.');
export const personName = z.string().trim().min(1, 'Write a name.').max(80, 'Use at most 80 characters.');

const name = personName;

export const workspace = z.object({
  id: workspaceId,
  name: z.string(),
  slug: z.string(),
  role,
  /** By Instagram's id, what this person may do with an account at most; absent where their role counts for all. */
  accountRoles: z.record(z.string(), z.enum(accountRoles)).optional(),
});
export type Workspace = z.output<typeof workspace>;

export const sessionState = z.object({
  /** Null when nobody is signed in. */
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string() }).nullable(),
  workspaces: z.array(workspace),
  /** Those of them that ask for two-factor sign-in, as long as this person has not set it up: nothing else is open there. */
  needTwoFactor: z.array(workspaceId),
  /** Whether links are mailed; else an owner or admin hands them over. */
  sendsMail: z.boolean(),
  /** True until the first owner exists. */
  needsOwner: z.boolean(),
  /** Where Instagram is: real, or simulated with the address a browser opens. */
  instagram: z.object({ simulated: z.boolean(), simulatorUrl: z.string().nullable() }),
  /** Which doors are configured. */
  logins: z.array(z.enum(['instagram', 'facebook'])),
});
export type SessionState = z.output<typeof sessionState>;

const member = z.object({
  userId: z.uuid(),
  name: z.string(),
  email: z.string(),
  role,
  /** Whether less is allowed to them with some accounts. */
  isNarrowed: z.boolean(),
  since: instant,
});
export type TeamMember = z.output<typeof member>;

export const identity = {
  readSession: op({
    method: 'get',
    path: '/api/v1/session',
    summary: 'Who is signed in, their workspaces, and whether the first owner is still missing',
    access: 'public',
    response: sessionState,
  }),
  createOwner: op({
    method: 'post',
    path: '/api/v1/owner',
    summary: 'Create the first owner and the first workspace; closed for ever afterwards',
    access: 'public',
    status: 201,
    body: z.object({ name, email: z.email('Write an e-mail address.'), password, workspaceName: name }),
    response: z.object({ workspace }),
  }),
  signIn: op({
    method: 'post',
    path: '/api/v1/session',
    summary:
      'Sign in; the session travels in a cookie only. `two_factor_needed` asks for the same with a code',
    access: 'public',
    body: z.object({
      email: z.email('Write an e-mail address.'),
      password: z.string().min(1).max(200),
      /** Of an authenticator app, or a recovery code; for accounts with two-factor sign-in. */
      code: z.string().min(1).max(40).optional(),
    }),
    response: sessionState,
  }),
  signOut: op({
    method: 'delete',
    path: '/api/v1/session',
    summary: 'Sign out of this session',
    access: 'session',
    response: nothing,
  }),
  listSessions: op({
    method: 'get',
    path: '/api/v1/sessions',
    summary: 'Where I am signed in',
    access: 'session',
    response: z.object({
      sessions: z.array(
        z.object({
          id: z.uuid(),
          current: z.boolean(),
          createdAt: instant,
          expiresAt: instant,
          userAgent: z.string().nullable(),
        }),
      ),
    }),
  }),
  endSession: op({
    method: 'delete',
    path: '/api/v1/sessions/:sessionId',
    summary: 'End one of my sessions',
    access: 'session',
    params: z.object({ sessionId: z.uuid() }),
    response: nothing,
  }),
  signOutEverywhere: op({
    method: 'delete',
    path: '/api/v1/sessions',
    summary: 'Sign out everywhere, here included',
    access: 'session',
    response: nothing,
  }),
  createWorkspace: op({
    method: 'post',
    path: '/api/v1/workspaces',
    summary: 'Create another workspace; an owner of one may',
    access: 'session',
    status: 201,
    body: z.object({ name }),
    response: workspace,
  }),
  renameWorkspace: op({
    method: 'patch',
    path: '/api/v1/workspaces/:workspaceId',
    summary: 'Rename the workspace; its address stays',
    access: 'admin',
    params: inWorkspace,
    body: z.object({ name }),
    response: workspace,
  }),
  listMembers: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/members',
    summary: 'Who belongs to the workspace, in the order of joining, in pages',
    access: 'viewer',
    params: inWorkspace,
    query: z.object({
      /** Part of a name or an address, in any script. */
      search: z.string().trim().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(200),
      after: z.string().max(200).optional(),
    }),
    response: z.object({ members: z.array(member), next: z.string().nullable(), total: z.number().int() }),
  }),
};
