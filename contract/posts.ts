import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { asset, breach } from './library.ts';
import { publishMoment } from './moment.ts';
import { op } from './op.ts';

export const postState = z.enum([
  'draft',
  'in_review',
  'approved',
  'scheduled',
  'preparing',
  'ready',
  'publishing',
  'published',
  'failed',
  'unconfirmed',
  'cancelled',
]);

/** What Instagram makes of it. A trial reel is shown to people who do not follow the account, first or for good. */
export const postKind = z.enum(['image', 'carousel', 'reel', 'trial_reel', 'image_story', 'video_story']);
export type PostKind = z.output<typeof postKind>;

/** Share of the upright file, 0 to 1 from its left and top. */
const share = z.number().min(0).max(1);

export const crop = z.object({ left: share, top: share, width: share, height: share });
export type Crop = z.output<typeof crop>;

const spot = { x: share.nullable().default(null), y: share.nullable().default(null) };
export const personTag = z.object({ username: z.string().min(1).max(30), ...spot });
export type PersonTag = z.output<typeof personTag>;
export const productTag = z.object({ productId: z.string().min(1).max(40), ...spot });
export type ProductTag = z.output<typeof productTag>;

/** One file of a post, in its place. */
export const postItem = z.object({
  assetId: z.uuid(),
  altText: z.string().max(1000, 'Use at most 1,000 characters.').default(''),
  /** What of the file is shown; null is all of it. */
  crop: crop.nullable().default(null),
  people: z.array(personTag).max(20).default([]),
  products: z.array(productTag).max(20).default([]),
});
export type PostItem = z.output<typeof postItem>;

/** The still picture of a reel: a moment of the video, or a picture of its own. */
export const cover = z.discriminatedUnion('from', [
  z.object({ from: z.literal('video'), atMs: z.number().int().min(0) }),
  z.object({ from: z.literal('picture'), assetId: z.uuid() }),
]);
export type Cover = z.output<typeof cover>;

/** What a kind needs beside its files and words; what a kind does not know is kept and not sent. */
export const postSettings = z.object({
  /** A Facebook Page with a place. */
  location: z
    .object({ pageId: z.string().min(1).max(40), name: z.string().max(200) })
    .nullable()
    .default(null),
  collaborators: z.array(z.string().min(1).max(30)).max(5).default([]),
  cover: cover.nullable().default(null),
  shareToFeed: z.boolean().default(true),
  isAiGenerated: z.boolean().default(false),
  isPaidPartnership: z.boolean().default(false),
  /** How a trial reel ends: by a person in Instagram, or when it does well. */
  graduation: z.enum(['manual', 'performance']).default('manual'),
});
export type PostSettings = z.output<typeof postSettings>;

export const postStep = z.object({
  id: z.string(),
  at: instant,
  step: z.string(),
  outcome: z.enum(['done', 'waiting', 'failed']),
  /** Ids and trace ids of this step: containerId, mediaId, permalink, traceId, code, subcode, attempt. */
  details: z.record(z.string(), z.unknown()),
});
export type PostStep = z.output<typeof postStep>;

export const post = z.object({
  id: z.uuid(),
  /** Null while its account is disconnected. */
  connectionId: z.uuid().nullable(),
  instagramUserId: z.string(),
  username: z.string().nullable(),
  kind: postKind,
  caption: z.string(),
  /** Posted beneath it by the account itself, once it is live. */
  firstComment: z.string(),
  /** In order; `asset` is null when its file is gone. */
  items: z.array(postItem.extend({ asset: asset.nullable() })),
  settings: postSettings,
  state: postState,
  paused: z.boolean(),
  publishAt: instant.nullable(),
  /** The clock by which it was set, `2026-10-14T10:00`, and its zone. */
  wallTime: z.string().nullable(),
  timeZone: z.string().nullable(),
  publishedAt: instant.nullable(),
  mediaId: z.string().nullable(),
  permalink: z.string().nullable(),
  /** Code of the catalogue and its facts, when it failed or is unconfirmed. */
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
});
export type Post = z.output<typeof post>;

const inPost = inWorkspace.extend({ postId: z.uuid() });
/** Generous: what Instagram takes is told by the preflight, and a draft keeps what was written. */
const words = z.string().max(10_000, 'Use at most 10,000 characters.');
export const postContent = z.object({
  connectionId: z.uuid(),
  kind: postKind.default('image'),
  items: z.array(postItem).max(20).default([]),
  caption: words.default(''),
  firstComment: words.default(''),
  settings: postSettings.default(postSettings.parse({})),
});
export type PostContent = z.output<typeof postContent>;

/** A change names what it changes: nothing is filled in for what it leaves out. */
const change = z.object({
  connectionId: z.uuid().optional(),
  kind: postKind.optional(),
  items: z.array(postItem).max(20).optional(),
  caption: words.optional(),
  firstComment: words.optional(),
  settings: postSettings.optional(),
  version: z.number().int(),
});

/** Progress is a stream, not part of the JSON table: `GET …/posts/:postId/events` (server-sent events, each a `PostView`). */
export const postView = z.object({ post, steps: z.array(postStep) });
export type PostView = z.output<typeof postView>;

export const posts = {
  create: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts',
    summary: 'Create a draft',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inWorkspace,
    body: postContent,
    response: post,
  }),
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/posts',
    summary: 'Posts, newest first, in pages; `next` continues where a page ended',
    access: 'viewer',
    params: inWorkspace,
    query: z.object({
      state: postState.optional(),
      connection: z.uuid().optional(),
      /** Whether it has a moment on the calendar. */
      planned: z.enum(['true', 'false']).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(100),
      after: z.string().max(200).optional(),
    }),
    response: z.object({ posts: z.array(post), next: z.string().nullable() }),
  }),
  read: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId',
    summary: 'A post with its timeline',
    access: 'viewer',
    params: inPost,
    response: postView,
  }),
  edit: op({
    method: 'patch',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId',
    summary: 'Change a draft or a failed post; `version` must be the one that was read',
    access: 'contributor',
    params: inPost,
    body: change,
    response: post,
  }),
  remove: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId',
    summary:
      'Delete a post that is not on its way and nothing of which can be live: a draft, or one that failed or was cancelled',
    access: 'contributor',
    params: inPost,
    response: nothing,
  }),
  preflight: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/preflights',
    summary:
      'Every rule of Instagram that can be checked beforehand, checked; and whether Meta can fetch the file',
    access: 'contributor',
    params: inWorkspace,
    body: postContent,
    response: z.object({
      breaches: z.array(breach),
      /** What Instagram takes and a person may want to know: it stops nothing. */
      advice: z.array(breach),
      reach: z.object({
        /** ok: our public address gave the right bytes. wrong_bytes: something else answers there. unreachable: not from here, which may be NAT. */
        state: z.enum(['ok', 'wrong_bytes', 'unreachable']),
        sentence: z.string(),
      }),
    }),
  }),
  publish: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/schedule',
    summary:
      'Publish now, at an instant, at a wall time of the account or in its next free queue slot; moves a scheduled post',
    access: 'publisher',
    params: inPost,
    body: publishMoment,
    response: post,
  }),
  unschedule: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/schedule',
    summary: 'Take a post back to draft; loses cleanly against the point of no return',
    access: 'publisher',
    params: inPost,
    response: post,
  }),
  look: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/lookups',
    summary: 'Look on Instagram for an unconfirmed post; sends nothing',
    access: 'publisher',
    params: inPost,
    response: post,
  }),
  resolve: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/resolution',
    summary:
      'A person says what became of an unconfirmed post: it is live, or it is not and becomes a draft again',
    access: 'publisher',
    params: inPost,
    body: z.object({ decision: z.enum(['live', 'not_live']) }),
    response: post,
  }),
  settleComment: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/first-comment-settlement',
    summary: 'Say that a first comment that was not written has been seen to; safe to repeat',
    access: 'publisher',
    params: inPost,
    response: nothing,
  }),
};
