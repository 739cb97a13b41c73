import { z } from 'zod';
import { inWorkspace, instant, nothing } from './identity.ts';
import { publishMoment } from './moment.ts';
import { op } from './op.ts';
import { post, postContent, postKind, postState } from './posts.ts';

/** Words that a person writes. */
export const plainWords = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `Use at most ${most.toLocaleString('en')} characters.`);
const share = z.number().min(0).max(1);

/** Who did something: a member, or whoever holds a reviewer's link, under the name that they gave. */
export const reviewPerson = z.object({
  /** Null for the holder of a link, and for somebody who is gone. */
  userId: z.uuid().nullable(),
  name: z.string(),
  byLink: z.boolean(),
});
export type ReviewPerson = z.output<typeof reviewPerson>;

/** How a review ends. `sent_back`: the content changed, and the next review opened in its place. */
export const reviewEnding = z.enum(['approved', 'changes_asked', 'withdrawn', 'sent_back']);
export type ReviewEnding = z.output<typeof reviewEnding>;

/** The content as it was asked for; the account is null when it is connected no longer. */
const snapshot = postContent.extend({ connectionId: z.uuid().nullable() });

/** A stretch of words that stayed, came or went. */
const wordRun = z.object({ is: z.enum(['same', 'added', 'removed']), text: z.string() });
export type WordRun = z.output<typeof wordRun>;

/** What changed from one content to another; null and empty where nothing did. */
export const contentDifference = z.object({
  caption: z.array(wordRun).nullable(),
  firstComment: z.array(wordRun).nullable(),
  kind: z.object({ before: postKind, after: postKind }).nullable(),
  /** By name, as JSON has them: `{ name: 'shareToFeed', before: true, after: false }`. */
  settings: z.array(z.object({ name: z.string(), before: z.unknown(), after: z.unknown() })),
  /** Files in the order of what is there now, then those that went. Positions count from 0. */
  files: z.array(
    z.object({
      assetId: z.uuid(),
      is: z.enum(['added', 'removed', 'moved', 'changed']),
      before: z.number().int().nullable(),
      after: z.number().int().nullable(),
      altText: z.array(wordRun).nullable(),
      cropChanged: z.boolean(),
      tagsChanged: z.boolean(),
    }),
  ),
});
export type ContentDifference = z.output<typeof contentDifference>;

export const review = z.object({
  id: z.uuid(),
  /** 1 for the first of a post. */
  number: z.number().int(),
  asked: reviewPerson.extend({ at: instant }),
  /** When it is to go out once approved; null to approve alone. `{}` is at once. */
  wish: publishMoment.nullable(),
  content: snapshot,
  /** Null while it is open. */
  ended: reviewPerson.extend({ at: instant, how: reviewEnding, words: z.string() }).nullable(),
  /** Against the last review before it that somebody decided; null for the first, and where nothing changed. */
  changed: contentDifference.nullable(),
});
export type Review = z.output<typeof review>;

/** A post that waits for a decision. */
export const waitingReview = z.object({
  postId: z.uuid(),
  connectionId: z.uuid().nullable(),
  username: z.string().nullable(),
  kind: postKind,
  /** The caption's beginning, at most 120 characters. */
  words: z.string(),
  pictureUrl: z.string().nullable(),
  asked: reviewPerson.extend({ at: instant }),
  wish: publishMoment.nullable(),
  /** The instant of the wish, where it has one by now. */
  publishAt: instant.nullable(),
  timeZone: z.string().nullable(),
  /** Whether I may decide: my role on its account, and the rule on one's own posts. */
  mayDecide: z.boolean(),
  version: z.number().int(),
});
export type WaitingReview = z.output<typeof waitingReview>;

/** A spot of what is commented on. `from` and `to` count UTF-16 units, as JavaScript does. */
const spotOnCaption = z.object({
  on: z.literal('caption'),
  from: z.number().int().min(0).max(10_000),
  to: z.number().int().min(0).max(10_000),
  quote: z.string().min(1).max(1000, 'Select at most 1,000 characters.'),
});
const spotOnPicture = z.object({ on: z.literal('picture'), assetId: z.uuid(), x: share, y: share });
export const commentAnchor = z.discriminatedUnion('on', [spotOnCaption, spotOnPicture]);
export type CommentAnchor = z.output<typeof commentAnchor>;

export const reviewComment = z.object({
  id: z.uuid(),
  author: reviewPerson,
  at: instant,
  body: z.string(),
  /** Where it stands by now: a caption's place is found again by its quote. `isThere` is false when that is gone. */
  anchor: z
    .discriminatedUnion('on', [
      spotOnCaption.extend({ isThere: z.boolean() }),
      spotOnPicture.extend({ isThere: z.boolean() }),
    ])
    .nullable(),
  resolved: reviewPerson.extend({ at: instant }).nullable(),
});
export type ReviewComment = z.output<typeof reviewComment>;

export const newComment = z.object({
  body: plainWords(2000).min(1, 'Write something.'),
  anchor: commentAnchor.nullable().default(null),
});

export const approvalRule = z.object({
  /** Nobody schedules or publishes what was not approved, whatever their role. */
  requiresApproval: z.boolean(),
  /** The decision is left to somebody other than who wrote it, changed it last or asked. */
  nobodyApprovesOwn: z.boolean(),
});
export type ApprovalRule = z.output<typeof approvalRule>;

/** A decision's answer: what became of the post, and why it was not scheduled as wished (`time_past`, `preflight_failed` …). */
export const decided = z.object({
  state: postState,
  notScheduled: z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
});

const inPost = inWorkspace.extend({ postId: z.uuid() });
const inComment = inPost.extend({ commentId: z.uuid() });
const version = z.number().int();
const words = plainWords(2000);
const posts = '/api/v1/workspaces/:workspaceId/posts/:postId';

/** Asking for approval, deciding, and the conversation about a draft. */
export const reviews = {
  list: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/reviews',
    summary: 'Posts in review, longest waiting first, at most 200',
    access: 'viewer',
    params: inWorkspace,
    response: z.object({
      waiting: z.array(waitingReview),
      /** Of these, how many I may decide on. */
      mine: z.number().int(),
    }),
  }),
  read: op({
    method: 'get',
    path: `${posts}/reviews`,
    summary:
      'The reviews of a post, newest first, at most 30, each with its content and what changed before it',
    access: 'viewer',
    params: inPost,
    response: z.object({
      reviews: z.array(review),
      /** Whether the content as it is now is approved. */
      isApproved: z.boolean(),
      /** From the newest review that was decided to the content as it is now; null where nothing changed. */
      changedSince: contentDifference.nullable(),
      mayDecide: z.boolean(),
      mayWithdraw: z.boolean(),
    }),
  }),
  ask: op({
    method: 'post',
    path: `${posts}/reviews`,
    summary: 'Ask for approval of a draft as it is, with the moment wished for, or none',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inPost,
    body: z.object({ version, wish: publishMoment.nullable().default(null) }),
    response: post,
  }),
  approve: op({
    method: 'put',
    path: `${posts}/approval`,
    summary: 'Approve what is in review, and schedule it where a moment is wished for',
    access: 'publisher',
    params: inPost,
    body: z.object({ version, words: words.default('') }),
    response: z.object({ post, notScheduled: decided.shape.notScheduled }),
  }),
  askChanges: op({
    method: 'put',
    path: `${posts}/changes-wanted`,
    summary: 'Ask for changes: what is in review, or approved and not scheduled, is a draft again',
    access: 'publisher',
    params: inPost,
    body: z.object({ version, words: words.min(1, 'Say what should change.') }),
    response: post,
  }),
  withdraw: op({
    method: 'delete',
    path: `${posts}/open-review`,
    summary: 'Take a post out of review; for whoever asked, and publishers',
    access: 'contributor',
    params: inPost,
    response: post,
  }),
  readRule: op({
    method: 'get',
    path: '/api/v1/workspaces/:workspaceId/approval-rule',
    summary: 'Whether posts need approval here, and whether one\u2019s own is enough',
    access: 'viewer',
    params: inWorkspace,
    response: approvalRule,
  }),
  setRule: op({
    method: 'put',
    path: '/api/v1/workspaces/:workspaceId/approval-rule',
    summary: 'Ask for approval of every post, or no longer; what is scheduled already stays so',
    access: 'admin',
    params: inWorkspace,
    body: approvalRule,
    response: nothing,
  }),
  listComments: op({
    method: 'get',
    path: `${posts}/review-comments`,
    summary: 'The conversation about a post, oldest first, at most 500',
    access: 'viewer',
    params: inPost,
    response: z.object({ comments: z.array(reviewComment) }),
  }),
  addComment: op({
    method: 'post',
    path: `${posts}/review-comments`,
    summary: 'Comment on a post, on words of its caption or on a spot of a picture',
    access: 'contributor',
    status: 201,
    keyed: true,
    params: inPost,
    body: newComment,
    response: reviewComment,
  }),
  resolveComment: op({
    method: 'put',
    path: `${posts}/review-comments/:commentId/resolution`,
    summary: 'Mark a comment as settled, or open it again; safe to repeat',
    access: 'contributor',
    params: inComment,
    body: z.object({ resolved: z.boolean() }),
    response: reviewComment,
  }),
  removeComment: op({
    method: 'delete',
    path: `${posts}/review-comments/:commentId`,
    summary: 'Remove a comment of mine',
    access: 'contributor',
    params: inComment,
    response: nothing,
  }),
};
