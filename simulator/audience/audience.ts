import type { Account } from '../world/entities.ts';
import type { Media } from '../world/media.ts';
import type { World } from '../world/world.ts';
import { type Crowd, crowdOf, leftBy } from './crowd.ts';
import { createMarks, type Marks } from './marks.ts';
import type { FollowType } from './cells.ts';
import { settleAudience, settleMedia } from './settle.ts';
import { type Showing, showingOf } from './showing.ts';
import { contactsBy, instantOf, numberOf, type Stream } from './stream.ts';

/** An account's audience, opened for one question: what it did in windows of time. Everything asked of it adds up the same contacts. */
export type Audience = {
  world: World;
  account: Account;
  crowd: Crowd;
  showings: Showing[];
  /** Whom a count of people has met already. */
  marks: Marks;
};

/** Unix milliseconds; `to` is outside. */
export type Window = { from: number; to: number };

/** The audience of all media of an account, with the comments that are due by now in their place. */
export function openAudience(world: World, account: Account): Audience {
  settleAudience(world, account.id);
  return showAll(world, account, world.media.by('accountId', account.id));
}

/** The audience of one media alone. */
export function openMediaAudience(world: World, account: Account, media: Media): Audience {
  settleMedia(world, media);
  return showAll(world, account, [media]);
}

function showAll(world: World, account: Account, all: readonly Media[]): Audience {
  const crowd = crowdOf(world, account);
  const showings = all.map((media) => showingOf(crowd, media));
  return { world, account, crowd, showings, marks: createMarks(showings) };
}

/** Contacts `first` to `end`, without it, of a stream. */
export type Contacts = { showing: Showing; stream: Stream; first: number; end: number };

/** What happened in a window. */
export function contactsIn({ showings }: Audience, { from, to }: Window): Contacts[] {
  const found: Contacts[] = [];
  for (const showing of showings) {
    if (showing.endsAt < from || showing.media.publishedAt >= to) continue;
    for (const stream of [showing.followers, showing.outsiders]) {
      const first = contactsBy(stream, from - 1);
      const end = contactsBy(stream, to - 1);
      if (end > first) found.push({ showing, stream, first, end });
    }
  }
  return found;
}

/** Whether contact `j` follows at its instant: whom a post was to meet as a follower may have left before a late contact. */
export function followTest(crowd: Crowd, { showing, stream }: Contacts): (j: number) => FollowType {
  if (stream.kind === 'outsider') return () => 'NON_FOLLOWER';
  // Who is still there when the stream ends was there all along: most are judged by this alone.
  const leftAtEnd = leftBy(crowd, showing.endsAt);
  return (j) => {
    const number = numberOf(stream, j);
    const stays = number >= leftAtEnd || number >= leftBy(crowd, instantOf(stream, j));
    return stays ? 'FOLLOWER' : 'NON_FOLLOWER';
  };
}

export function isWithin({ from, to }: Window, at: number): boolean {
  return at >= from && at < to;
}
