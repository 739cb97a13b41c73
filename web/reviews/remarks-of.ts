import type { ReviewComment } from '#contract/reviews.ts';
import { numbered, type Remark } from './remark.ts';

/** What was said of a post, in order, as its page shows it. `isMine` knows the reader's own. */
export function remarksOf(
  comments: readonly ReviewComment[],
  items: readonly { assetId: string }[],
  isMine: (comment: ReviewComment) => boolean,
): Remark[] {
  return numbered(
    comments.map((comment) => ({
      id: comment.id,
      name: comment.author.name,
      isByLink: comment.author.byLink,
      isMine: isMine(comment),
      body: comment.body,
      at: comment.at,
      about: aboutOf(comment.anchor, items),
      resolvedBy: comment.resolved?.name ?? null,
    })),
  );
}

function aboutOf(anchor: ReviewComment['anchor'], items: readonly { assetId: string }[]): Remark['about'] {
  if (!anchor) return { on: 'post' };
  if (anchor.on === 'caption') {
    const { quote, from, to, isThere } = anchor;
    return { on: 'caption', quote, place: isThere ? { from, to } : null };
  }
  const { assetId, x, y, isThere } = anchor;
  const nth = isThere ? items.findIndex((item) => item.assetId === assetId) : -1;
  return { on: 'picture', assetId, x, y, file: nth < 0 ? null : nth + 1 };
}
