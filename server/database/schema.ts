import type { ColumnType, Generated } from 'kysely';
import type { Crop, PersonTag, PostKind, PostSettings, ProductTag } from '#contract/posts.ts';
import type { VideoFacts } from '#rules/video.ts';

/** The tables, as the numbered migrations make them. Ids are UUID text; instants are Dates; Instagram ids are text. */
export interface Database {
  installation: Installation;
  users: Users;
  sessions: Sessions;
  credentials: Credentials;
  rate_limits: RateLimits;
  workspaces: Workspaces;
  members: Members;
  connections: Connections;
  grants: Grants;
  authorizations: Authorizations;
  choices: Choices;
  revocations: Revocations;
  data_deletions: DataDeletions;
  audit_events: AuditEvents;
  folders: Folders;
  assets: Assets;
  renditions: Renditions;
  uploads: Uploads;
  posts: Posts;
  post_assets: PostAssets;
  publish_runs: PublishRuns;
  post_steps: PostSteps;
  publish_children: PublishChildren;
  publish_comments: PublishComments;
  publish_holds: PublishHolds;
  snippets: Snippets;
  queue_slots: QueueSlots;
  skipped_slots: SkippedSlots;
  idempotency_keys: IdempotencyKeys;
  'vault.sealed_tokens': SealedTokens;
  'vault.key_checks': KeyChecks;
}

type Json<T> = ColumnType<T, string, string>;
/** With a default. */
type GeneratedJson<T> = ColumnType<T, string | undefined, string>;

interface Installation {
  id: number;
  mode: 'simulated' | 'real';
  clock_offset_seconds: number;
  created_at: Generated<Date>;
}

interface Users {
  id: Generated<string>;
  name: string;
  email: string;
  email_verified: boolean;
  image: string | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

interface Sessions {
  id: Generated<string>;
  expires_at: Date;
  token: string;
  created_at: Generated<Date>;
  updated_at: Date;
  ip_address: string | null;
  user_agent: string | null;
  user_id: string;
  active_workspace_id: string | null;
}

/** How a person proves who they are; today a password's hash. */
interface Credentials {
  id: Generated<string>;
  account_id: string;
  provider_id: 'credential';
  user_id: string;
  password: string | null;
  created_at: Generated<Date>;
  updated_at: Date;
}

/** Attempts counted per key within a window; `last_request` is the window's start in milliseconds. */
interface RateLimits {
  id: Generated<string>;
  key: string;
  count: number;
  last_request: ColumnType<string, number, number>;
}

interface Workspaces {
  id: Generated<string>;
  name: string;
  slug: string;
  logo: string | null;
  created_at: Date;
  metadata: string | null;
}

interface Members {
  id: Generated<string>;
  workspace_id: string;
  user_id: string;
  role: string;
  created_at: Date;
}

export type Login = 'instagram' | 'facebook';

interface Connections {
  id: string;
  workspace_id: string;
  login: Login;
  app_id: string;
  instagram_user_id: string;
  app_scoped_user_id: string;
  page_id: string | null;
  username: string;
  state: 'active' | 'needs_reconnect';
  state_reason: string | null;
  state_changed_at: Date;
  time_zone: string;
  /** Rises with every replacement of the token; the fifth element of the seal's identity. */
  token_version: number;
  token_expires_at: Date | null;
  token_renewed_at: Date;
  refresh_after: Date | null;
  refresh_lease: string | null;
  refresh_lease_until: Date | null;
  /** When Meta stops answering with the person's data unless they log in again; Facebook Login alone. */
  data_access_expires_at: Date | null;
  /** Scopes that Instagram refused although they were granted (codes 10 and 200). */
  missing_scopes: Generated<string[]>;
  created_at: Date;
}

interface Grants {
  connection_id: string;
  scopes: string[];
  consented_at: Date;
}

interface Authorizations {
  id: string;
  /** SHA-256 of the state; the state itself is nowhere. */
  state_hash: Buffer;
  session_id: string;
  user_id: string;
  workspace_id: string;
  login: Login;
  /** Allocated at the start, so that a token of this flow has an identity from its first moment. */
  connection_id: string;
  reconnect_connection_id: string | null;
  redirect_uri: string;
  time_zone: string;
  created_at: Date;
  expires_at: Date;
  /** Set while the person chooses one of several accounts. */
  choosing_until: Date | null;
  taken_at: Date | null;
  /** SHA-256 of the callback's query, so that a reload by the same session is recognised. */
  callback_hash: Buffer | null;
  finished_at: Date | null;
  outcome: string | null;
  outcome_details: Json<Record<string, unknown>> | null;
}

/** What a person can choose between. */
export interface OfferedAccount {
  instagramUserId: string;
  username: string;
  pageId: string;
  pageName: string;
}

/** An open question which account to connect, with the person's token sealed. */
interface Choices {
  authorization_id: string;
  workspace_id: string;
  connection_id: string;
  app_id: string;
  app_scoped_user_id: string;
  scopes: string[];
  accounts: Json<OfferedAccount[]>;
  purpose: string;
  version: number;
  kek_id: string;
  dek_wrapped: string;
  jwe: string;
  created_at: Date;
  expires_at: Date;
}

interface Revocations {
  id: string;
  workspace_id: string;
  connection_id: string;
  login: Login;
  app_id: string;
  instagram_user_id: string;
  app_scoped_user_id: string;
  state: 'queued' | 'confirmed' | 'not_possible' | 'expired';
  /** `replaced`: the same account came back by another door or another person. */
  reason: 'disconnect' | 'refused_connect' | 'replaced';
  purpose: string;
  version: number;
  /** The sealed token, null once it is destroyed. */
  kek_id: string | null;
  dek_wrapped: string | null;
  jwe: string | null;
  attempts: Generated<number>;
  next_attempt_at: Date | null;
  lease: string | null;
  lease_until: Date | null;
  created_at: Date;
  expires_at: Date;
  finished_at: Date | null;
}

interface DataDeletions {
  id: string;
  confirmation_code: string;
  app_scoped_user_id: string;
  state: 'received' | 'completed';
  erased: Json<Record<string, number>> | null;
  requested_at: Date;
  completed_at: Date | null;
}

interface AuditEvents {
  id: string;
  workspace_id: string | null;
  at: Date;
  actor: 'member' | 'instagram' | 'system';
  user_id: string | null;
  action: string;
  subject: string | null;
  details: Json<Record<string, unknown>>;
}

interface Folders {
  id: string;
  workspace_id: string;
  name: string;
  created_at: Date;
}

interface Assets {
  id: string;
  workspace_id: string;
  uploaded_by: string | null;
  name: string;
  content_type: string;
  size_bytes: number;
  sha256: string;
  width: number;
  height: number;
  storage_key: string;
  created_at: Date;
  kind: Generated<'image' | 'video'>;
  video: Json<VideoFacts> | null;
  conversion: 'waiting' | 'failed' | null;
  folder_id: string | null;
  labels: Generated<string[]>;
}

interface Renditions {
  id: string;
  asset_id: string;
  kind: 'instagram_jpeg' | 'instagram_video' | 'crop' | 'poster';
  /** Pixels and purpose of a crop; empty for the rest. */
  crop: Generated<string>;
  content_type: string;
  width: number;
  height: number;
  size_bytes: number;
  sha256: string;
  /** What was changed to make it fit: oriented, srgb, jpeg, resized. */
  fixes: string[];
  storage_key: string;
  created_at: Date;
}

/** An upload under way, or what became of it. */
interface Uploads {
  id: string;
  workspace_id: string;
  user_id: string;
  name: string;
  size_bytes: number;
  asset_id: string | null;
  created_at: Date;
  expires_at: Date;
}

export type PostState =
  | 'draft'
  | 'scheduled'
  | 'preparing'
  | 'ready'
  | 'publishing'
  | 'published'
  | 'failed'
  | 'unconfirmed'
  | 'cancelled';

interface Posts {
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
  created_at: Date;
  updated_at: Date;
  version: Generated<number>;
  /** Posts that were made as one series share it. */
  series_id: string | null;
}

interface PostAssets {
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
interface PublishRuns {
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
interface PublishChildren {
  post_id: string;
  attempt: number;
  position: number;
  container_id: string;
  made_at: Date;
  ready_at: Date | null;
}

/** The first comment of a post on its way. */
interface PublishComments {
  post_id: string;
  text: string;
  state: Generated<'waiting' | 'writing' | 'written' | 'failed'>;
  calls: Generated<number>;
  intent_at: Date | null;
  called_at: Date | null;
  refusal: string | null;
  refusal_details: Json<Record<string, unknown>> | null;
  comment_id: string | null;
  failures: Generated<number>;
  due_at: Date | null;
  updated_at: Date;
}

/** Whose calls rest until when: an account by its Instagram id, or `instagram` for all. */
interface PublishHolds {
  scope: string;
  code: string;
  since: Date;
  until: Date;
}

/** The timeline of a post: append-only. */
interface PostSteps {
  id: Generated<string>;
  post_id: string;
  at: Date;
  step: string;
  outcome: 'done' | 'waiting' | 'failed';
  details: Json<Record<string, unknown>>;
}

/** Captions and sets of hashtags kept for later. */
interface Snippets {
  id: string;
  workspace_id: string;
  name: string;
  text: string;
  created_at: Date;
  updated_at: Date;
}

/** An hour of an account's week at which the next post of its queue goes out; weekday 1 is Monday. */
interface QueueSlots {
  workspace_id: string;
  connection_id: string;
  weekday: number;
  time: string;
}

interface SkippedSlots {
  connection_id: string;
  wall_time: string;
}

/** The answer of a create that carried a key, written with what it made. */
interface IdempotencyKeys {
  workspace_id: string;
  operation: string;
  key: string;
  body_hash: Buffer;
  status: number;
  answer: Json<unknown>;
  created_at: Date;
  expires_at: Date;
}

interface SealedTokens {
  connection_id: string;
  workspace_id: string;
  purpose: string;
  version: number;
  kek_id: string;
  dek_wrapped: string;
  jwe: string;
  created_at: Date;
}

interface KeyChecks {
  kek_id: string;
  dek_wrapped: string;
  jwe: string;
  created_at: Generated<Date>;
}
