import { draw, drawBetween, drawShare } from './chance.ts';
import { countHits } from './rate.ts';
import type { Showing } from './showing.ts';
import { contactsBy, type Deed, type Stream, viewsOf } from './stream.ts';

/** What a story's viewers did next, as `story_navigation_action_type` calls it. */
export type StoryAction = 'tap_forward' | 'tap_back' | 'tap_exit' | 'swipe_forward';

export type WatchTime = {
  /** Milliseconds, of all views together. */
  totalMs: number;
  /** Of a hundred first views so many ended within three seconds. */
  skipRate: number;
};

/** How long a video is whose length is not known. */
const USUAL_SECONDS = 15;
/** A first view shorter than this is skipped. */
const SKIP_MS = 3000;

/** People who met one media by an instant: everybody meets it once. */
export function countReach(showing: Showing, at: number): number {
  return streamsOf(showing).reduce((sum, stream) => sum + contactsBy(stream, at), 0);
}

export function countViews(showing: Showing, at: number): number {
  let views = 0;
  eachContact(showing, at, (stream, j) => {
    views += viewsOf(stream, j);
  });
  return views;
}

/** How often the audience did something with one media by an instant. */
export function countDeed(showing: Showing, deed: Exclude<Deed, 'comment' | 'follow'>, at: number): number {
  return streamsOf(showing).reduce(
    (sum, stream) => sum + countHits(stream.rates[deed], contactsBy(stream, at)),
    0,
  );
}

/** How long a reel was watched by an instant. */
export function measureWatching(showing: Showing, at: number): WatchTime {
  const lengthMs = (showing.media.durationSeconds ?? USUAL_SECONDS) * 1000;
  const skipShare = drawBetween(showing.hash, 31, [0.25, 0.55]);
  let [totalMs, contacts, skipped] = [0, 0, 0];
  eachContact(showing, at, (stream, j) => {
    const share = drawShare(stream.hash ^ 0x3a7c, j);
    const isSkipped = share < skipShare && lengthMs > SKIP_MS;
    const firstMs = isSkipped ? (SKIP_MS * share) / skipShare : Math.max(SKIP_MS, lengthMs * share);
    // Who comes back watches most of it.
    const againMs = lengthMs * 0.8 * (viewsOf(stream, j) - 1);
    totalMs += Math.round(Math.min(firstMs, lengthMs) + againMs);
    contacts += 1;
    if (isSkipped) skipped += 1;
  });
  return { totalMs, skipRate: contacts === 0 ? 0 : (100 * skipped) / contacts };
}

/** How the views of a story ended by an instant; some end in nothing that Instagram counts. */
export function gatherNavigation(showing: Showing, at: number): Map<StoryAction, number> {
  const actions = new Map<StoryAction, number>();
  eachContact(showing, at, (stream, j) => {
    for (let view = 0; view < viewsOf(stream, j); view += 1) {
      const action = actionOf(draw(stream.hash ^ 0xac7 ^ (view << 8), j) % 100);
      if (action !== undefined) actions.set(action, (actions.get(action) ?? 0) + 1);
    }
  });
  return actions;
}

/** What webhooks are told of a story that is over. */
export function gatherStory(showing: Showing): Record<string, number> {
  const at = showing.endsAt;
  const actions = gatherNavigation(showing, at);
  return {
    impressions: countViews(showing, at),
    reach: countReach(showing, at),
    taps_forward: actions.get('tap_forward') ?? 0,
    taps_back: actions.get('tap_back') ?? 0,
    exits: actions.get('tap_exit') ?? 0,
    replies: countDeed(showing, 'reply', at),
  };
}

function actionOf(of100: number): StoryAction | undefined {
  if (of100 < 62) return 'tap_forward';
  if (of100 < 71) return 'tap_back';
  if (of100 < 85) return 'tap_exit';
  return of100 < 96 ? 'swipe_forward' : undefined;
}

function eachContact(showing: Showing, at: number, visit: (stream: Stream, j: number) => void): void {
  for (const stream of streamsOf(showing)) {
    const end = contactsBy(stream, at);
    for (let j = 0; j < end; j += 1) visit(stream, j);
  }
}

function streamsOf({ followers, outsiders }: Showing): [Stream, Stream] {
  return [followers, outsiders];
}
