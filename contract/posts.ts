import { z } from 'zod';
import { inWorkspace, instant } from './identity.ts';
import { asset, breach } from './library.ts';
import { op } from './op.ts';

export const postState = z.enum([
  'draft',
  'scheduled',
  'preparing',
  'ready',
  'publishing',
  'published',
  'failed',
  'unconfirmed',
  'cancelled',
]);

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
  kind: z.literal('image'),
  caption: z.string(),
  altText: z.string(),
  state: postState,
  paused: z.boolean(),
  publishAt: instant.nullable(),
  publishedAt: instant.nullable(),
  mediaId: z.string().nullable(),
  permalink: z.string().nullable(),
  /** Code of the catalogue and its facts, when it failed or is unconfirmed. */
  failure: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  asset: asset.nullable(),
  createdAt: instant,
  updatedAt: instant,
  version: z.number().int(),
});
export type Post = z.output<typeof post>;

const inPost = inWorkspace.extend({ postId: z.uuid() });
const content = z.object({
  connectionId: z.uuid(),
  assetId: z.uuid(),
  caption: z.string().max(10_000).default(''),
  altText: z.string().max(1000, 'Use at most 1,000 characters.').default(''),
});

/** Progress is a stream, not part of the JSON table: `GET …/posts/:postId/events` (server-sent events, each a `PostView`). */
export const postView = z.object({ post, steps: z.array(postStep) });
export type PostView = z.output<typeof postView>;

export const posts = {
  create: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts',
    summary: 'Create a draft',
    access: 'editor',
    status: 201,
    params: inWorkspace,
    body: content,
    response: post,
  }),
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/posts',
    summary: 'Posts, newest first, at most 100',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({ posts: z.array(post) }),
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
    access: 'editor',
    params: inPost,
    body: content.partial().extend({ version: z.number().int() }),
    response: post,
  }),
  preflight: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/preflights',
    summary:
      'Every rule of Instagram that can be checked beforehand, checked; and whether Meta can fetch the file',
    access: 'editor',
    params: inWorkspace,
    body: content,
    response: z.object({
      breaches: z.array(breach),
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
    summary: 'Publish now (without publishAt) or at an instant',
    access: 'editor',
    params: inPost,
    body: z.object({ publishAt: instant.optional() }),
    response: post,
  }),
  unschedule: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/schedule',
    summary: 'Take a post back to draft; loses cleanly against the point of no return',
    access: 'editor',
    params: inPost,
    response: post,
  }),
  look: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/lookups',
    summary: 'Look on Instagram for an unconfirmed post; sends nothing',
    access: 'editor',
    params: inPost,
    response: post,
  }),
  resolve: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/posts/:postId/resolution',
    summary:
      'A person says what became of an unconfirmed post: it is live, or it is not and becomes a draft again',
    access: 'editor',
    params: inPost,
    body: z.object({ decision: z.enum(['live', 'not_live']) }),
    response: post,
  }),
};
