import type { Post } from '#contract/posts.ts';
import { fullMoment, moment } from '../look/moments.ts';
import { isInFlight } from './pace.ts';
import { page as words, posts } from './strings.ts';

type Moments = Pick<Post, 'state' | 'publishedAt' | 'publishAt' | 'timeZone' | 'updatedAt'>;

/** The moment that matters: since when it is live, when it is due by the account's clock, else when it was last edited. */
export function whenOf({ state, publishedAt, publishAt, timeZone, updatedAt }: Moments): string {
  if (state === 'published' && publishedAt) return posts.live(moment(publishedAt));
  if (isInFlight(state) && publishAt && timeZone)
    return words.due(`${fullMoment(publishAt, timeZone)} ${timeZone}`);
  return posts.edited(moment(updatedAt));
}

/** The same beside a state that says which it is: the moment alone, but for an edit. A draft with a day has its day. */
export function shortWhenOf({ publishedAt, publishAt, timeZone, updatedAt }: Moments): string {
  if (publishedAt) return moment(publishedAt);
  if (publishAt && timeZone) return moment(publishAt, timeZone);
  return posts.edited(moment(updatedAt));
}
