import { z } from 'zod';
import { inWorkspace, instant } from './identity.ts';
import { op } from './op.ts';

/** What of the trail is wanted; nothing said, all of it. */
export const auditFilter = z.object({
  /** Who: somebody's id, or `instagram` or `system`. */
  person: z.union([z.uuid(), z.enum(['instagram', 'system'])]).optional(),
  /** The part of an action before the dot: `post`, `member`. */
  area: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  /** Instagram's id of an account. */
  account: z
    .string()
    .regex(/^\d{1,30}$/)
    .optional(),
  /** From this moment on. */
  since: instant.optional(),
  /** Before this moment. */
  until: instant.optional(),
});
export type AuditFilter = z.output<typeof auditFilter>;

export const auditLine = z.object({
  id: z.uuid(),
  at: instant,
  /** `link`: the holder of a reviewer's link. */
  actor: z.enum(['member', 'instagram', 'system', 'link']),
  userId: z.uuid().nullable(),
  /** Of that day, also when the person is gone or has another name. */
  userName: z.string().nullable(),
  /** Null for what was done before this was kept. */
  via: z.enum(['web', 'cli', 'instagram', 'system']).nullable(),
  /** The block of addresses, `203.0.113.0/24`; never the address. */
  network: z.string().nullable(),
  /** `Firefox on Linux`. */
  browser: z.string().nullable(),
  action: z.string(),
  subject: z.string().nullable(),
  instagramUserId: z.string().nullable(),
  details: z.record(z.string(), z.unknown()),
  /** What changed, by field; null where nothing had a value that is kept. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type AuditLine = z.output<typeof auditLine>;

const page = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().max(200).optional(),
});
const pageOfLines = z.object({ events: z.array(auditLine), next: z.string().nullable() });

export const audit = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/audit-events',
    summary: 'What was done, by whom, when, from where: newest first, in pages',
    access: 'admin',
    params: inWorkspace,
    query: auditFilter.extend(page.shape),
    response: pageOfLines,
  }),
  listMine: op({
    method: 'get',
    path: '/api/v1/account/events',
    summary: 'What was done with my own account: newest first, in pages. Nobody else sees it',
    access: 'session',
    query: page,
    response: pageOfLines,
  }),
};
