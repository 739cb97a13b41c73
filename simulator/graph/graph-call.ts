import type { Answer, Call, Method, Route } from '../route.ts';
import type { Account, App, Grant, Login, Scope, Token } from '../world/entities.ts';
import type { FacebookGrant, FacebookScope, FacebookToken, Page, PageRole } from '../world/facebook.ts';
import { findPageOf } from '../world/facebook-reach.ts';
import { appScopedId } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import { authenticateFacebook } from './facebook/authenticate-facebook.ts';
import { authenticateInstagram } from './authenticate.ts';
import { missingPermission } from './errors.ts';

/** A call on a Graph host whose token is alive and whose app may act for it. */
export type GraphCall = Call & { family: Login; app: App; bearer: Bearer };

/** Whom the token speaks for. */
export type Bearer = InstagramBearer | FacebookBearer | AppBearer;

export type InstagramBearer = {
  kind: 'instagram';
  token: Token;
  account: Account;
  grant: Grant;
  /** What the token may do now: as granted, less what the person has taken back since. */
  scopes: Scope[];
};

/** A Facebook user token, or the token of one of the person's Pages. */
export type FacebookBearer = {
  kind: 'facebook';
  token: FacebookToken;
  grant: FacebookGrant;
  page?: Page;
  scopes: FacebookScope[];
};

/** `{app id}|{secret}`. */
export type AppBearer = { kind: 'app' };

/** A call about one professional account that the token reaches, on either host. */
export type AccountCall = GraphCall & { account: Account };

/** A call on graph.instagram.com, with the account, grant and token it comes with. */
export type InstagramCall = AccountCall & Pick<InstagramBearer, 'token' | 'grant' | 'scopes'>;

/** What a call needs a permission for; each login has its own name for it. */
export type Capability =
  | 'basic'
  | 'content_publish'
  | 'manage_comments'
  | 'manage_insights'
  | 'manage_messages';

type Handler<C> = (call: C) => Answer | Promise<Answer>;

const hosts = { instagram: 'graph.instagram.com', facebook: 'graph.facebook.com' } as const;

/**
 * A route behind a token, on one Graph host. `path` is without version; `:node` takes `me` or an id. Return undefined for a node
 * that is not of your kind: the next route with the same path is asked, and at the end the answer is 100/33.
 */
export function graphRoute(family: Login, method: Method, path: string, answer: Handler<GraphCall>): Route {
  return { host: hosts[family], method, path, answer: (call) => answer(authenticate(call, family)) };
}

/** The same route on both hosts. */
export function graphRoutes(method: Method, path: string, answer: Handler<GraphCall>): Route[] {
  return [graphRoute('instagram', method, path, answer), graphRoute('facebook', method, path, answer)];
}

/** A route of both hosts whose `:node` is a professional account that the token reaches. */
export function accountRoutes(method: Method, path: string, answer: Handler<AccountCall>): Route[] {
  return graphRoutes(method, path, (call) => {
    const account = findAccount(call, call.pathParams['node'] ?? '');
    return account === undefined ? undefined : answer({ ...call, account });
  });
}

/** A route of graph.instagram.com whose `:node` is the token's own account. */
export function instagramRoute(method: Method, path: string, answer: Handler<InstagramCall>): Route {
  return graphRoute('instagram', method, path, (call) => {
    const account = findAccount(call, call.pathParams['node'] ?? '');
    if (account === undefined || call.bearer.kind !== 'instagram') return undefined;
    const { token, grant, scopes } = call.bearer;
    return answer({ ...call, account, token, grant, scopes });
  });
}

function authenticate(call: Call, family: Login): GraphCall {
  const { app, bearer } = family === 'instagram' ? authenticateInstagram(call) : authenticateFacebook(call);
  return { ...call, family, app, bearer };
}

/**
 * The professional account that `id` names and the token reaches: on the Instagram host `me`, the account's id or its app-scoped
 * id; on the Facebook host the id of an account behind a granted Page.
 */
export function findAccount(call: GraphCall, id: string): Account | undefined {
  const { bearer } = call;
  if (bearer.kind === 'instagram') {
    const { account } = bearer;
    const isOwn = id === 'me' || id === account.id || id === appScopedId(call.app.id, account.id);
    return isOwn ? account : undefined;
  }
  const account = call.world.accounts.get(id);
  return account !== undefined && reaches(call, account.id) ? account : undefined;
}

/** Whether the token may act for the account. What it may not reach does not exist for it. */
export function reaches({ bearer, world }: GraphCall, accountId: string): boolean {
  if (bearer.kind === 'instagram') return bearer.account.id === accountId;
  if (bearer.kind === 'app') return false;
  const role = findRole(world, bearer, accountId);
  const seesAds = bearer.scopes.includes('ads_management') || bearer.scopes.includes('ads_read');
  return role !== undefined && (role.isByBusiness !== true || seesAds);
}

/**
 * Refuses with code 10 when the token lacks the permission, under the name this host's login has for it; to publish on an account
 * behind a Page its person needs a task there that allows it.
 */
export function requireScope(call: GraphCall & { account?: Account }, capability: Capability): void {
  if (!hasScope(call, capability)) throw missingPermission();
  const { account, bearer, world } = call;
  if (capability !== 'content_publish' || account === undefined || bearer.kind !== 'facebook') return;
  const tasks = findRole(world, bearer, account.id)?.tasks ?? [];
  // New-Pages names of tasks stand beside the classic ones.
  const names = tasks.map((task) => task.replace(/^PROFILE_PLUS_/, ''));
  if (!names.some((name) => name === 'MANAGE' || name === 'CREATE_CONTENT')) throw missingPermission();
}

/** On Facebook's host nearly everything of an account needs `pages_read_engagement` beside its own permission. */
export function hasScope({ bearer }: GraphCall, capability: Capability): boolean {
  if (bearer.kind === 'instagram') return bearer.scopes.includes(`instagram_business_${capability}`);
  if (bearer.kind === 'app') return false;
  return bearer.scopes.includes('pages_read_engagement') && bearer.scopes.includes(`instagram_${capability}`);
}

/** What the person may do on the granted Page through which the token reaches the account. */
function findRole(
  world: World,
  { grant, page: own }: FacebookBearer,
  accountId: string,
): PageRole | undefined {
  const page = findPageOf(world, grant, accountId, own?.id);
  return page && world.pageRoles.get(`${grant.personId}:${page.id}`);
}
