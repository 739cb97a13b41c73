/**
 * What people who acted did to posts and accounts: from a page, or an account through the API. What the seeded audience does is
 * computed and not kept. Instants are unix milliseconds on the world's clock.
 */

/** Somebody who may act: a professional account of the world, or a seeded stranger. `id` is Instagram-scoped. */
export type Actor = { id: string; username: string };

export type Like = {
  /** `${targetId}:${actorId}` */
  id: string;
  /** A media or a comment, whose `likeCount` counts it. */
  targetId: string;
  actorId: string;
  username: string;
  createdAt: number;
};

export type Follow = {
  /** `${accountId}:${actorId}` */
  id: string;
  /** Who is followed; its `followersCount` counts it. */
  accountId: string;
  actorId: string;
  username: string;
  createdAt: number;
};
