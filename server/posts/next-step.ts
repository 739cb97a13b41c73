import type { ContainerStatus } from '../instagram/index.ts';

/** Meta drops an unpublished container after 24 h; past 23 h we do not start with one. */
export const containerLifetimeSeconds = 23 * 3600;
/** How long an unclear publish is watched before it is repeated, given up or told as unconfirmed. */
export const lookSeconds = 60;
/** How long a media that must exist is searched for: the listing lags. */
const findSeconds = 300;
const mostAttempts = 3;
/** One call, and at most one repeat with the same container. */
const mostPublishCalls = 2;

/** What is known of a post in flight when a step is decided. */
export interface Progress {
  state: 'scheduled' | 'preparing' | 'ready' | 'publishing';
  publishAt: Date;
  containerId: string | null;
  containerMadeAt: Date | null;
  /** Containers given up so far. */
  attempt: number;
  /** When the last publish call was made: the look runs from here. */
  publishCalledAt: Date | null;
  publishCalls: number;
  /** Code of the refusal that answered the last publish call, if a refusal did. */
  refusal: string | null;
  /** What Instagram said just now; undefined when it was not asked. */
  seen?: Seen;
}

/** `gone`: Instagram no longer shows the container. */
export interface Seen {
  container: ContainerStatus | 'gone';
  /** Media of the account that can only be this post: how many, and the id when it is exactly one. */
  matches: number;
  mediaId: string | null;
}

export type Step =
  | { do: 'create_container' }
  | { do: 'read_container' }
  | { do: 'mark_ready' }
  | { do: 'publish' }
  | { do: 'look' }
  | { do: 'settle_published'; mediaId: string }
  | { do: 'start_over'; because: 'error' | 'expired' }
  | { do: 'wait'; seconds: number }
  | { do: 'fail'; code: 'container_failed' | 'container_expired' | 'refused' }
  | { do: 'give_up'; reason: 'live_id_not_found' | 'several_matches' | 'container_gone' | 'never_confirmed' };

/**
 * The one next step of a post, from what is saved and what was seen. Pure. A publish is repeated only with the same
 * container, a new container is made only when the old one is dead and nothing on the account matches.
 */
export function nextStep(post: Progress, now: Date): Step {
  switch (post.state) {
    case 'scheduled':
      return { do: 'create_container' };
    case 'preparing':
      return afterPreparing(post, now);
    case 'ready':
      return afterReady(post, now);
    case 'publishing':
      return afterPublishing(post, now);
  }
}

function afterPreparing(post: Progress, now: Date): Step {
  switch (post.seen?.container) {
    case undefined:
      return { do: 'read_container' };
    case 'finished':
      return { do: 'mark_ready' };
    case 'in_progress':
      return isTooOld(post, now)
        ? startOver(post, 'expired')
        : { do: 'wait', seconds: pollSeconds(post, now) };
    case 'error':
      return { do: 'fail', code: 'container_failed' };
    case 'expired':
    case 'gone':
      return startOver(post, 'expired');
    // Somebody published it, perhaps a life of ours before a restore: it is live, so look for it.
    case 'published':
      return { do: 'look' };
  }
}

/** A container near its end is asked about first; only Instagram's word makes it dead. */
function afterReady(post: Progress, now: Date): Step {
  if (!post.seen) return isTooOld(post, now) ? { do: 'read_container' } : { do: 'publish' };
  return post.seen.container === 'finished' ? { do: 'publish' } : afterPreparing(post, now);
}

function afterPublishing(post: Progress, now: Date): Step {
  const seen = post.seen;
  if (!seen) return { do: 'look' };
  if (seen.matches === 1 && seen.mediaId) return { do: 'settle_published', mediaId: seen.mediaId };
  const waited = secondsBetween(post.publishCalledAt ?? now, now);
  if (seen.matches > 1)
    return waited < lookSeconds ? lookAgain : { do: 'give_up', reason: 'several_matches' };

  switch (seen.container) {
    case 'published':
      return waited < findSeconds ? lookAgain : { do: 'give_up', reason: 'live_id_not_found' };
    case 'error':
    case 'expired':
      return waited < lookSeconds ? lookAgain : startOver(post, seen.container);
    case 'gone':
      return waited < lookSeconds ? lookAgain : { do: 'give_up', reason: 'container_gone' };
    case 'finished':
    case 'in_progress':
      if (waited < lookSeconds) return lookAgain;
      if (post.refusal) return { do: 'fail', code: 'refused' };
      if (post.publishCalls < mostPublishCalls) return { do: 'publish' };
      return { do: 'give_up', reason: 'never_confirmed' };
  }
}

const lookAgain: Step = { do: 'wait', seconds: 4 };

function startOver(post: Progress, because: 'error' | 'expired'): Step {
  return post.attempt + 1 < mostAttempts
    ? { do: 'start_over', because }
    : { do: 'fail', code: because === 'error' ? 'container_failed' : 'container_expired' };
}

/** Often at first, once a minute later: Meta asks for no more. */
function pollSeconds(post: Progress, now: Date): number {
  const age = secondsBetween(post.containerMadeAt ?? now, now);
  return age < 30 ? 2 : age < 300 ? 10 : 60;
}

function isTooOld(post: Progress, now: Date): boolean {
  return (
    post.containerMadeAt !== null && secondsBetween(post.containerMadeAt, now) > containerLifetimeSeconds
  );
}

function secondsBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / 1000;
}
