import type { Post, PostStep, PostView } from '#contract/posts.ts';
import { capabilitiesOf } from '#rules/capabilities.ts';
import { isBeforeSchedule } from '../reviews/review-states.ts';

/** Work begins five minutes ahead of the moment; a video's begins sooner, and is seen by its state. */
const soonMs = 5 * 60_000;

/**
 * How fast a post changes by itself: `moving` is on its way or due within minutes, and worth a stream; `waiting` has a later
 * moment; `asked` is in other people's hands; `resting` changes by nothing but a deed of this person or a colleague.
 */
export type Pace = 'moving' | 'waiting' | 'asked' | 'resting';

/** On its way, or to go out at its moment; it may be paused all the same. */
export function isInFlight(state: string): boolean {
  return state === 'scheduled' || state === 'preparing' || state === 'ready' || state === 'publishing';
}

/** The pace of a post, at an instant in milliseconds. */
export function paceOf({ post, steps }: PostView, at: number): Pace {
  if (post.state === 'published') return isFinished(post, steps) ? 'resting' : 'moving';
  if (isBeforeSchedule(post)) return 'asked';
  return isMovingSoon(post, at) ? 'moving' : isInFlight(post.state) && !post.paused ? 'waiting' : 'resting';
}

/** On its way to Instagram, or about to be. */
export function isMovingSoon(
  { state, paused, publishAt }: Pick<Post, 'state' | 'paused' | 'publishAt'>,
  at: number,
): boolean {
  if (paused || !isInFlight(state)) return false;
  return state !== 'scheduled' || publishAt === null || Date.parse(publishAt) - at < soonMs;
}

/** Live, with its first comment settled and its address on Instagram read or given up. */
function isFinished(post: Post, steps: PostView['steps']): boolean {
  return !owesComment(post, steps) && steps.some(({ step }) => step === 'permalink' || step === 'resolved');
}

/** Whether a moment is over. */
export function isOver(instant: string | null): boolean {
  return instant !== null && Date.parse(instant) <= Date.now();
}

/** A first comment that its kind takes and that is neither written nor given up. */
export function owesComment({ kind, firstComment }: Post, steps: PostStep[]): boolean {
  return (
    firstComment.trim() !== '' &&
    capabilitiesOf(kind, 'instagram').firstComment &&
    !steps.some(({ step }) => step === 'first_comment')
  );
}
