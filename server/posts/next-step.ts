import type { ErrorCode } from '#contract/errors.ts';
import type { ContainerFailure, ContainerStatus, Usage } from '../instagram/index.ts';

/** Meta drops an unpublished container after 24 h; past 23 h we do not start with one. */
export const containerLifetimeSeconds = 23 * 3600;
/** How long an unclear publish is watched before it is repeated, given up or told as unconfirmed. */
export const lookSeconds = 60;
/** How long a media that must exist is searched for: the listing lags. */
const findSeconds = 300;
/** Without words to know it by, a media is taken only when a late call and a lagging list had time to show others beside it. */
const settleSeconds = lookSeconds + 15;
const mostAttempts = 3;
/**
 * Containers whose failure may pass: most are about a file that was reachable when the post was scheduled, so a web of ours
 * is most likely being started again. With the rests between them these outlast four minutes.
 */
const mostWhenItMayPass = 6;
/** One call, and at most one repeat with the same container. */
const mostPublishCalls = 2;

/** What is known of a post in flight when a step is decided. */
export interface Progress {
  state: 'scheduled' | 'preparing' | 'ready' | 'publishing';
  publishAt: Date;
  /** The files of a carousel, in order; empty for every other kind. */
  children: readonly Child[];
  containerId: string | null;
  /** Of the oldest container that the post depends on. */
  containerMadeAt: Date | null;
  /** Containers given up so far. */
  attempt: number;
  /** Whether the publishing limit left room when it was last read; null when it was not. */
  hasRoom: boolean | null;
  /** When the last publish call was made: the look runs from here. */
  publishCalledAt: Date | null;
  publishCalls: number;
  /** Code of the refusal that answered the last publish call, if a refusal did. */
  refusal: string | null;
  /** Whether a caption tells the media of this post from others; stories and silent posts have none. */
  hasWords: boolean;
  /** What Instagram said just now; undefined when it was not asked. */
  seen?: Seen;
}

export interface Child {
  containerId: string | null;
  isReady: boolean;
}

/** `gone`: Instagram no longer shows the container. Of a carousel in the making it is the container of a child. */
export interface Seen {
  container: ContainerStatus | 'gone';
  /** Why the container failed. */
  failure?: ContainerFailure | undefined;
  /** How much of the account's calls is used up; decides nothing here. */
  usage?: Usage | undefined;
  /** Media of the account that can only be this post: how many, and the id when it is exactly one. */
  matches: number;
  mediaId: string | null;
}

export type Step =
  | { do: 'create_child'; position: number }
  | { do: 'read_child'; position: number }
  | { do: 'mark_child_ready'; position: number }
  | { do: 'create_container' }
  | { do: 'read_container' }
  | { do: 'mark_ready' }
  | { do: 'read_room' }
  | { do: 'publish' }
  | { do: 'look' }
  | { do: 'settle_published'; mediaId: string }
  /** After a rest of so many seconds, where what went wrong may pass. */
  | { do: 'start_over'; because: ErrorCode; seconds?: number }
  | { do: 'wait'; seconds: number }
  | { do: 'fail'; code: ErrorCode | 'refused'; subcode?: number | undefined }
  | { do: 'give_up'; reason: 'live_id_not_found' | 'several_matches' | 'container_gone' | 'never_confirmed' };

/**
 * The one next step of a post, from what is saved and what was seen. Pure. A publish is repeated only with the same
 * container, a new container is made only when the old one is dead and nothing on the account matches. A carousel is made
 * when every child is ready, so that none is ever published in part.
 */
export function nextStep(post: Progress, now: Date): Step {
  switch (post.state) {
    case 'scheduled':
    case 'preparing':
      return post.containerId === null ? beforeContainer(post, now) : afterPreparing(post, now);
    case 'ready':
      return afterReady(post, now);
    case 'publishing':
      return afterPublishing(post, now);
  }
}

/** Children are made one by one, then each is waited for: Instagram works on all of them meanwhile. */
function beforeContainer(post: Progress, now: Date): Step {
  const unmade = post.children.findIndex((child) => child.containerId === null);
  if (unmade !== -1) return { do: 'create_child', position: unmade };
  // Children that are about to end would take the whole with them.
  if (post.children.length > 0 && isTooOld(post, now)) return startOver(post, 'container_expired');
  const waiting = post.children.findIndex((child) => !child.isReady);
  if (waiting === -1) return { do: 'create_container' };
  if (!post.seen) return { do: 'read_child', position: waiting };
  return post.seen.container === 'finished'
    ? { do: 'mark_child_ready', position: waiting }
    : afterUnfinished(post, post.seen, now);
}

function afterPreparing(post: Progress, now: Date): Step {
  if (!post.seen) return { do: 'read_container' };
  return post.seen.container === 'finished' ? { do: 'mark_ready' } : afterUnfinished(post, post.seen, now);
}

function afterUnfinished(post: Progress, seen: Seen, now: Date): Step {
  switch (seen.container) {
    case 'in_progress':
    case 'finished':
      return isTooOld(post, now)
        ? startOver(post, 'container_expired')
        : { do: 'wait', seconds: pollSeconds(post, now) };
    case 'error':
      return seen.failure?.mayPass ? startOver(post, seen.failure.code, seen.failure) : failed(seen.failure);
    case 'expired':
    case 'gone':
      return startOver(post, 'container_expired');
    // Somebody published it, perhaps a life of ours before a restore: it is live, so look for it.
    case 'published':
      return { do: 'look' };
  }
}

/** A container near its end is asked about first; only Instagram's word makes it dead. */
function afterReady(post: Progress, now: Date): Step {
  if (post.seen && post.seen.container !== 'finished') return afterUnfinished(post, post.seen, now);
  if (!post.seen && isTooOld(post, now)) return { do: 'read_container' };
  if (now < post.publishAt) return { do: 'wait', seconds: secondsBetween(now, post.publishAt) };
  return post.hasRoom === false ? { do: 'read_room' } : { do: 'publish' };
}

function afterPublishing(post: Progress, now: Date): Step {
  const seen = post.seen;
  if (!seen) return { do: 'look' };
  const waited = secondsBetween(post.publishCalledAt ?? now, now);
  // What only looks like it in time may be the person's own: it counts when Instagram says that ours is live.
  const matches = post.hasWords || seen.container === 'published' ? seen.matches : 0;
  if (matches === 1 && seen.mediaId)
    return post.hasWords || waited >= settleSeconds
      ? { do: 'settle_published', mediaId: seen.mediaId }
      : lookAgain;
  if (matches > 1) return waited < lookSeconds ? lookAgain : { do: 'give_up', reason: 'several_matches' };

  switch (seen.container) {
    case 'published':
      return waited < findSeconds ? lookAgain : { do: 'give_up', reason: 'live_id_not_found' };
    case 'error':
    case 'expired':
      if (waited < lookSeconds) return lookAgain;
      return startOver(post, seen.container === 'expired' ? 'container_expired' : 'container_failed');
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

function startOver(post: Progress, because: ErrorCode, failure?: ContainerFailure): Step {
  if (!failure)
    return post.attempt + 1 < mostAttempts ? { do: 'start_over', because } : { do: 'fail', code: because };
  if (post.attempt + 1 >= mostWhenItMayPass) return failed(failure);
  return { do: 'start_over', because, seconds: Math.min(10 * 2 ** post.attempt, 120) };
}

function failed(failure: ContainerFailure | undefined): Step {
  return { do: 'fail', code: failure?.code ?? 'container_failed', subcode: failure?.subcode };
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
