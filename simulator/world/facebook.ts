import type { CallbackRecord, TokenState } from './entities.ts';
import type { FacebookScope } from './facebook-scope.ts';

/** The Facebook side of the world: Pages, who runs them, businesses, and what a person granted to an app through Facebook Login. */

export type { FacebookScope };

export type Page = {
  id: string;
  name: string;
  category: string;
  /** The Instagram professional account linked to it. */
  accountId?: string;
  /** The business that owns it. */
  businessId?: string;
  /** Where it is: what makes its id good for `location_id`. */
  location?: { latitude: number; longitude: number };
};

/** A person's part on a Page, with Meta's tasks: `CREATE_CONTENT`, `MANAGE`, `MODERATE`, `MESSAGING`, `ANALYZE`, `ADVERTISE`. */
export type PageRole = {
  /** `${personId}:${pageId}` */
  id: string;
  personId: string;
  pageId: string;
  tasks: string[];
  /** Given through a business: then an app reaches the account behind the Page with `ads_management` or `ads_read` only. */
  isByBusiness?: boolean;
};

export type Business = {
  id: string;
  name: string;
  /** People who belong to it. */
  personIds: string[];
  /** Pages of other businesses that it works for. */
  clientPageIds: string[];
};

/** What a person let an app do through Facebook Login, and on which Pages and accounts. A removed grant stays. */
export type FacebookGrant = {
  /** `${appId}:${personId}` */
  id: string;
  appId: string;
  personId: string;
  /** The id this app knows the person by. */
  userId: string;
  granted: FacebookScope[];
  declined: FacebookScope[];
  /** "All current and future" was chosen: what is ticked below does not matter. */
  opensToAll: boolean;
  /** Ticked in the dialog. */
  pageIds: string[];
  accountIds: string[];
  businessIds: string[];
  grantedAt: number;
  /** 90 days from the last consent. */
  dataAccessExpiresAt: number;
  removedAt?: number;
  removedBy?: 'person' | 'app';
  callbacks: CallbackRecord[];
  /** Webhook fields by Page id, as asked for with `/{page-id}/subscribed_apps`. */
  subscribedFields: Record<string, string[]>;
};

/** A code of Facebook's dialog: short-lived, used once, bound to app, redirect URI and person. */
export type FacebookCode = {
  value: string;
  appId: string;
  personId: string;
  redirectUri: string;
  issuedAt: number;
  usedAt?: number;
};

/** A token of graph.facebook.com, `EAA…`. App tokens, `{app id}|{secret}`, are not kept. */
export type FacebookToken = {
  value: string;
  appId: string;
  personId: string;
  login: 'facebook';
  kind: 'user_short' | 'user_long' | 'page';
  /** The Page it speaks for. */
  pageId?: string;
  state: TokenState;
  issuedAt: number;
  /** Absent: never, as for a Page token that came from a long-lived user token. */
  expiresAt?: number;
};

/** A browser signed in at the simulated facebook.com. */
export type FacebookSession = { id: string; personId: string; startedAt: number };
