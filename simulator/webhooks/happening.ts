import type { Comment } from '../world/comment.ts';
import type { Message } from '../world/conversation.ts';
import type { Login } from '../world/entities.ts';
import type { WebhookUpdate } from '../world/webhook.ts';
import type { World } from '../world/world.ts';
import { listHearers } from './hearers.ts';
import { fieldOf, writeUpdate } from './write-update.ts';

/**
 * Something that an account may hear of through a webhook, as it was when it happened: what it tells of may be gone or changed
 * by the time it is delivered.
 */
export type Happening = HappeningFacts & {
  id: string;
  /** Unix milliseconds on the world's clock. */
  at: number;
};

/** `accountId` is the professional account that it concerns. */
export type HappeningFacts = { accountId: string } & (
  | { kind: 'comment'; comment: Comment }
  /** In the caption of somebody else's media, or, with `commentId`, in a comment under it. */
  | { kind: 'mention'; mediaId: string; commentId?: string }
  /** Either way: what the account sent itself is an echo. */
  | { kind: 'message'; message: Message }
  | {
      kind: 'reaction';
      messageId: string;
      fromId: string;
      action: 'react' | 'unreact';
      reaction: string;
      emoji: string;
    }
  /** The other person has read up to this message. */
  | { kind: 'seen'; messageId: string; fromId: string }
  /** A story is over: what it came to. */
  | { kind: 'story_insights'; mediaId: string; metrics: Record<string, number> }
);

/** Happenings that are remembered, and updates that may wait: beyond it the oldest are forgotten. */
const mostHappenings = 1000;
const mostWaiting = 20_000;

/**
 * Keeps a happening, and what each app that hears of the account now will be told, in the same step as the change it tells of, so
 * that all are durable together. A delivery sends it.
 */
export function recordHappening(world: World, facts: HappeningFacts): void {
  const happening: Happening = { ...facts, id: world.nextText('happening', 16), at: instantOf(world, facts) };
  world.happenings.put(happening);
  forgetOldest(world.happenings, mostHappenings);
  for (const login of ['instagram', 'facebook'] as const) tellHearers(world, happening, login);
}

function tellHearers(world: World, happening: Happening, login: Login): void {
  for (const appId of listHearers(world, login, happening.accountId, fieldOf(happening, login))) {
    const app = world.apps.get(appId);
    const line = app === undefined ? undefined : writeUpdate(world, happening, { app, login });
    if (line === undefined) continue;
    addUpdate(world, {
      ...line,
      appId,
      login,
      object: 'instagram',
      entryId: happening.accountId,
      at: happening.at,
    });
  }
}

/** Puts one update in line for the next delivery. */
export function addUpdate(world: World, update: Omit<WebhookUpdate, 'id'>): void {
  world.webhookUpdates.put({ ...update, id: world.nextText('update', 16) });
  forgetOldest(world.webhookUpdates, mostWaiting);
}

/** A comment of the audience is found later than it was written. */
function instantOf(world: World, facts: HappeningFacts): number {
  return facts.kind === 'comment' ? facts.comment.createdAt : world.now();
}

function forgetOldest(
  shelf: {
    readonly size: number;
    find(claim: () => boolean): { id: string } | undefined;
    remove(id: string): void;
  },
  most: number,
): void {
  while (shelf.size > most) {
    const oldest = shelf.find(() => true);
    if (oldest === undefined) return;
    shelf.remove(oldest.id);
  }
}
