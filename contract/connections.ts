import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { op } from './op.ts';

export const login = z.enum(['instagram', 'facebook']);
const inConnection = inWorkspace.extend({ connectionId: z.uuid() });

export const connection = z.object({
  id: z.uuid(),
  login,
  username: z.string(),
  instagramUserId: z.string(),
  appScopedUserId: z.string(),
  /** The Facebook Page behind the account; null on Instagram's door. */
  pageId: z.string().nullable(),
  /** Facebook's grant serves other connected accounts too: a disconnect destroys this token and leaves the grant. */
  sharesGrant: z.boolean(),
  state: z.enum(['active', 'needs_reconnect']),
  /**
   * `checkpoint` when Instagram asks the person to confirm, `data_access_expired` when Facebook's ninety days are over; otherwise
   * `token_refused`. Null while active.
   */
  stateReason: z.string().nullable(),
  stateChangedAt: instant,
  scopes: z.array(z.string()),
  /** Granted, yet refused by Instagram on use. */
  missingScopes: z.array(z.string()),
  consentedAt: instant,
  timeZone: z.string(),
  /** The sealed token as facts: never the token. Null after it was destroyed. */
  token: z
    .object({
      keyId: z.string(),
      sealedAt: instant,
      renewedAt: instant,
      expiresAt: instant.nullable(),
      renewsAt: instant.nullable(),
    })
    .nullable(),
  /** When Meta stops answering with this person's data unless they log in again; Facebook Login alone. */
  dataAccessExpiresAt: instant.nullable(),
  /** Posts that wait because the account needs a person. */
  pausedPosts: z.number().int(),
  /** Posts that a disconnect would pause. */
  openPosts: z.number().int(),
  /** Name of the member who connected it, from the audit trail. */
  connectedBy: z.string().nullable(),
});
export type Connection = z.output<typeof connection>;

export const authorization = z.object({
  id: z.uuid(),
  login,
  startedAt: instant,
  expiresAt: instant,
  /** Null while the dialog is open. */
  finishedAt: instant.nullable(),
  /** `connected`, or a code of the error catalogue; null while open. */
  outcome: z.string().nullable(),
  /** Facts of the outcome: connectionId, username, reconnected, missingScopes, code, subcode, traceId, reason, pages. */
  details: z.record(z.string(), z.unknown()),
  /** Several accounts came back and one is to be chosen; null otherwise. */
  choice: z
    .object({
      until: instant,
      accounts: z.array(
        z.object({
          instagramUserId: z.string(),
          username: z.string(),
          pageId: z.string(),
          pageName: z.string(),
          /** In this workspace: choosing it reconnects it. */
          isConnected: z.boolean(),
        }),
      ),
    })
    .nullable(),
  reconnectConnectionId: z.uuid().nullable(),
});
export type Authorization = z.output<typeof authorization>;

export const revocation = z.object({
  id: z.uuid(),
  /**
   * confirmed: Instagram refuses the token now. queued: not confirmed yet, tried again until `expiresAt`.
   * not_possible: Instagram offers no way from here. expired: 24 hours passed, the token was destroyed unconfirmed.
   */
  state: z.enum(['queued', 'confirmed', 'not_possible', 'expired']),
  expiresAt: instant,
  finishedAt: instant.nullable(),
});
export type Revocation = z.output<typeof revocation>;

export const openRevocation = revocation.extend({ login, username: z.string() });
export type OpenRevocation = z.output<typeof openRevocation>;

const disconnected = z.object({
  login,
  username: z.string(),
  pausedPosts: z.number().int(),
  /** The account's own token is destroyed; the Facebook grant serves other accounts and was not revoked. */
  grantStays: z.boolean(),
  /** Null when nothing was there to revoke, or the grant stays. */
  revocation: revocation.nullable(),
});
export type Disconnected = z.output<typeof disconnected>;

export const connections = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections',
    summary: 'The connected accounts, by name',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ connections: z.array(connection) }),
  }),
  read: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId',
    summary: 'One connection',
    access: 'viewer',
    params: inConnection,
    response: connection,
  }),
  setTimeZone: op({
    method: 'patch',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId',
    summary: 'Set the time zone in which this account is scheduled',
    access: 'admin',
    params: inConnection,
    body: z.object({ timeZone: z.string().max(64) }),
    response: connection,
  }),
  readProfile: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/profile',
    summary: 'Read live from Instagram, not kept: name, kind and counts',
    access: 'viewer',
    params: inConnection,
    response: z.object({
      username: z.string(),
      name: z.string().nullable(),
      accountType: z.string(),
      followersCount: z.number().int().nullable(),
      mediaCount: z.number().int().nullable(),
      publishingLimit: z
        .object({ used: z.number().int(), total: z.number().int(), durationSeconds: z.number().int() })
        .nullable(),
      readAt: instant,
    }),
  }),
  readReceipt: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/receipt',
    summary: 'The consent receipt: everything stored about the connection, with its actual values',
    access: 'viewer',
    params: inConnection,
    response: z.object({
      receipt: z.literal('tintype.consent.v1'),
      issuedAt: instant,
      workspace: z.string(),
      login,
      instagramUserId: z.string(),
      appScopedUserId: z.string(),
      pageId: z.string().nullable(),
      username: z.string(),
      dataAccessExpiresAt: instant.nullable(),
      scopes: z.array(z.string()),
      consentedAt: instant,
      token: z
        .object({ sealedUnderKey: z.string(), sealedAt: instant, expiresAt: instant.nullable() })
        .nullable(),
      howToRevoke: z.array(z.string()),
    }),
  }),
  disconnect: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId',
    summary:
      'Disconnect: the row and the sealed token go at once, the grant is revoked at Instagram and verified, unless it serves other accounts',
    access: 'admin',
    params: inConnection,
    query: z.object({ erase: z.enum(['true', 'false']).default('false') }),
    response: disconnected,
  }),
  readRevocation: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/revocations/:revocationId',
    summary: 'Whether Instagram has confirmed a revocation',
    access: 'viewer',
    params: inWorkspace.extend({ revocationId: z.uuid() }),
    response: revocation,
  }),
  listRevocations: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/revocations',
    summary: 'What is left of disconnects: revocations that Instagram has not confirmed and nobody put away',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ revocations: z.array(openRevocation) }),
  }),
  closeRevocation: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/revocations/:revocationId/closing',
    summary: 'Put away what is told of a revocation; how it ends after that is told again',
    access: 'admin',
    params: inWorkspace.extend({ revocationId: z.uuid() }),
    response: nothing,
  }),
  startAuthorization: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/authorizations',
    summary: 'Start to connect or reconnect an account; the answer is where the browser goes next',
    access: 'admin',
    status: 201,
    params: inWorkspace,
    body: z.object({
      login: login.default('instagram'),
      reconnectConnectionId: z.uuid().optional(),
      /** The browser's zone, first value of the account's own. */
      timeZone: z.string().max(64).default('UTC'),
    }),
    response: z.object({ id: z.uuid(), authorizeUrl: z.string(), expiresAt: instant }),
  }),
  readAuthorization: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/authorizations/:authorizationId',
    summary: 'How an attempt to connect ended; only for the session that started it',
    access: 'viewer',
    params: inWorkspace.extend({ authorizationId: z.uuid() }),
    response: authorization,
  }),
  chooseAccount: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/authorizations/:authorizationId/account',
    summary: 'Connect one of the accounts that came back; the first choice counts, repeating it is safe',
    access: 'admin',
    params: inWorkspace.extend({ authorizationId: z.uuid() }),
    body: z.object({ instagramUserId: z.string().max(32) }),
    response: authorization,
  }),
  giveUpChoice: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/authorizations/:authorizationId/account',
    summary: 'Choose none of the accounts that came back: nothing is connected',
    access: 'admin',
    params: inWorkspace.extend({ authorizationId: z.uuid() }),
    response: authorization,
  }),
};
