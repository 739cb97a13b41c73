import type { ErrorCode } from '#contract/errors.ts';
import type { AccessToken, SealedToken } from '../vault/index.ts';
import type { Login } from '../database/index.ts';
import type { CommentCalls } from './comment-calls.ts';
import type { Heard, InsightWindow } from './insights.ts';
import type { HoursOnline, InsightFigures, InsightPoint } from './parse-insights.ts';

/** A token as the domain can hold it: just received, or sealed in a row. Neither can be read. */
export type Token = AccessToken | SealedToken;

/** A code exchange that Meta granted. */
export interface CodeGrant {
  token: AccessToken;
  /** The app-scoped id as text, when the answer carried one. The account read is the authority. */
  appScopedUserId: string | undefined;
  /** Scopes as Meta returned them; undefined when the answer had no `permissions`. */
  permissions: string[] | undefined;
}

/** A long-lived token and how long Meta lets it live. */
export interface LongLivedToken {
  token: AccessToken;
  expiresInSeconds: number;
}

export interface Account {
  /** `17841…`, the professional account id. */
  instagramUserId: string;
  /** The id that Meta's callbacks use; differs from app to app. Undefined on Facebook's door, where it is the person's. */
  appScopedUserId: string | undefined;
  username: string;
  /** Lower case: `business`, `media_creator`, `personal`, … Empty on Facebook's door, which does not say. */
  accountType: string;
  name: string | undefined;
  profilePictureUrl: string | undefined;
  followersCount: number | undefined;
  mediaCount: number | undefined;
}

/** What Meta says of a token of Facebook's door. */
export interface TokenFacts {
  isValid: boolean;
  /** Why not, when it is not. */
  subcode: number | undefined;
  /** The Facebook person, as our app knows them. */
  appScopedUserId: string | undefined;
  /** Undefined means never. */
  expiresAt: Date | undefined;
  /** When Meta stops answering with the person's data unless they log in again. */
  dataAccessExpiresAt: Date | undefined;
  /** What of the grant still stands. */
  scopes: string[];
  /** Per scope the ids that were ticked in the dialog; a scope that is not here was given for everything. */
  chosen: Record<string, string[]>;
}

/** A Facebook Page, and the account behind it with the Page's own token for it. */
export interface Page {
  pageId: string;
  name: string;
  account: { instagramUserId: string; username: string; token: AccessToken } | undefined;
}

export type ContainerStatus = 'in_progress' | 'finished' | 'published' | 'error' | 'expired';

export interface ContainerState {
  status: ContainerStatus;
  /** Why it failed, from the 7-digit code of its sentence. */
  failure: ContainerFailure | undefined;
  traceId: string | undefined;
  usage: Usage | undefined;
}

export interface ContainerFailure {
  code: ErrorCode;
  subcode: number | undefined;
  /** Whether the same file may go through when it is tried again. */
  mayPass: boolean;
}

interface Spot {
  x: number | null;
  y: number | null;
}

/** A container as it is asked for. What a kind does not take is left out by the caller. */
export type ContainerSpec = (
  | { is: 'image' | 'image_child' | 'image_story'; imageUrl: string }
  | { is: 'video_child' | 'reel' | 'video_story'; videoUrl: string }
  /** Ids of the children's containers, in order. */
  | { is: 'carousel'; children: readonly string[] }
) & {
  caption?: string | undefined;
  altText?: string | undefined;
  people?: readonly ({ username: string } & Spot)[] | undefined;
  products?: readonly ({ productId: string } & Spot)[] | undefined;
  /** A Facebook Page with a place. */
  locationId?: string | undefined;
  /** Usernames without `@`. */
  collaborators?: readonly string[] | undefined;
  cover?: { atMs?: number | undefined; url?: string | undefined } | undefined;
  shareToFeed?: boolean | undefined;
  isAiGenerated?: boolean | undefined;
  isPaidPartnership?: boolean | undefined;
  /** Makes a reel a trial, and says how it ends. */
  graduation?: 'manual' | 'performance' | undefined;
};

/** How much of the calls that Meta allows are used up. */
export interface Usage {
  /** Of the fullest count. */
  percent: number;
  /** Until calls are taken again; 0 while they are. */
  regainSeconds: number;
}

export interface Comment {
  id: string;
  text: string;
  /** Undefined where Meta does not say. */
  username: string | undefined;
  timestamp: Date;
}

export interface Media {
  id: string;
  caption: string;
  /** `IMAGE`, `VIDEO`, `CAROUSEL_ALBUM`. */
  mediaType: string;
  permalink: string | undefined;
  mediaUrl: string | undefined;
  timestamp: Date;
}

/** A media of the account with all that Meta tells of it; undefined is what Meta left out. */
export interface LiveMedia {
  id: string;
  kind: 'image' | 'video' | 'carousel' | 'reel' | 'image_story' | 'video_story';
  caption: string;
  altText: string | undefined;
  permalink: string | undefined;
  postedAt: Date;
  /** Of the picture, of a video's still, of a carousel's first child. Good for days. */
  pictureAddress: string | undefined;
  /** Left out where Meta found other people's rights in it. */
  videoAddress: string | undefined;
  /** Of a carousel, in order. */
  children: MediaChild[] | undefined;
  isCommentEnabled: boolean | undefined;
  isSharedToFeed: boolean | undefined;
  /** Left out where the owner hides likes. */
  likeCount: number | undefined;
  commentsCount: number | undefined;
}

export interface MediaChild {
  id: string;
  isVideo: boolean;
  pictureAddress: string | undefined;
  videoAddress: string | undefined;
}

export interface LiveMediaPage {
  media: LiveMedia[];
  /** Where the next page begins; undefined on the last. */
  next: string | undefined;
  usage: Usage | undefined;
}

/** A change that Meta confirmed without giving it an id. */
export interface Confirmed {
  traceId: string | undefined;
  usage: Usage | undefined;
}

/** A comment as it is kept in step. Undefined is what Meta left out. */
export interface ReadComment {
  id: string;
  parentId: string | undefined;
  authorId: string | undefined;
  username: string | undefined;
  text: string;
  timestamp: Date;
  likeCount: number | undefined;
  isHidden: boolean | undefined;
  /** The newest answers, as many as came with it. */
  replies: ReadComment[];
  /** Where its further answers begin; undefined when all are here. */
  moreReplies: string | undefined;
}

export interface ReadCommentPage {
  comments: ReadComment[];
  /** Where the next page begins; undefined on the last. */
  next: string | undefined;
  usage: Usage | undefined;
}

/** What somebody wrote about the account, where only that can be read. */
export type Naming = Pick<ReadComment, 'id' | 'username' | 'text' | 'timestamp' | 'likeCount'>;

export interface PublishingLimit {
  used: number;
  total: number;
  /** Length of the rolling window. */
  durationSeconds: number;
}

/** A write that Meta answered: the id it gave and the trace id for the timeline. */
export interface Written {
  id: string;
  traceId: string | undefined;
  usage: Usage | undefined;
}

/** What a probe says of a token. `unreachable` is an outage and says nothing about the token. */
export type Probe =
  /** `account` is undefined for a token of a Facebook person. */
  | { state: 'alive'; account: Account | undefined }
  | { state: 'refused'; subcode: number | undefined }
  | { state: 'unreachable' };

/**
 * Everything Tintype says to Meta. Errors are `AppError`s of the catalogue: `network_error` for any failure to reach or
 * understand Meta, `reconnect_needed` for a refused token (details.subcode), `permission_missing`, `throttled`
 * (details.retryAfterSeconds when known), `app_access_missing`, `app_misconfigured`, `state_expired` (code used or
 * expired), `access_denied`, publishing codes, else `instagram_unexpected` with code, subcode and trace id in details.
 */
export interface Instagram extends CommentCalls {
  /** Scopes that we ask for and cannot do without. */
  requiredScopes(login: Login): readonly string[];
  /** The address of Instagram's dialog for this attempt. */
  authorizeUrl(input: { login: Login; state: string; redirectUri: string; forceReauth: boolean }): string;
  /**
   * Judges the callback's query and exchanges its code. `callback` is the query exactly as it came.
   * Throws `access_denied`, `app_access_missing`, `state_expired`, `app_misconfigured`, `network_error`, `instagram_unexpected`.
   */
  exchangeCode(input: {
    login: Login;
    callback: URLSearchParams;
    state: string;
    redirectUri: string;
  }): Promise<CodeGrant>;
  /** Swaps the one-hour token for the sixty-day one. */
  exchangeLongLived(login: 'instagram', token: Token): Promise<LongLivedToken>;
  /** Asks for sixty more days. A refusal of a token younger than a day is `instagram_unexpected`, never `reconnect_needed`. */
  refreshToken(login: 'instagram', token: Token): Promise<LongLivedToken>;
  /** Swaps a Facebook person's token for the sixty-day one. */
  extendToken(token: Token): Promise<AccessToken>;
  /** What Meta says of a token of Facebook's door. Never throws `reconnect_needed`: a dead token is a fact here. */
  inspectToken(token: Token): Promise<TokenFacts>;
  /** The permissions that a Facebook person granted. */
  readPermissions(token: Token): Promise<string[]>;
  /** The Pages that a Facebook person ticked. */
  listPages(token: Token): Promise<Page[]>;
  /** On Facebook's door the account's id must be given. */
  readAccount(login: Login, token: Token, instagramUserId?: string): Promise<Account>;
  /** One read that settles whether a token is alive. Never throws. On Facebook's door without an id: a person's token. */
  probeToken(login: Login, token: Token, instagramUserId?: string): Promise<Probe>;
  /** Asks Meta to revoke the grant of a person. `accepted` is Meta's word, not proof: probe afterwards. */
  revokeGrant(login: Login, token: Token, appScopedUserId: string): Promise<'accepted' | 'refused'>;
  /** Stops webhooks for the account; best effort. */
  unsubscribe(login: Login, token: Token, instagramUserId: string): Promise<void>;
  /** Bytes of a picture on one of Instagram's own picture hosts, at most 5 MB. Throws `media_missing`, `network_error`. */
  fetchPicture(url: string): Promise<{ bytes: Buffer; contentType: string }>;
  /**
   * Writes a picture or a video on one of Instagram's own hosts into a file. Throws `media_missing`, `file_too_large`,
   * `network_error`.
   */
  fetchFile(url: string, path: string, limitBytes: number): Promise<void>;

  createContainer(
    login: Login,
    token: Token,
    input: { instagramUserId: string; container: ContainerSpec },
  ): Promise<Written>;
  readContainer(login: Login, token: Token, containerId: string): Promise<ContainerState>;
  /** The point of no return. Repeating it with the same container cannot publish twice. */
  publishContainer(
    login: Login,
    token: Token,
    input: { instagramUserId: string; containerId: string },
  ): Promise<Written>;
  /** Newest first, at most 25. */
  listRecentMedia(login: Login, token: Token, instagramUserId: string): Promise<Media[]>;
  /** Of the last 24 hours, newest first, at most 25. Instagram's own login may refuse it: Meta documents it for Facebook's. */
  listStories(login: Login, token: Token, instagramUserId: string): Promise<Media[]>;
  /** Writes as the account itself, beneath its own media. */
  createComment(login: Login, token: Token, input: { mediaId: string; text: string }): Promise<Written>;
  /** Newest first, at most 50, without replies. */
  listComments(login: Login, token: Token, mediaId: string): Promise<Comment[]>;
  readMedia(login: Login, token: Token, mediaId: string): Promise<Media>;
  /** A page of posts and reels, newest first; the newest 10,000 in all. `after` is a page's `next`. */
  listLiveMedia(
    login: Login,
    token: Token,
    input: { instagramUserId: string; limit: number; after?: string | undefined },
  ): Promise<LiveMediaPage>;
  /** A page of live stories. Instagram's own login may refuse it: Meta documents it for Facebook's. */
  listLiveStories(
    login: Login,
    token: Token,
    input: { instagramUserId: string; limit: number; after?: string | undefined },
  ): Promise<LiveMediaPage>;
  /** Throws `media_missing` when it is gone. */
  readLiveMedia(login: Login, token: Token, mediaId: string): Promise<LiveMedia>;
  /** Safe to repeat. */
  switchComments(login: Login, token: Token, input: { mediaId: string; on: boolean }): Promise<Confirmed>;
  /** For ever. Facebook's login alone, with `instagram_manage_contents`. Throws `media_not_deletable`. */
  deleteMedia(login: Login, token: Token, mediaId: string): Promise<Confirmed>;
  readPublishingLimit(login: Login, token: Token, instagramUserId: string): Promise<PublishingLimit>;

  /** Newest first, with the newest answers of each. `after` is a page's `next`. */
  listCommentPage(
    login: Login,
    token: Token,
    input: { mediaId: string; limit: number; after?: string | undefined },
  ): Promise<ReadCommentPage>;
  listReplyPage(
    login: Login,
    token: Token,
    input: { commentId: string; limit: number; after?: string | undefined },
  ): Promise<ReadCommentPage>;
  /** Throws `media_missing` when it is gone. */
  readComment(
    login: Login,
    token: Token,
    commentId: string,
  ): Promise<ReadComment & { mediaId: string | undefined }>;
  /** Undefined when Instagram does not show it to the account. */
  readMention(
    login: Login,
    token: Token,
    input: { instagramUserId: string; mediaId: string; commentId: string | null },
  ): Promise<Naming | undefined>;
  /** The newest media of others that tag the account, at most 50. */
  listTags(
    login: Login,
    token: Token,
    instagramUserId: string,
  ): Promise<{ tags: Naming[]; usage: Usage | undefined }>;
  /** Has Meta tell of an account, or on Facebook's door of its Page. */
  subscribe(login: Login, token: Token, input: { nodeId: string; fields: string[] }): Promise<void>;
  /** The fields that Meta tells our app of. */
  readSubscription(login: Login, token: Token, nodeId: string): Promise<string[]>;

  /**
   * Totals of an account over a window, with the parts of one breakdown. One metric that Meta does not take has the whole
   * question refused: `instagram_unexpected` with code 100 and no word of which it was that a program could trust.
   */
  readAccountTotals(
    login: Login,
    token: Token,
    ask: {
      instagramUserId: string;
      metrics: readonly string[];
      window: InsightWindow;
      breakdown?: string | undefined;
    },
  ): Promise<Heard<InsightFigures>>;
  /** One metric by days, oldest first. `endTime` is one of the two midnights of its day: Meta has been seen to use both. */
  readAccountSeries(
    login: Login,
    token: Token,
    ask: { instagramUserId: string; metric: string; window: InsightWindow },
  ): Promise<Heard<{ points: InsightPoint[] }>>;
  /** `breakdown` may be `age,gender`; `timeframe` is `this_week` or `this_month`. */
  readDemographics(
    login: Login,
    token: Token,
    ask: { instagramUserId: string; metric: string; breakdown: string; timeframe: string },
  ): Promise<Heard<InsightFigures>>;
  readOnlineFollowers(
    login: Login,
    token: Token,
    ask: { instagramUserId: string; window: InsightWindow },
  ): Promise<Heard<{ days: HoursOnline[] }>>;
  /** Totals since the media was posted. Also `media_missing` for a story that is over, and code 10 for too few viewers. */
  readMediaInsights(
    login: Login,
    token: Token,
    ask: { mediaId: string; metrics: readonly string[]; breakdown?: string | undefined },
  ): Promise<Heard<InsightFigures>>;
}
