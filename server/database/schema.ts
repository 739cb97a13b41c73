import type { ColumnType, Generated } from 'kysely';
import type { AccountRole } from '#contract/op.ts';
import type { AccountLinks, RecoveryCodes, TwoFactors } from './account-tables.ts';
import type { Json, NullableJson } from './json-column.ts';
import type {
  CommentCursors,
  CommentPlans,
  Comments,
  InboxThreads,
  InstagramWrites,
  SavedReplies,
  ThreadNotes,
  ThreadPresences,
  WebhookDeliveries,
} from './inbox-tables.ts';
import type {
  AccountInsights,
  AccountTotals,
  AudienceReadings,
  InsightPlans,
  Media,
  MediaInsights,
  MediaPlans,
  RefusedMetrics,
} from './media-tables.ts';
import type { Assets, Folders, Renditions, Uploads } from './library-tables.ts';
import type { Mails, NoticeChoices, NoticeHours, Notices } from './notice-tables.ts';
import type {
  IdempotencyKeys,
  PostAssets,
  PostSteps,
  Posts,
  PublishChildren,
  PublishComments,
  PublishHolds,
  PublishRuns,
  QueueSlots,
  SkippedSlots,
  Snippets,
} from './post-tables.ts';
import type { ReviewComments, ReviewLinks, ReviewSessions, Reviews } from './review-tables.ts';
import type { Invites } from './team-tables.ts';

/** The tables, as the numbered migrations make them. Ids are UUID text; instants are Dates; Instagram ids are text. */
export interface Database {
  installation: Installation;
  users: Users;
  sessions: Sessions;
  credentials: Credentials;
  account_links: AccountLinks;
  two_factors: TwoFactors;
  recovery_codes: RecoveryCodes;
  invites: Invites;
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
  reviews: Reviews;
  review_comments: ReviewComments;
  review_links: ReviewLinks;
  review_sessions: ReviewSessions;
  snippets: Snippets;
  queue_slots: QueueSlots;
  skipped_slots: SkippedSlots;
  idempotency_keys: IdempotencyKeys;
  media: Media;
  media_insights: MediaInsights;
  account_insights: AccountInsights;
  account_totals: AccountTotals;
  audience_readings: AudienceReadings;
  refused_metrics: RefusedMetrics;
  insight_plans: InsightPlans;
  media_plans: MediaPlans;
  webhook_deliveries: WebhookDeliveries;
  inbox_threads: InboxThreads;
  comments: Comments;
  thread_notes: ThreadNotes;
  thread_presences: ThreadPresences;
  saved_replies: SavedReplies;
  instagram_writes: InstagramWrites;
  comment_plans: CommentPlans;
  comment_cursors: CommentCursors;
  mails: Mails;
  notices: Notices;
  notice_choices: NoticeChoices;
  notice_hours: NoticeHours;
  'vault.sealed_tokens': SealedTokens;
  'vault.key_checks': KeyChecks;
}

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
  /** Another one whenever it changes what they may do anywhere: the database sees to it. */
  access_version: Generated<string>;
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
  /** Members without two-factor sign-in find it closed. */
  requires_two_factor: Generated<boolean>;
  /** Nothing goes out that was not approved. */
  requires_approval: Generated<boolean>;
  nobody_approves_own: Generated<boolean>;
  /** How long the audit trail is kept; null: for ever. */
  audit_years: ColumnType<number | null, number | null | undefined, number | null>;
}

interface Members {
  id: Generated<string>;
  workspace_id: string;
  user_id: string;
  role: string;
  /** Where the role is lower for one account, by Instagram's id of it; null where it is nowhere. */
  account_roles: NullableJson<Record<string, AccountRole>>;
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
  /** Posts in a rolling day, as Instagram said at `publishing_limit_read_at`. */
  publishing_limit: Generated<number | null>;
  publishing_limit_read_at: Generated<Date | null>;
  publishing_limit_asked_at: Generated<Date | null>;
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
  /** Where a person disconnected the account, and is told how it ends. */
  username: string | null;
  /** When somebody put away what was told of it. */
  closed_at: Date | null;
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
  /** `link`: the holder of a reviewer's link. */
  actor: 'member' | 'instagram' | 'system' | 'link';
  user_id: string | null;
  /** Of that day. */
  user_name: string | null;
  /** Null: from before this was kept. */
  via: 'web' | 'cli' | 'instagram' | 'system' | null;
  network: string | null;
  browser: string | null;
  action: string;
  /** The part of `action` before the dot. */
  area: ColumnType<string, never, never>;
  subject: string | null;
  details: Json<Record<string, unknown>>;
  /** Of the details. */
  instagram_user_id: ColumnType<string | null, never, never>;
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
