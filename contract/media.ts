import { z } from 'zod';
import { inWorkspace, instant } from './identity.ts';
import { inboxThread, write } from './inbox.ts';
import { measure } from './metric.ts';
import { op } from './op.ts';
import { post } from './posts.ts';

export const mediaKind = z.enum(['image', 'video', 'carousel', 'reel', 'image_story', 'video_story']);
export type MediaKind = z.output<typeof mediaKind>;

/** What is live on Instagram, as it was read last. Pictures are beside the table: `GET …/media/:mediaId/picture?child=n`. */
export const liveMedia = z.object({
  /** Instagram's id. */
  mediaId: z.string(),
  kind: mediaKind,
  caption: z.string(),
  altText: z.string().nullable(),
  permalink: z.string().nullable(),
  postedAt: instant,
  /** Same-origin address of its picture, or of a video's still. */
  pictureUrl: z.string().nullable(),
  /** Of a carousel, in order. */
  children: z.array(
    z.object({ mediaId: z.string(), isVideo: z.boolean(), pictureUrl: z.string().nullable() }),
  ),
  /** Null where Instagram does not say. */
  isCommentEnabled: z.boolean().nullable(),
  likeCount: z.number().int().nullable(),
  commentsCount: z.number().int().nullable(),
  /** Conversations beneath it that wait for an answer. */
  unanswered: z.number().int(),
  /** The post it came from, when it is ours. */
  postId: z.uuid().nullable(),
  readAt: instant,
  /** When it was found to be gone. A story that ended is not gone: it ended. */
  goneAt: instant.nullable(),
  /** Of a story, when its 24 hours end or ended. */
  endsAt: instant.nullable(),
});
export type LiveMedia = z.output<typeof liveMedia>;

const inConnection = inWorkspace.extend({ connectionId: z.uuid() });
const inMedia = inConnection.extend({ mediaId: z.string().regex(/^\d{1,30}$/) });
const prefix = '/api/v1/workspaces/:workspaceId/connections/:connectionId/media';

export const media = {
  list: op({
    method: 'get',
    path: prefix,
    summary: 'What is live on an account, with filters, in pages',
    access: 'viewer',
    params: inConnection,
    query: z.object({
      kind: mediaKind.optional(),
      /** Posted at or after, and before. */
      since: instant.optional(),
      until: instant.optional(),
      unanswered: z.enum(['true', 'false']).optional(),
      /** Words of the caption. */
      search: z.string().trim().max(100).optional(),
      gone: z.enum(['true', 'false']).default('false'),
      sort: z
        .enum(['posted_at', 'reach', 'views', 'likes', 'comments', 'saved', 'shares', 'total_interactions'])
        .default('posted_at'),
      limit: z.coerce.number().int().min(1).max(100).default(50),
      after: z.string().max(200).optional(),
    }),
    response: z.object({
      media: z.array(liveMedia.extend({ figures: z.record(z.string(), measure) })),
      next: z.string().nullable(),
      /** When the list was last read from Instagram; null before the first time. */
      readAt: instant.nullable(),
      isReading: z.boolean(),
    }),
  }),
  read: op({
    method: 'get',
    path: `${prefix}/:mediaId`,
    summary: 'One media with its figures, what was written beneath it, and what may be done',
    access: 'viewer',
    params: inMedia,
    response: z.object({
      media: liveMedia,
      figures: z.record(z.string(), measure),
      /** The newest conversations beneath it, at most 20; the inbox has all. */
      threads: z.array(inboxThread),
      can: z.object({
        switchComments: z.boolean(),
        remove: z.boolean(),
        /** Code of the catalogue that says why not. */
        notRemove: z.string().nullable(),
      }),
      /** Writes to Instagram about it that are on their way or went wrong. */
      writes: z.array(write),
    }),
  }),
  refresh: op({
    method: 'post',
    path: `${prefix}/readings`,
    summary: 'Read the newest of the account from Instagram now',
    access: 'viewer',
    params: inConnection,
    response: z.object({ readAt: instant.nullable() }),
  }),
  switchComments: op({
    method: 'put',
    path: `${prefix}/:mediaId/comments-switch`,
    summary: 'Switch comments under a media on or off',
    access: 'publisher',
    params: inMedia,
    body: z.object({ on: z.boolean() }),
    response: write,
  }),
  remove: op({
    method: 'delete',
    path: `${prefix}/:mediaId`,
    summary: 'Delete a media from Instagram, for ever; `confirm` is the account’s username, typed',
    access: 'admin',
    params: inMedia,
    query: z.object({ confirm: z.string().max(60) }),
    response: write,
  }),
  copyToDraft: op({
    method: 'post',
    path: `${prefix}/:mediaId/drafts`,
    summary: 'A draft with the same files and words; the files come into the library',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inMedia,
    response: post,
  }),
};
