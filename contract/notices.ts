import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { op } from './op.ts';

export const noticeKind = z.enum([
  'post_failed',
  'post_unconfirmed',
  'first_comment_failed',
  'write_failed',
  'needs_reconnect',
  'access_removed',
  'access_ends_soon',
  'revocation_left',
  'approval_asked',
  'approval_given',
  'changes_asked',
  'assigned',
]);
export type NoticeKind = z.output<typeof noticeKind>;

export const mailChoice = z.enum(['at_once', 'digest', 'never']);
export type MailChoice = z.output<typeof mailChoice>;

export const notice = z.object({
  id: z.uuid(),
  kind: noticeKind,
  /** Fact and next step, in words. */
  title: z.string(),
  sentence: z.string(),
  /** Where to go, a path of this installation. */
  path: z.string(),
  at: instant,
  readAt: instant.nullable(),
});
export type Notice = z.output<typeof notice>;

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write it as 18:30.');

export const noticeChoices = z.object({
  kinds: z.array(z.object({ kind: noticeKind, inApp: z.boolean(), mail: mailChoice })),
  timeZone: z.string().max(64),
  /** No mail is sent between these; both or neither. */
  quietFrom: clockTime.nullable(),
  quietUntil: clockTime.nullable(),
  digestAt: clockTime,
});
export type NoticeChoices = z.output<typeof noticeChoices>;

/** Live beside the table: `GET …/notices/events` (server-sent events `unread` {unread}). */
export const notices = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/notices',
    summary: 'What I was told in this workspace, newest first, in pages',
    access: 'viewer',
    params: inWorkspace,
    query: z.object({
      unread: z.enum(['true', 'false']).default('false'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      after: z.string().max(200).optional(),
    }),
    response: z.object({
      notices: z.array(notice),
      next: z.string().nullable(),
      /** Counted up to 100. */
      unread: z.number().int(),
    }),
  }),
  markRead: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/notices/:noticeId/read',
    summary: 'Mark one of my notices as read',
    access: 'viewer',
    params: inWorkspace.extend({ noticeId: z.uuid() }),
    response: nothing,
  }),
  markAllRead: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/notices-read',
    summary: 'Mark all my notices of this workspace as read',
    access: 'viewer',
    params: inWorkspace,
    response: nothing,
  }),
  readChoices: op({
    method: 'get',
    path: '/api/v1/notice-choices',
    summary: 'How I want to be told, and whether this installation sends mail',
    access: 'session',
    response: noticeChoices.extend({ sendsMail: z.boolean() }),
  }),
  setChoices: op({
    method: 'put',
    path: '/api/v1/notice-choices',
    summary: 'Choose how I want to be told',
    access: 'session',
    body: noticeChoices,
    response: nothing,
  }),
};
