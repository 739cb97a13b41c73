import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { clockChoice, wallTime } from './moment.ts';
import { op } from './op.ts';
import { post, postKind, postState } from './posts.ts';

const inConnection = inWorkspace.extend({ connectionId: z.uuid() });
const inPost = inWorkspace.extend({ postId: z.uuid() });

/** Something that a person should know of a moment; it does not stand in the way. */
export const scheduleWarning = z.enum(['close_to_another', 'over_the_limit']);
export type ScheduleWarning = z.output<typeof scheduleWarning>;

/** Posts that an account may publish in 24 hours; `readAt` is null while Instagram did not say, and the documented figure is assumed. */
export const publishingLimit = z.object({ posts: z.number().int(), readAt: instant.nullable() });
export type PublishingLimit = z.output<typeof publishingLimit>;

/** A post as a calendar shows it. */
export const calendarEntry = z.object({
  id: z.uuid(),
  connectionId: z.uuid().nullable(),
  username: z.string().nullable(),
  kind: postKind,
  /** The caption's beginning, at most 120 characters. */
  words: z.string(),
  state: postState,
  paused: z.boolean(),
  failureCode: z.string().nullable(),
  /** When it goes or went out, and the wall and zone it was set by. */
  publishAt: instant.nullable(),
  wallTime: z.string().nullable(),
  timeZone: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  altText: z.string(),
  isSeries: z.boolean(),
  warnings: z.array(scheduleWarning),
  /** What a warning of too many goes by; null where there is none to give. */
  publishingLimit: publishingLimit.nullable(),
  version: z.number().int(),
});
export type CalendarEntry = z.output<typeof calendarEntry>;

/** An hour of the queue on one day. */
export const slotOccurrence = z.object({
  connectionId: z.uuid(),
  wallTime,
  publishAt: instant,
  state: z.enum(['open', 'taken', 'skipped']),
});
export type SlotOccurrence = z.output<typeof slotOccurrence>;

export const queueSlot = z.object({
  /** 1 is Monday, 7 is Sunday. */
  weekday: z.number().int().min(1).max(7),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write it as 18:30.'),
});
export type QueueSlot = z.output<typeof queueSlot>;

/** `comment`: live, and its first comment was not written. */
export const calendarNeeds = z.enum(['failed', 'unconfirmed', 'paused', 'comment']);
export type CalendarNeeds = z.output<typeof calendarNeeds>;

/** What a moment means for an account, before anything is saved. */
export const momentCheck = z.object({
  timeZone: z.string(),
  wallTime: z.string(),
  /** exact: one instant. skipped, doubled: the clock changes there, and `choices` are the two that are near. */
  reading: z.enum(['exact', 'skipped', 'doubled']),
  publishAt: instant.nullable(),
  choices: z.array(
    z.object({ unclear: clockChoice, publishAt: instant, wallTime: z.string(), offset: z.string() }),
  ),
  isPast: z.boolean(),
  warnings: z.array(scheduleWarning),
  publishingLimit,
});
export type MomentCheck = z.output<typeof momentCheck>;

export const importRow = z.object({
  /** Line of the file, the header being 1. */
  line: z.number().int(),
  /** What will be made, or why it cannot be. */
  account: z.string(),
  state: z.enum(['draft', 'scheduled']),
  wallTime: z.string().nullable(),
  words: z.string(),
  /** Files that are called by address and fetched when it is imported. */
  fetches: z.number().int(),
  errors: z.array(z.object({ column: z.string(), message: z.string() })),
});
export type ImportRow = z.output<typeof importRow>;

/** Bytes of a file of rows; 500 rows with full captions fit. */
export const importBytes = 2 * 1024 * 1024;
const csv = z.object({ csv: z.string().min(1, 'The file is empty.') });

export const schedule = {
  calendar: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/calendar',
    summary:
      'Posts with a time in a window, earliest first; or all that need a person. `next` continues where a page ended',
    access: 'viewer',
    params: inWorkspace,
    query: z.object({
      /** From this instant, up to but not including `to`; at most 400 days apart. Needed unless `needs` is given. */
      from: instant.optional(),
      to: instant.optional(),
      connection: z.uuid().optional(),
      needs: calendarNeeds.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(500),
      after: z.string().max(200).optional(),
    }),
    response: z.object({
      entries: z.array(calendarEntry),
      next: z.string().nullable(),
      /** Free hours of the queues in the window that are still to come; on the first page only. */
      openSlots: z.array(slotOccurrence),
    }),
  }),
  needs: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/needs',
    summary: 'How many posts wait for a person, by reason',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({
      failed: z.number().int(),
      unconfirmed: z.number().int(),
      paused: z.number().int(),
      comment: z.number().int(),
    }),
  }),
  check: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/schedule-check',
    summary:
      'What a wall time means for an account: one instant, or a clock change with two; and what to know of it. Without wallTime: now',
    access: 'viewer',
    params: inConnection,
    query: z.object({ wallTime: wallTime.optional(), post: z.uuid().optional() }),
    response: momentCheck,
  }),
  plan: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/plan',
    summary: 'Give a draft a time on the calendar, or none; it is not sent',
    access: 'publisher',
    params: inPost,
    body: z.object({ wallTime: wallTime.nullable(), unclear: clockChoice.optional() }),
    response: post,
  }),
  swap: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/swaps',
    summary: 'Two posts of an account that are still to come change places; answered with both',
    access: 'publisher',
    status: 201,
    keyed: true,
    params: inPost,
    body: z.object({ otherId: z.uuid() }),
    response: z.object({ posts: z.array(post) }),
  }),
  copy: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/copies',
    summary: 'A draft with the same content',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inPost,
    response: post,
  }),
  repeat: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/series',
    summary:
      'Schedule copies of a scheduled post at the same wall time in the weeks after it; all of them or none',
    access: 'publisher',
    status: 201,
    keyed: true,
    params: inPost,
    body: z.object({
      everyWeeks: z.number().int().min(1).max(12),
      /** Copies to make, the post itself not counted. */
      times: z.number().int().min(1).max(52),
    }),
    response: z.object({
      posts: z.array(
        z.object({
          id: z.uuid(),
          wallTime: z.string(),
          publishAt: instant,
          /** The clock skips this time on that day, so it goes out after the gap. */
          isShifted: z.boolean(),
        }),
      ),
    }),
  }),
  readQueue: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/queue',
    summary: 'The hours of an account\u2019s queue, and the next of them, at most 100 within 60 days',
    access: 'viewer',
    params: inConnection,
    response: z.object({
      timeZone: z.string(),
      slots: z.array(queueSlot),
      upcoming: z.array(slotOccurrence),
    }),
  }),
  setSlots: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/queue-slots',
    summary: 'Set the hours of the queue; posts that have a time keep it',
    access: 'publisher',
    params: inConnection,
    body: z.object({ slots: z.array(queueSlot).max(100, 'Use at most 100 slots.') }),
    response: nothing,
  }),
  skipSlot: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/skipped-slots/:wallTime',
    summary: 'Leave one hour of the queue out',
    access: 'publisher',
    params: inConnection.extend({ wallTime }),
    response: nothing,
  }),
  unskipSlot: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/skipped-slots/:wallTime',
    summary: 'Take an hour that was left out back into the queue',
    access: 'publisher',
    params: inConnection.extend({ wallTime }),
    response: nothing,
  }),
  fillQueue: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/queue-fills',
    summary: 'Put drafts into the next free hours in the order given; tells each that could not go',
    access: 'publisher',
    status: 201,
    keyed: true,
    params: inConnection,
    body: z.object({ postIds: z.array(z.uuid()).min(1).max(50) }),
    response: z.object({
      posts: z.array(
        z.object({
          id: z.uuid(),
          publishAt: instant.nullable(),
          wallTime: z.string().nullable(),
          /** Code of the catalogue when it was not put in. */
          refusal: z.string().nullable(),
        }),
      ),
    }),
  }),
  previewTimeZone: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/connections/:connectionId/time-zone-preview',
    summary: 'What a change of the account\u2019s time zone would do to posts that have a time',
    access: 'viewer',
    params: inConnection,
    query: z.object({ timeZone: z.string().max(64).optional() }),
    response: z.object({
      /** Posts that keep their wall time and so move to another instant. */
      moved: z.number().int(),
      /** Of these, moved to after a gap of the new zone\u2019s clock. */
      shifted: z.number().int(),
      /** Posts whose wall time is over in the new zone: they keep their instant. */
      kept: z.number().int(),
    }),
  }),
  checkImport: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/import-checks',
    summary: 'Read a file of posts and tell what each row would make; nothing is written',
    access: 'publisher',
    bodyBytes: importBytes,
    params: inWorkspace,
    body: csv,
    response: z.object({ rows: z.array(importRow), errors: z.number().int() }),
  }),
  importPosts: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/imports',
    summary: 'Make every post of the file in one go; with an error in any row nothing is written',
    access: 'publisher',
    status: 201,
    keyed: true,
    bodyBytes: importBytes,
    params: inWorkspace,
    body: csv,
    response: z.object({ drafts: z.number().int(), scheduled: z.number().int(), postIds: z.array(z.uuid()) }),
  }),
};
