import { z } from 'zod';
import { inWorkspace, instant, nothing, password, personName, workspace } from './identity.ts';
import { accountRoles, op, roles } from './op.ts';

const role = z.enum(roles);
const accountRole = z.enum(accountRoles);
const email = z.email('Write an e-mail address.').max(254, 'Use at most 254 characters.');
/** The secret of an invite, from its fragment. */
const token = z.string().min(1).max(100);

const invite = z.object({
  id: z.uuid(),
  role,
  /** Whom it is bound to; null for whoever holds the link. */
  email: z.string().nullable(),
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
});
export type Invite = z.output<typeof invite>;

/** What a link tells its holder before they accept. */
const openInvite = z.object({
  workspaceName: z.string(),
  role,
  email: z.string().nullable(),
  invitedBy: z.string(),
  expiresAt: instant,
});
export type OpenInvite = z.output<typeof openInvite>;

const inMember = inWorkspace.extend({ userId: z.uuid() });
const accountRoleOf = z.object({ instagramUserId: z.string().min(1).max(40), role: accountRole });

/** Who works together in a workspace, how they come in and how they go. */
export const team = {
  setRole: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/members/:userId/role',
    summary: 'Give a member another role; none above one’s own, and an owner stays',
    access: 'admin',
    params: inMember,
    body: z.object({ role }),
    response: nothing,
  }),
  readAccountRoles: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/members/:userId/account-roles',
    summary: 'The accounts with which a member may do less than their role says',
    access: 'admin',
    params: inMember,
    response: z.object({ accounts: z.array(accountRoleOf) }),
  }),
  setAccountRoles: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/members/:userId/account-roles',
    summary: 'Narrow a member to less with some accounts; what is not named is as their role says',
    access: 'admin',
    params: inMember,
    body: z.object({ accounts: z.array(accountRoleOf).max(500, 'Use at most 500 accounts.') }),
    response: nothing,
  }),
  removeMember: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/members/:userId',
    summary: 'Remove a member at once; their posts that are to come are yours from then on',
    access: 'admin',
    params: inMember,
    response: z.object({
      /** Posts that were taken over, scheduled ones and drafts. */
      posts: z.number().int(),
    }),
  }),
  leave: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/membership',
    summary: 'Leave the workspace; my posts that are to come go to its owner',
    access: 'viewer',
    params: inWorkspace,
    response: nothing,
  }),
  handOver: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/owner',
    summary: 'Make another member the owner in my place; I become an admin',
    access: 'owner',
    params: inWorkspace,
    body: z.object({ userId: z.uuid() }),
    response: nothing,
  }),
  listInvites: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/invites',
    summary: 'Invites that are still open, newest first, at most 200',
    access: 'admin',
    params: inWorkspace,
    response: z.object({ invites: z.array(invite) }),
  }),
  createInvite: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/invites',
    summary: 'Invite one person: a link that is good once, for seven days',
    access: 'admin',
    status: 201,
    params: inWorkspace,
    body: z.object({ role, email: email.nullable().default(null) }),
    response: z.object({
      invite,
      /** Shown here and never again; its secret is in the fragment. Null where it was mailed: whoever has it then reads that address. */
      link: z.string().nullable(),
    }),
  }),
  revokeInvite: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/invites/:inviteId',
    summary: 'Take an invite back: its link is good no longer',
    access: 'admin',
    params: inWorkspace.extend({ inviteId: z.uuid() }),
    response: nothing,
  }),
  readInvite: op({
    method: 'post',
    path: '/api/v1/invite-lookups',
    summary: 'What an invite invites to, by the secret of its link',
    access: 'public',
    body: z.object({ token }),
    response: openInvite,
  }),
  acceptInvite: op({
    method: 'post',
    path: '/api/v1/invite-acceptances',
    summary: 'Join a workspace by the secret of an invite, signed in',
    access: 'session',
    status: 201,
    body: z.object({ token }),
    response: z.object({ workspace }),
  }),
  joinByInvite: op({
    method: 'post',
    path: '/api/v1/invite-sign-ups',
    summary: 'Create an account by the secret of an invite and join its workspace',
    access: 'public',
    status: 201,
    body: z.object({
      token,
      name: personName,
      /** Ignored where the invite is bound to an address. */
      email: email.nullable().default(null),
      password,
    }),
    response: z.object({ workspace }),
  }),
};
