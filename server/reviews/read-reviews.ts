import type { ContentDifference, Review } from '#contract/reviews.ts';
import { contentDifference } from '#rules/content-difference.ts';
import type { Context, Member } from '../context.ts';
import type { Snapshot } from '../database/index.ts';
import { getPost } from '../posts/index.ts';
import { digestOf, snapshotOf } from './content.ts';
import { findOwn, isDecider } from './may-decide.ts';
import { personOf } from './person.ts';
import { isApproved } from './review-rows.ts';

/** Enough for a page; what is older is history that nobody compares with. */
const most = 30;

export interface PostReviews {
  reviews: Review[];
  isApproved: boolean;
  changedSince: ContentDifference | null;
  mayDecide: boolean;
  mayWithdraw: boolean;
}

/** The reviews of a post, newest first, each with what changed since the last that somebody decided. Throws `not_found`. */
export async function readReviews(ctx: Context, member: Member, postId: string): Promise<PostReviews> {
  const rows = await selectReviews(ctx, member.workspaceId, postId);
  const post = await getPost(ctx, member.workspaceId, postId);
  const now = snapshotOf(post);
  const [newest] = rows;
  const open = newest?.ending === null ? newest : undefined;
  const decided = rows.filter(isDecision);
  return {
    reviews: rows.map((row) => present(row, decided.find(({ number }) => number < row.number)?.content)),
    isApproved: await isApproved(ctx, postId, digestOf(now)),
    changedSince: decided[0] ? contentDifference(decided[0].content, now) : null,
    mayDecide:
      open !== undefined &&
      isDecider(member, post.instagramUserId) &&
      !(await findOwn(ctx, member, [postId])).has(postId),
    mayWithdraw:
      open !== undefined && (open.asked_by === member.userId || isDecider(member, post.instagramUserId)),
  };
}

function selectReviews(ctx: Context, workspaceId: string, postId: string) {
  return ctx.db
    .selectFrom('reviews')
    .leftJoin('users as asker', 'asker.id', 'reviews.asked_by')
    .leftJoin('users as decider', 'decider.id', 'reviews.ended_by')
    .selectAll('reviews')
    .select(['asker.name as asker_name', 'decider.name as decider_name'])
    .where('reviews.workspace_id', '=', workspaceId)
    .where('reviews.post_id', '=', postId)
    .orderBy('reviews.number', 'desc')
    .limit(most)
    .execute();
}

type Row = Awaited<ReturnType<typeof selectReviews>>[number];

function isDecision({ ending }: Row): boolean {
  return ending === 'approved' || ending === 'changes_asked';
}

function present(row: Row, decidedBefore: Snapshot | undefined): Review {
  return {
    id: row.id,
    number: row.number,
    asked: {
      ...personOf({ userId: row.asked_by, userName: row.asker_name, linkName: null }),
      at: row.asked_at.toISOString(),
    },
    wish: row.wish,
    content: row.content,
    ended:
      row.ending && row.ended_at
        ? {
            ...personOf({ userId: row.ended_by, userName: row.decider_name, linkName: row.ended_by_name }),
            at: row.ended_at.toISOString(),
            how: row.ending,
            words: row.words,
          }
        : null,
    changed: decidedBefore ? contentDifference(decidedBefore, row.content) : null,
  };
}
