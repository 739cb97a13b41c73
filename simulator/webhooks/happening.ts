import type { Comment } from '../world/comment.ts';
import type { Message } from '../world/conversation.ts';
import type { World } from '../world/world.ts';

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
);

/** Keeps a happening in the same step as the change it tells of, so that both are durable together. */
export function recordHappening(world: World, facts: HappeningFacts): void {
  world.happenings.put({ ...facts, id: world.nextText('happening', 16), at: world.now() });
}
