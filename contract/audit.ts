import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
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

/** Years that a trail is kept; null: for ever. */
const auditYears = z
  .union([z.literal(1), z.literal(2), z.literal(3), z.literal(5), z.literal(10)])
  .nullable();
export type AuditYears = z.output<typeof auditYears>;

/** As files beside the table, with the same filter: `GET …/audit-events.csv` and `….jsonl`. */
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
  about: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/audit-trail',
    summary: 'From when on the trail stands, how long it is kept, and who and what stands in it',
    access: 'admin',
    params: inWorkspace,
    response: z.object({
      /** The moment of the oldest event; null while there is none. */
      since: instant.nullable(),
      keptYears: auditYears,
      /** By name, at most 200; those who are gone too. */
      people: z.array(z.object({ userId: z.uuid(), name: z.string() })),
      /** By username, at most 200. */
      accounts: z.array(z.object({ instagramUserId: z.string(), username: z.string() })),
    }),
  }),
  setRetention: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/audit-retention',
    summary: 'Choose how long the trail is kept; what is older is erased for ever',
    access: 'owner',
    params: inWorkspace,
    body: z.object({ keptYears: auditYears }),
    response: nothing,
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
