import type { Settlement } from '../world/audience.ts';
import type { Account } from '../world/entities.ts';
import type { Comment } from '../world/comment.ts';
import type { Media } from '../world/media.ts';
import { drawDigits } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import { recordHappening } from '../webhooks/happening.ts';
import { commentTextOf } from './comment-texts.ts';
import { type Crowd, crowdOf, identityOf } from './crowd.ts';
import { gatherStory } from './gather-media.ts';
import { countHits, nthHit } from './rate.ts';
import { type Showing, showingOf } from './showing.ts';
import { contactsBy, instantOf, kindOf, numberOf, type Stream } from './stream.ts';
import { strangerOf } from './stranger.ts';

/**
 * Lets what strangers wrote under an account's media until now become comments of the world, and tells webhooks of them and of the
 * stories that are over. Safe to call at any time: each comment comes once, and one that was deleted does not come back. While
 * comments are off strangers do not write: call it before switching.
 */
export function settleAudience(world: World, accountId: string): void {
  const account = world.accounts.get(accountId);
  if (account === undefined || account.audience === 'quiet') return;
  const written = world.media
    .by('accountId', accountId)
    .flatMap((media) => takeWritten(world, account, media));
  tell(world, account, written);
}

/** The same for one media. */
export function settleMedia(world: World, media: Media): void {
  const account = world.accounts.get(media.accountId);
  if (account === undefined || account.audience === 'quiet') return;
  tell(world, account, takeWritten(world, account, media));
}

/** Whether the k-th comment that a stream led to stands: comments may have been off, and one can be deleted. */
export function isCommentKept(world: World, media: Media, kind: Stream['kind'], k: number): boolean {
  return world.comments.get(commentIdOf(world.seed, media, kind, k)) !== undefined;
}

/** Whether a comment is a stranger's of the seeded audience. */
export function isOfAudience({ id }: Comment): boolean {
  return id.startsWith(ID_PREFIX);
}

/** Other comments begin otherwise. */
const ID_PREFIX = '179';

/** Always the same one. */
function commentIdOf(seed: string, media: Media, kind: Stream['kind'], k: number): string {
  return `${drawDigits(seed, `audience-comment:${media.id}:${kind}:${k}`, ID_PREFIX, 13)}1`;
}

/** Comments that are due and are not entities yet, oldest first of each stream. Notes them as settled. */
function takeWritten(world: World, account: Account, media: Media): Comment[] {
  const crowd = crowdOf(world, account);
  const now = world.now();
  const isStory = media.mediaProductType === 'STORY';
  const showing = showingOf(crowd, media);
  const before = world.settlements.get(media.id) ?? freshSettlement(media.id);
  const due: Settlement = {
    mediaId: media.id,
    followerComments: Math.max(before.followerComments, commentsBy(showing.followers, now)),
    outsiderComments: Math.max(before.outsiderComments, commentsBy(showing.outsiders, now)),
    isOver: before.isOver || (isStory && now >= showing.endsAt),
  };
  if (due.isOver && !before.isOver) tellStory(world, account, showing);
  if (isSame(before, due)) return [];
  world.settlements.put(due);
  if (!media.isCommentEnabled) return [];
  return [
    ...writeComments(world, crowd, showing, 'followers', before.followerComments, due.followerComments),
    ...writeComments(world, crowd, showing, 'outsiders', before.outsiderComments, due.outsiderComments),
  ];
}

function freshSettlement(mediaId: string): Settlement {
  return { mediaId, followerComments: 0, outsiderComments: 0, isOver: false };
}

function isSame(one: Settlement, other: Settlement): boolean {
  return (
    one.followerComments === other.followerComments &&
    one.outsiderComments === other.outsiderComments &&
    one.isOver === other.isOver
  );
}

function commentsBy(stream: Stream, at: number): number {
  return countHits(stream.rates.comment, contactsBy(stream, at));
}

function writeComments(
  { seed }: World,
  crowd: Crowd,
  { media, hash, ...streams }: Showing,
  whose: 'followers' | 'outsiders',
  from: number,
  to: number,
): Comment[] {
  const stream = streams[whose];
  return Array.from({ length: to - from }, (_, index) => {
    const k = from + index;
    const j = nthHit(stream.rates.comment, k);
    const identity = identityOf(crowd, kindOf(stream, j), numberOf(stream, j));
    const stranger = strangerOf(crowd, identity);
    return {
      id: commentIdOf(seed, media, stream.kind, k),
      mediaId: media.id,
      accountId: media.accountId,
      fromId: stranger.id,
      username: stranger.username,
      text: commentTextOf(identity, hash),
      createdAt: instantOf(stream, j),
      isHidden: false,
      likeCount: 0,
    };
  });
}

/** In the order they were written, whatever media they stand under. */
function tell(world: World, account: Account, written: Comment[]): void {
  for (const comment of written.sort((one, other) => one.createdAt - other.createdAt)) {
    world.comments.put(comment);
    if (!isNews(account, comment.createdAt)) continue;
    recordHappening(world, { kind: 'comment', accountId: comment.accountId, comment });
  }
}

function tellStory(world: World, account: Account, showing: Showing): void {
  if (!isNews(account, showing.endsAt)) return;
  const { id: mediaId, accountId } = showing.media;
  recordHappening(world, { kind: 'story_insights', accountId, mediaId, metrics: gatherStory(showing) });
}

/** What happened before the account stood in this world is history, which no webhook tells. */
function isNews(account: Account, at: number): boolean {
  return at >= (account.followersCountedAt ?? -Infinity);
}
