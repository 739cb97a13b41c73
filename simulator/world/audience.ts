/**
 * What the seeded audience of a media has come to that somebody may act upon, and so has become part of the world: how many of its
 * comments are entities, of followers and of others. All else that strangers do is computed and not kept.
 */
export type Settlement = {
  mediaId: string;
  followerComments: number;
  outsiderComments: number;
  /** A story is over, and webhooks have been told what it came to. */
  isOver: boolean;
};
