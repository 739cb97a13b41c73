import type { Post } from '#contract/posts.ts';
import type { Review } from '#contract/reviews.ts';
import { fullMoment, moment, wallMoment } from '../look/moments.ts';
import { panel as words } from './strings.ts';

/** What approving will do: when the post should go out, by the account's clock where that is known. */
export function tellWish(wish: Review['wish'], post: Pick<Post, 'publishAt' | 'timeZone'>): string {
  if (!wish) return words.noWish;
  if (wish.slot) return words.wishSlot;
  if (!wish.publishAt && !wish.wallTime) return words.wishNow;
  const { publishAt, timeZone } = post;
  if (publishAt && timeZone) return words.wish(`${fullMoment(publishAt, timeZone)} ${timeZone}`);
  return words.wish(wish.wallTime ? wallMoment(wish.wallTime) : moment(wish.publishAt ?? ''));
}
