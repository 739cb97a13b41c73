/**
 * What the simulated Instagram knows. Entities are plain and never changed in place: read one, spread it, put it back.
 * Instants are unix milliseconds on the world's clock. Instagram ids are text.
 */

import type { FacebookScope } from './facebook-scope.ts';
import type { ManagingFlags } from './managing-flags.ts';
import type { InsightsFlags } from './insights-flags.ts';
import type { PublishingFlags } from './publishing-flags.ts';
import type { PublishingSwitches } from './publishing-switches.ts';
import type { WebhookFlags } from './webhook-flags.ts';
import type { WebhookEndpoint, WebhookObject } from './webhook.ts';

/** How the simulator plays the points on which Meta's behaviour is unknown, has changed, or depends on the app's standing. */
export type AppFlags = PublishingFlags &
  InsightsFlags &
  WebhookFlags &
  ManagingFlags & {
    /** Accept any `http` loopback redirect URI without registration. Meta does not promise this. */
    loopbackRedirects: boolean;
    /** Shape of the code exchange: what servers answer today, or what Meta's page prints. */
    codeExchange: 'flat' | 'data';
    /** `BUSINESS` as observed, or `Business` as documented. */
    accountTypeSpelling: 'observed' | 'documented';
    /** What a personal account meets: A an interstitial, B calls that fail with 100, C `/me` says PERSONAL. */
    personalAccounts: 'A' | 'B' | 'C';
    /** `testers`: only accounts in `App.testers` have access. */
    access: 'everyone' | 'testers';
    /** How an account without access finds out: on the consent page, by redirect, or by calls that fail with 100. */
    withoutAccess: 'page' | 'redirect' | 'calls';
    /** `DELETE /me/permissions`. Meta's real answer is recorded nowhere. */
    revoke: 'succeed' | 'refuse';
    /** `GET /me/permissions` on the Instagram host. */
    permissionsRead: 'refuse' | 'answer';
    /** `api.instagram.com/oauth/authorize`. */
    legacyAuthorize: 'redirect' | 'unavailable';
    /** Send the data deletion callback beside the deauthorize callback when a person removes the app. */
    sendDataDeletion: boolean;
    /** "Require app secret" in the dashboard: server calls need `appsecret_proof`. */
    requireSecretProof: boolean;
    /** Cursors of the last page: both, or without `after`, as some recordings show. */
    lastPageCursors: 'both' | 'before';
    /** How many Instagram Testers an app may have: 25 and 50 are both told. */
    testerLimit: number;
    /** What Facebook exchanges a code for: a token of one to two hours, or at once one of 60 days. */
    facebookCodeToken: 'short' | 'long';
    /** Tokens of a person who has not consented for 90 days: refused with 190/493, or good until their own expiry. */
    dataAccessExpired: 'refuse' | 'ignore';
    /** Pages of a ticked business that are not ticked themselves: only listed by its edges, or as good as ticked. */
    businessPages: 'listed' | 'reachable';
    /** Facebook's dialog: open, or closed by "Feature Unavailable". */
    facebookDialog: 'open' | 'unavailable';
  };

export type App = {
  id: string;
  secret: string;
  /** Meta gives an app two secrets, one of the Meta app and one of its Instagram app: the one that is not `secret`. */
  otherSecret?: string;
  name: string;
  redirectUris: string[];
  deauthorizeUrl?: string;
  dataDeletionUrl?: string;
  /** Where webhooks go, per object. */
  webhooks?: Partial<Record<WebhookObject, WebhookEndpoint>>;
  /** Ids of accounts with an accepted tester role. Matters while `flags.access` is `testers`. */
  testers: string[];
  /** Configurations of Facebook Login for Business: `config_id` names one in place of scopes. */
  loginConfigs?: { id: string; scopes: FacebookScope[] }[];
  /** Permissions of Facebook Login that the app's use case does not have: its dialog calls them invalid. */
  unavailableScopes?: FacebookScope[];
  flags: AppFlags;
};

/** Meta's two doors: each has its own hosts, tokens and names of permissions. */
export type Login = 'instagram' | 'facebook';

export type Person = { id: string; name: string };

type AccountType = 'BUSINESS' | 'MEDIA_CREATOR' | 'PERSONAL';

export type Account = PublishingSwitches & {
  /** The professional account id, 17841…; the same for every app. */
  id: string;
  personId: string;
  username: string;
  name: string;
  biography: string;
  website?: string;
  type: AccountType;
  /** At `followersCountedAt`, and from then on with the people of the world who follow. What the audience adds is computed. */
  followersCount: number;
  /** Absent: followers come and go by posts alone. */
  followersCountedAt?: number;
  followsCount: number;
  /** Whether strangers see, like and comment; absent: they do. */
  audience?: 'seeded' | 'quiet';
  /** When it last turned from personal to professional: media of before has no insights. */
  professionalSince?: number;
  pictureId?: string;
  /** Meta answers 25/2207050 to publishing while true. */
  isRestricted: boolean;
  /** "Allow access to messages" is off in the person's settings: apps find no conversations, without an error. */
  isMessageAccessOff?: boolean;
};

export type Scope =
  | 'instagram_business_basic'
  | 'instagram_business_content_publish'
  | 'instagram_business_manage_comments'
  | 'instagram_business_manage_messages'
  | 'instagram_business_manage_insights';

/** The answer of a callback the simulator sent, kept to be shown to the person. */
export type CallbackRecord = {
  kind: 'deauthorize' | 'data-deletion';
  url: string;
  sentAt: number;
  /** Absent when nobody answered. */
  status?: number;
  /** At most 2,000 characters of the answer, or why there was none. */
  body: string;
};

/** One app may act for one account. A removed grant stays, to be listed under Removed. */
export type Grant = {
  /** `${appId}:${accountId}` */
  id: string;
  appId: string;
  accountId: string;
  login: 'instagram';
  scopes: Scope[];
  grantedAt: number;
  removedAt?: number;
  removedBy?: 'person' | 'app';
  callbacks: CallbackRecord[];
  /** Webhook fields asked for with subscribed_apps; absent when not subscribed. */
  subscribedFields?: string[];
};

/** An authorization code: 1 hour, used once, bound to app, redirect URI, account and scopes. */
export type Code = {
  value: string;
  appId: string;
  accountId: string;
  redirectUri: string;
  scopes: Scope[];
  issuedAt: number;
  usedAt?: number;
};

export type TokenState = 'live' | 'removed' | 'checkpoint' | 'passwordChanged' | 'loggedOut';

export type Token = {
  value: string;
  appId: string;
  accountId: string;
  login: 'instagram';
  kind: 'short' | 'long';
  scopes: Scope[];
  state: TokenState;
  issuedAt: number;
  expiresAt: number;
};

/** A browser signed in at the simulated instagram.com. */
export type Session = { id: string; accountId: string; startedAt: number };

/** What is known of a picture; its bytes are read with `world.readPictureBytes(id)`. */
export type Picture = { id: string; contentType: string; width: number; height: number; sizeBytes: number };
