import type { Generated } from 'kysely';
import type { PublishMoment } from '#contract/moment.ts';
import type { PostContent } from '#contract/posts.ts';
import type { CommentAnchor, ReviewEnding } from '#contract/reviews.ts';
import type { Json } from './json-column.ts';

/** The tables of approval: askings and decisions, the conversation, and links for people without an account. */

/** A content as it was asked for, with the account by Instagram's id, which outlives a reconnect. */
export type Snapshot = Omit<PostContent, 'connectionId'> & {
  connectionId: string | null;
  instagramUserId: string;
};

export interface Reviews {
  id: string;
  workspace_id: string;
  post_id: string;
  number: number;
  asked_by: string | null;
  asked_at: Date;
  /** It opened because the content changed, and not because somebody asked. */
  is_reopened: Generated<boolean>;
  wish: Json<PublishMoment> | null;
  content: Json<Snapshot>;
  digest: Buffer;
  ending: ReviewEnding | null;
  ended_by: string | null;
  ended_by_link: string | null;
  ended_by_name: string | null;
  ended_at: Date | null;
  words: Generated<string>;
}

export interface ReviewComments {
  id: string;
  workspace_id: string;
  post_id: string;
  author_id: string | null;
  link_id: string | null;
  link_name: string | null;
  created_at: Date;
  body: string;
  anchor: Json<CommentAnchor> | null;
  resolved_at: Generated<Date | null>;
  resolved_by: Generated<string | null>;
}

export interface ReviewLinks {
  id: string;
  workspace_id: string;
  connection_id: string;
  instagram_user_id: string;
  post_id: string | null;
  monday: string | null;
  /** SHA-256 of the secret. */
  token_hash: Buffer;
  label: string;
  may_decide: boolean;
  created_by: string;
  created_at: Date;
  expires_at: Date;
  revoked_at: Generated<Date | null>;
  last_used_at: Generated<Date | null>;
}

/** Whoever opened a link, for twelve hours. */
export interface ReviewSessions {
  /** SHA-256 of the cookie. */
  token_hash: Buffer;
  link_id: string;
  name: string;
  created_at: Date;
  expires_at: Date;
}
