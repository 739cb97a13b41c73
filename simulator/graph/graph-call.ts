import type { Answer, Call, Method, Route } from '../route.ts';
import type { Account, App, Grant, Scope, Token } from '../world/entities.ts';
import { appScopedId } from '../world/mint.ts';
import { authenticate } from './authenticate.ts';
import { missingObject, missingPermission } from './errors.ts';

/** A call on graph.instagram.com whose token is alive and whose app may access the account. */
export type GraphCall = Call & {
  token: Token;
  app: App;
  account: Account;
  grant: Grant;
  /** What the token may do now: as granted, less what the person has taken back since. */
  scopes: Scope[];
};

/**
 * A route of graph.instagram.com behind a token. `path` is without version; `:node` takes `me` or an id. Return undefined for a
 * node that is not of your kind: the next route with the same path is asked, and at the end the answer is 100/33.
 */
export function graphRoute(
  method: Method,
  path: string,
  answer: (call: GraphCall) => Answer | Promise<Answer>,
): Route {
  return {
    host: 'graph.instagram.com',
    method,
    path,
    answer: (call) => answer({ ...call, ...authenticate(call) }),
  };
}

/** True when `:node` means the token's own account: `me`, the professional account id, or the app-scoped id. */
export function isOwnAccount(call: GraphCall): boolean {
  const node = call.pathParams['node'];
  return node === 'me' || node === call.account.id || node === appScopedId(call.app.id, call.account.id);
}

/** Refuses every node but the token's own account with 100/33. */
export function requireOwnAccount(call: GraphCall): void {
  if (!isOwnAccount(call)) throw missingObject(call.method, call.pathParams['node'] ?? '');
}

/** Refuses with code 10 when the token lacks a scope. */
export function requireScope(call: GraphCall, scope: Scope): void {
  if (!call.scopes.includes(scope)) throw missingPermission();
}
