import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { op } from './op.ts';

/** A write to Instagram that is no post. `unconfirmed`: nobody knows whether it was done, and it is not done again blindly. */
export const write = z.object({
  id: z.uuid(),
  kind: z.enum([
    'reply',
    'comment',
    'mention_reply',
    'private_reply',
    'hide',
    'unhide',
    'delete_comment',
    'switch_comments',
    'delete_media',
  ]),
  state: z.enum(['waiting', 'writing', 'done', 'failed', 'unconfirmed']),
  targetId: z.string(),
  text: z.string().nullable(),
  isOn: z.boolean().nullable(),
  /** Id of the comment or message that it made. */
  resultId: z.string().nullable(),
  traceId: z.string().nullable(),
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** Name of a member; null for one who left. */
  requestedBy: z.string().nullable(),
  requestedAt: instant,
  updatedAt: instant,
  /** When a person decided to let it be. */
  leftAt: instant.nullable(),
});
export type Write = z.output<typeof write>;

/** Why a comment looks like spam. Never acted upon by itself. */
export const spamRule = z.enum([
  'link',
  'many_mentions',
  'repeated_text',
  'same_text_elsewhere',
  'mixed_scripts',
  'invisible_characters',
  'burst_of_author',
]);
export type SpamRule = z.output<typeof spamRule>;

export const comment = z.object({
  id: z.uuid(),
  /** Instagram's id. */
  commentId: z.string(),
  parentId: z.string().nullable(),
  username: z.string().nullable(),
  isOwn: z.boolean(),
  text: z.string(),
  postedAt: instant,
  likeCount: z.number().int().nullable(),
  isHidden: z.boolean(),
  goneAt: instant.nullable(),
  goneBy: z.enum(['us', 'instagram']).nullable(),
});
export type Comment = z.output<typeof comment>;

export const inboxThread = z.object({
  id: z.uuid(),
  kind: z.enum(['comment', 'mention', 'tag']),
  connectionId: z.uuid().nullable(),
  /** Our account that it is about: its name, and Instagram's id. */
  account: z.string(),
  instagramUserId: z.string(),
  /** Who began it. */
  username: z.string().nullable(),
  mediaId: z.string(),
  mediaWords: z.string(),
  mediaPictureUrl: z.string().nullable(),
  state: z.enum(['open', 'done']),
  isHidden: z.boolean(),
  isUnanswered: z.boolean(),
  lastAt: instant,
  lastAuthor: z.string().nullable(),
  /** The beginning of what was written last, at most 200 characters. */
  lastWords: z.string(),
  comments: z.number().int(),
  spam: z.array(spamRule),
  assignedTo: z.object({ userId: z.uuid(), name: z.string() }).nullable(),
  goneAt: instant.nullable(),
  /** The latest write that is not done: on its way, failed or unconfirmed. */
  trouble: write.nullable(),
});
export type InboxThread = z.output<typeof inboxThread>;

export const threadView = z.object({
  thread: inboxThread,
  /** Oldest first; of a very long one the first and the newest, at most 200. */
  comments: z.array(comment),
  hasMore: z.boolean(),
  /** On their way, failed or unconfirmed; and the private replies that were sent, which no comment shows. */
  writes: z.array(write),
  notes: z.array(z.object({ id: z.uuid(), author: z.string().nullable(), text: z.string(), at: instant })),
  /** What may be done here, and for what may not, the code of the catalogue that says why. */
  can: z.object({
    reply: z.string().nullable(),
    hide: z.string().nullable(),
    remove: z.string().nullable(),
    replyPrivately: z.string().nullable(),
  }),
  media: z
    .object({
      mediaId: z.string(),
      permalink: z.string().nullable(),
      caption: z.string(),
      pictureUrl: z.string().nullable(),
      postedAt: instant,
      isCommentEnabled: z.boolean().nullable(),
      likeCount: z.number().int().nullable(),
      commentsCount: z.number().int().nullable(),
      saved: z.number().int().nullable(),
      reach: z.number().int().nullable(),
    })
    .nullable(),
});
export type ThreadView = z.output<typeof threadView>;

export const savedReply = z.object({ id: z.uuid(), name: z.string(), text: z.string() });
export type SavedReply = z.output<typeof savedReply>;

/** Meta took 300 characters in earlier texts; longer ones are refused by some clients and not by the document. */
export const replyLimit = 2200;
const words = z.string().trim().min(1, 'Write something.').max(replyLimit, 'Use at most 2,200 characters.');

/** Somebody else who has a conversation open. */
export const colleague = z.object({
  userId: z.uuid(),
  name: z.string(),
  /** Has been writing an answer within the last half minute. */
  isWriting: z.boolean(),
});
export type Colleague = z.output<typeof colleague>;

const inThread = inWorkspace.extend({ threadId: z.uuid() });
const inComment = inThread.extend({ commentId: z.uuid() });
/** `pageId` is made by the page: a person may have several. */
const onPage = inThread.extend({ pageId: z.uuid() });
const prefix = '/api/v1/workspaces/:workspaceId/inbox';

/** Changes are a stream beside the table: `GET …/inbox/events` (server-sent events `changed` {threadIds, counts}, `presence` {threads}). */
export const inbox = {
  list: op({
    method: 'get',
    path: `${prefix}/threads`,
    summary: 'Conversations of all accounts, the newest word first, in pages',
    access: 'viewer',
    params: inWorkspace,
    query: z.object({
      view: z.enum(['open', 'mine', 'done', 'hidden', 'spam', 'all']).default('open'),
      connection: z.uuid().optional(),
      kind: z.enum(['comment', 'mention', 'tag']).optional(),
      /** Instagram's id of a media. */
      media: z.string().max(30).optional(),
      unanswered: z.enum(['true', 'false']).optional(),
      /** Words or a name, in any language. */
      search: z.string().trim().max(100).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      after: z.string().max(200).optional(),
    }),
    response: z.object({ threads: z.array(inboxThread), next: z.string().nullable() }),
  }),
  counts: op({
    method: 'get',
    path: `${prefix}/counts`,
    summary: 'How many conversations wait; counted up to 1000',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ open: z.number().int(), mine: z.number().int(), trouble: z.number().int() }),
  }),
  state: op({
    method: 'get',
    path: `${prefix}/state`,
    summary: 'How each account’s comments arrive: by webhook, by polling, or not, and why',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({
      accounts: z.array(
        z.object({
          connectionId: z.uuid(),
          username: z.string(),
          arrives: z.enum(['webhook', 'polling', 'stopped']),
          /** Code of the catalogue: why it is stopped, or why Instagram does not tell of it and it is read by polling. */
          reason: z.string().nullable(),
          lastReadAt: instant.nullable(),
          lastToldAt: instant.nullable(),
        }),
      ),
    }),
  }),
  read: op({
    method: 'get',
    path: `${prefix}/threads/:threadId`,
    summary: 'One conversation with what surrounds it',
    access: 'viewer',
    params: inThread,
    response: threadView,
  }),
  edit: op({
    method: 'patch',
    path: `${prefix}/threads/:threadId`,
    summary: 'Mark a conversation as done or open again, or give it to a member',
    access: 'contributor',
    params: inThread,
    body: z.object({
      state: z.enum(['open', 'done']).optional(),
      /** Null takes it back; at most 10,000 members are told from. */
      assignedTo: z.uuid().nullable().optional(),
    }),
    response: inboxThread,
  }),
  reply: op({
    method: 'post',
    path: `${prefix}/threads/:threadId/replies`,
    summary: 'Answer in public as the account; written once, whatever is lost on the way',
    access: 'publisher',
    status: 201,
    keyed: true,
    params: inThread,
    body: z.object({
      text: words,
      /** The newest comment that the writer saw: when another answer came since, it is told first. */
      lastSeen: z.uuid().nullable().optional(),
    }),
    response: write,
  }),
  replyPrivately: op({
    method: 'post',
    path: `${prefix}/threads/:threadId/private-replies`,
    summary: 'Answer once as a message, within seven days; needs the permission to manage messages',
    access: 'publisher',
    status: 201,
    keyed: true,
    params: inThread,
    body: z.object({ text: words, commentId: z.uuid() }),
    response: write,
  }),
  setHidden: op({
    method: 'put',
    path: `${prefix}/threads/:threadId/comments/:commentId/hidden`,
    summary: 'Hide a comment on Instagram, or show it again',
    access: 'publisher',
    params: inComment,
    body: z.object({ hidden: z.boolean() }),
    response: write,
  }),
  removeComment: op({
    method: 'delete',
    path: `${prefix}/threads/:threadId/comments/:commentId`,
    summary: 'Delete a comment from Instagram, for ever',
    access: 'publisher',
    params: inComment,
    response: write,
  }),
  settleWrite: op({
    method: 'put',
    path: `${prefix}/writes/:writeId/resolution`,
    summary: 'A person decides of a write that failed or is unconfirmed: try it again, or let it be',
    access: 'publisher',
    params: inWorkspace.extend({ writeId: z.uuid() }),
    body: z.object({ decision: z.enum(['again', 'leave']) }),
    response: write,
  }),
  addNote: op({
    method: 'post',
    path: `${prefix}/threads/:threadId/notes`,
    summary: 'A note for colleagues; Instagram never sees it',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inThread,
    body: z.object({ text: words }),
    response: nothing,
  }),
  showPresence: op({
    method: 'put',
    path: `${prefix}/threads/:threadId/presences/:pageId`,
    summary:
      'Say that a page shows a conversation, every ten seconds, and whether an answer is being written there; who else has it open',
    access: 'viewer',
    params: onPage,
    body: z.object({ isWriting: z.boolean() }),
    response: z.object({ others: z.array(colleague) }),
  }),
  endPresence: op({
    method: 'delete',
    path: `${prefix}/threads/:threadId/presences/:pageId`,
    summary: 'Say that the page was left',
    access: 'viewer',
    params: onPage,
    response: nothing,
  }),
  refresh: op({
    method: 'post',
    path: `${prefix}/readings`,
    summary: 'Read new comments from Instagram now',
    access: 'viewer',
    params: inWorkspace,
    response: nothing,
  }),
  listSavedReplies: op({
    method: 'get',
    path: `${prefix}/saved-replies`,
    summary:
      'Saved replies by name, at most 500; `{username}` and `{account}` are filled in when one is used',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ replies: z.array(savedReply) }),
  }),
  keepSavedReply: op({
    method: 'put',
    path: `${prefix}/saved-replies`,
    summary: 'Keep a reply under a name, in place of what that name held',
    access: 'contributor',
    params: inWorkspace,
    body: z.object({ name: z.string().trim().min(1, 'Write a name.').max(80), text: words }),
    response: savedReply,
  }),
  removeSavedReply: op({
    method: 'delete',
    path: `${prefix}/saved-replies/:replyId`,
    summary: 'Forget a saved reply',
    access: 'publisher',
    params: inWorkspace.extend({ replyId: z.uuid() }),
    response: nothing,
  }),
};
