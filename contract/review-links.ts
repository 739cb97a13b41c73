import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { op } from './op.ts';
import { postItem, postKind, postSettings } from './posts.ts';
import { decided, newComment, plainWords, reviewComment } from './reviews.ts';

/** A Monday of the account's zone, `2026-11-30`. */
const monday = z.iso
  .date('Write it as 2026-11-30.')
  .refine((day) => new Date(`${day}T00:00:00Z`).getUTCDay() === 1, 'Name a Monday.');

/** What a link shows: one post, or what an account publishes in a week. */
const linkScope = z.discriminatedUnion('of', [
  z.object({ of: z.literal('post'), postId: z.uuid() }),
  z.object({ of: z.literal('week'), connectionId: z.uuid(), monday: z.string() }),
]);

export const reviewLink = z.object({
  id: z.uuid(),
  scope: linkScope,
  username: z.string(),
  /** For whom it was made. */
  label: z.string(),
  mayDecide: z.boolean(),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  lastUsedAt: instant.nullable(),
  /** `ended`: its maker may not publish to this account any more. */
  state: z.enum(['open', 'expired', 'revoked', 'ended']),
});
export type ReviewLink = z.output<typeof reviewLink>;

/** Links for people without an account, as members make them and take them back. */
export const reviewLinks = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/review-links',
    summary: 'Reviewer\u2019s links, newest first, at most 200; of a post or of an account when one is named',
    access: 'publisher',
    params: inWorkspace,
    query: z.object({ postId: z.uuid().optional(), connectionId: z.uuid().optional() }),
    response: z.object({ links: z.array(reviewLink) }),
  }),
  create: op({
    method: 'post',
    path: '/api/v1/workspaces/:workspaceId/review-links',
    summary: 'Make a link that shows a post or a week to somebody without an account',
    access: 'publisher',
    status: 201,
    params: inWorkspace,
    body: z
      .object({
        postId: z.uuid().optional(),
        /** With `monday`: that week of this account. */
        connectionId: z.uuid().optional(),
        monday: monday.optional(),
        label: plainWords(80).min(1, 'Say for whom it is.'),
        mayDecide: z.boolean().default(true),
        days: z.number().int().min(1).max(90, 'Use at most 90 days.').default(14),
      })
      .refine(
        ({ postId, connectionId, monday }) =>
          postId !== undefined
            ? connectionId === undefined && monday === undefined
            : connectionId !== undefined && monday !== undefined,
        'Name a post, or an account with a Monday.',
      ),
    response: z.object({
      link: reviewLink,
      /** Shown here and never again; its secret is in the fragment. */
      address: z.string(),
    }),
  }),
  revoke: op({
    method: 'delete',
    path: '/api/v1/workspaces/:workspaceId/review-links/:linkId',
    summary: 'Take a link back: it shows nothing from then on',
    access: 'publisher',
    params: inWorkspace.extend({ linkId: z.uuid() }),
    response: nothing,
  }),
};

/** A post as somebody outside sees it. */
export const clientPost = z.object({
  id: z.uuid(),
  username: z.string(),
  kind: postKind,
  caption: z.string(),
  firstComment: z.string(),
  items: z.array(
    postItem.extend({
      /** Null when the file is gone. */
      file: z
        .object({
          kind: z.enum(['image', 'video']),
          width: z.number().int(),
          height: z.number().int(),
          /** Same-origin addresses that this session alone may read. */
          pictureUrl: z.string(),
          videoUrl: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
  settings: postSettings,
  state: z.enum(['in_review', 'approved', 'scheduled', 'publishing', 'published']),
  /** It does not go out as planned until its people say so. */
  paused: z.boolean(),
  /** When it goes or went out; null while nobody said. */
  publishAt: instant.nullable(),
  wallTime: z.string().nullable(),
  timeZone: z.string().nullable(),
  permalink: z.string().nullable(),
  version: z.number().int(),
  /** Whether a decision is asked of whoever holds the link. */
  mayDecide: z.boolean(),
  comments: z.array(reviewComment),
});
export type ClientPost = z.output<typeof clientPost>;

export const clientView = z.object({
  workspaceName: z.string(),
  username: z.string(),
  of: z.enum(['post', 'week']),
  /** The week's Monday; null for one post. */
  monday: z.string().nullable(),
  /** For whom the link was made, and the name that they gave. */
  label: z.string(),
  name: z.string(),
  mayDecide: z.boolean(),
  expiresAt: instant,
  /** By their time, at most 100. */
  posts: z.array(clientPost),
});
export type ClientView = z.output<typeof clientView>;

const inPost = z.object({ postId: z.uuid() });

/**
 * What a reviewer's link opens, without an account: the secret is exchanged for a cookie of twelve hours, which reads
 * nothing else. Everything that is wrong with a link is `review_link_ended`. Beside the table:
 * `GET /api/v1/review/pictures/:assetId` and `GET /api/v1/review/videos/:assetId`, of the posts that it shows.
 */
export const clientReview = {
  open: op({
    method: 'post',
    path: '/api/v1/review/sessions',
    summary: 'Open a reviewer\u2019s link by its secret, under a name; the session travels in a cookie only',
    access: 'public',
    status: 201,
    body: z.object({ token: z.string().min(1).max(100), name: plainWords(80).min(1, 'Write your name.') }),
    response: nothing,
  }),
  read: op({
    method: 'get',
    path: '/api/v1/review',
    summary: 'What the link shows',
    access: 'public',
    response: clientView,
  }),
  comment: op({
    method: 'post',
    path: '/api/v1/review/posts/:postId/comments',
    summary: 'Comment on a post that the link shows',
    access: 'public',
    status: 201,
    params: inPost,
    body: newComment,
    response: reviewComment,
  }),
  decide: op({
    method: 'post',
    path: '/api/v1/review/posts/:postId/decision',
    summary: 'Approve a post that the link shows, or ask for changes, where the link allows it',
    access: 'public',
    params: inPost,
    body: z
      .object({
        decision: z.enum(['approved', 'changes_asked']),
        words: plainWords(2000).default(''),
        version: z.number().int(),
      })
      .refine(
        ({ decision, words }) => decision === 'approved' || words.length > 0,
        'Say what should change.',
      ),
    response: decided,
  }),
};
