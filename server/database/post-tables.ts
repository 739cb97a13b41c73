import type { Generated } from 'kysely';
import type { Crop, PersonTag, PostKind, PostSettings, ProductTag } from '#contract/posts.ts';
import type { GeneratedJson, Json } from './json-column.ts';

/** The tables of posts, from what is written to what was sent, and of what goes out when. */

export type PostState =
  | 'draft'
  | 'in_review'
  | 'approved'
  | 'scheduled'
  | 'preparing'
  | 'ready'
  | 'publishing'
  | 'published'
  | 'failed'
  | 'unconfirmed'
  | 'cancelled';

export interface Posts {
  id: string;
  workspace_id: string;
  connection_id: string | null;
  /** Kept when the connection goes, so that the post attaches itself again. */
  instagram_user_id: string;
  kind: PostKind;
  caption: string;
  first_comment: Generated<string>;
  settings: GeneratedJson<PostSettings>;
  state: PostState;
  /** Set when the post waits for a person after its account was disconnected or needs to be reconnected. */
  paused_at: Date | null;
  publish_at: Date | null;
  wall_time: string | null;
  time_zone: string | null;
  published_at: Date | null;
  media_id: string | null;
  permalink: string | null;
  failure_code: string | null;
  failure_details: Json<Record<string, unknown>> | null;
  created_by: string | null;
  /** Whoever changed its content last. */
  edited_by: string | null;
  created_at: Date;
  updated_at: Date;
  version: Generated<number>;
  /** Posts that were made as one series share it. */
  series_id: string | null;
}

export interface PostAssets {
  post_id: string;
  position: number;
  asset_id: string;
  rendition_id: string;
  alt_text: Generated<string>;
  crop: Json<Crop> | null;
  people: GeneratedJson<PersonTag[]>;
  products: GeneratedJson<ProductTag[]>;
}

/** The churning half of a post in flight: lease, container, intent. */
export interface PublishRuns {
  post_id: string;
  lease: string | null;
  lease_until: Date | null;
  attempt: Generated<number>;
  container_id: string | null;
  container_made_at: Date | null;
  publish_intent_at: Date | null;
  publish_called_at: Date | null;
  publish_calls: Generated<number>;
  refusal: string | null;
  refusal_details: Json<Record<string, unknown>> | null;
  failures: Generated<number>;
  due_at: Date | null;
  permalink_done_at: Date | null;
  /** Code of the hold that this post was told of. */
  held_by: string | null;
  /** Whether the publishing limit left room; null until it was read. */
  has_room: boolean | null;
  updated_at: Date;
}

/** One container for each file of a carousel. */
export interface PublishChildren {
  post_id: string;
  attempt: number;
  position: number;
  container_id: string;
  made_at: Date;
  ready_at: Date | null;
}

/** The first comment of a post on its way. */
export interface PublishComments {
  post_id: string;
  text: string;
  state: Generated<'waiting' | 'writing' | 'written' | 'failed'>;
  calls: Generated<number>;
  intent_at: Date | null;
  called_at: Date | null;
  unseen_since: Date | null;
  refusal: string | null;
  refusal_details: Json<Record<string, unknown>> | null;
  comment_id: string | null;
  failures: Generated<number>;
  due_at: Date | null;
  /** When a person said that they have seen to one that was not written. */
  settled_at: Generated<Date | null>;
  updated_at: Date;
}

/** Whose calls rest until when: an account by its Instagram id, or `instagram` for all. */
export interface PublishHolds {
  scope: string;
  code: string;
  since: Date;
  until: Date;
}

/** The timeline of a post: append-only. */
export interface PostSteps {
  id: Generated<string>;
  post_id: string;
  at: Date;
  step: string;
  outcome: 'done' | 'waiting' | 'failed';
  details: Json<Record<string, unknown>>;
}

/** Captions and sets of hashtags kept for later. */
export interface Snippets {
  id: string;
  workspace_id: string;
  name: string;
  text: string;
  created_at: Date;
  updated_at: Date;
}

/** An hour of an account's week at which the next post of its queue goes out; weekday 1 is Monday. */
export interface QueueSlots {
  workspace_id: string;
  connection_id: string;
  weekday: number;
  time: string;
}

export interface SkippedSlots {
  connection_id: string;
  wall_time: string;
}

/** The answer of a create that carried a key, written with what it made. */
export interface IdempotencyKeys {
  workspace_id: string;
  user_id: string;
  operation: string;
  key: string;
  body_hash: Buffer;
  status: number;
  answer: Json<unknown>;
  created_at: Date;
  expires_at: Date;
}
