import type { ColumnType, Generated } from 'kysely';
import type { Json } from './json-column.ts';

/** The tables of what people write, of what is answered, and of what Meta tells by webhook. */

export interface WebhookDeliveries {
  /** A 64-bit id as text. */
  id: ColumnType<string, never, never>;
  digest: Buffer;
  body: Buffer;
  received_at: Date;
  done_at: Date | null;
  outcome: string | null;
  failures: Generated<number>;
  due_at: Date | null;
  lease_until: Date | null;
}

export interface InboxThreads {
  id: string;
  workspace_id: string;
  instagram_user_id: string;
  kind: 'comment' | 'mention' | 'tag';
  root_id: string;
  media_id: string;
  media: string | null;
  state: Generated<'open' | 'done'>;
  done_at: Date | null;
  is_hidden: Generated<boolean>;
  is_unanswered: boolean;
  last_at: Date;
  last_author: string | null;
  last_words: string;
  comments: number;
  spam: Generated<string[]>;
  assigned_to: string | null;
  gone_at: Date | null;
  /** From the sequence inbox_changes, as text. */
  changed: ColumnType<string, string, string>;
  updated_at: Date;
}

export interface Comments {
  id: string;
  workspace_id: string;
  thread_id: string;
  comment_id: string;
  media_id: string | null;
  parent_id: string | null;
  author_id: string | null;
  username: string | null;
  is_own: boolean;
  text: string;
  posted_at: Date;
  like_count: number | null;
  is_hidden: Generated<boolean>;
  gone_at: Date | null;
  gone_by: 'us' | 'instagram' | null;
  first_seen_at: Date;
  /** Null while a webhook alone told of it. */
  read_at: Date | null;
  spam: Generated<string[]>;
  words: ColumnType<string, never, never>;
}

/** A page that shows a conversation, until `expires_at`. */
export interface ThreadPresences {
  thread_id: string;
  page_id: string;
  workspace_id: string;
  user_id: string;
  is_writing: boolean;
  expires_at: Date;
}

export interface ThreadNotes {
  id: string;
  thread_id: string;
  user_id: string | null;
  text: string;
  created_at: Date;
}

export interface SavedReplies {
  id: string;
  workspace_id: string;
  name: string;
  text: string;
  created_at: Date;
  updated_at: Date;
}

export type WriteKind =
  | 'reply'
  | 'comment'
  | 'mention_reply'
  | 'private_reply'
  | 'hide'
  | 'unhide'
  | 'delete_comment'
  | 'switch_comments'
  | 'delete_media';

export interface InstagramWrites {
  id: string;
  workspace_id: string;
  connection_id: string | null;
  instagram_user_id: string;
  kind: WriteKind;
  target_id: string;
  media_id: string | null;
  text: string | null;
  is_on: boolean | null;
  thread_id: string | null;
  state: Generated<'waiting' | 'writing' | 'done' | 'failed' | 'unconfirmed'>;
  calls: Generated<number>;
  intent_at: Date | null;
  called_at: Date | null;
  unseen_since: Date | null;
  result_id: string | null;
  trace_id: string | null;
  failure_code: string | null;
  failure_details: Json<Record<string, unknown>> | null;
  failures: Generated<number>;
  due_at: Date | null;
  lease: string | null;
  lease_until: Date | null;
  requested_by: string | null;
  requested_at: Date;
  left_at: Date | null;
  updated_at: Date;
}

export interface CommentPlans {
  connection_id: string;
  workspace_id: string;
  instagram_user_id: string;
  subscribed: string[] | null;
  subscribed_at: Date | null;
  subscribe_due_at: Date;
  subscribe_failures: Generated<number>;
  /** Code of the catalogue; null while it is subscribed, or was not asked. */
  subscribe_refusal: string | null;
  told_at: Date | null;
  poll_due_at: Date;
  polled_at: Date | null;
  tags_due_at: Date;
  held_until: Date | null;
  held_by: string | null;
  lease: string | null;
  lease_until: Date | null;
  failures: Generated<number>;
  updated_at: Date;
}

export interface CommentCursors {
  media: string;
  read_at: Date;
  comments_count: number | null;
  cursor: string | null;
  whole_at: Date | null;
}
