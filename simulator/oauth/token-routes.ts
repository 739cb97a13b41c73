import { causeOfDeath, findToken, mayAccess } from '../graph/authenticate.ts';
import {
  graphError,
  missingPermission,
  requiredParameter,
  unsupportedMethod,
  type MetaError,
} from '../graph/errors.ts';
import { graphJson } from '../graph/meta-json.ts';
import type { Call, Route } from '../route.ts';
import type { App, Token } from '../world/entities.ts';
import { issueToken, secondsLeft } from './issue-token.ts';
import { requiredScope } from './scopes.ts';

/** A token younger than this is not refreshed (reference, section 1.5). */
const refreshableAfterMs = 24 * 3_600_000;

/** The long-lived token and its refresh, on graph.instagram.com. */
export const tokenRoutes: Route[] = [
  { host: 'graph.instagram.com', method: 'GET', path: '/access_token', answer: exchangeForLongLived },
  { host: 'graph.instagram.com', method: 'GET', path: '/refresh_access_token', answer: refreshLongLived },
];

function exchangeForLongLived(call: Call): Response {
  requireGrantType(call, 'ig_exchange_token');
  const { token, app } = checkToken(call);
  const secret = call.params.get('client_secret');
  if (secret === undefined) throw requiredParameter('client_secret');
  if (secret !== app.secret) throw graphError({ message: 'Error validating client secret.', code: 1 });
  if (token.kind === 'long') throw unusable();
  return writeToken(call, token);
}

function refreshLongLived(call: Call): Response {
  requireGrantType(call, 'ig_refresh_token');
  const { token } = checkToken(call);
  if (token.kind === 'short') throw unusable();
  if (call.world.now() - token.issuedAt < refreshableAfterMs) {
    throw graphError({
      message: 'The access token is less than 24 hours old and cannot be refreshed yet.',
      type: 'IGApiException',
      code: 100,
    });
  }
  return writeToken(call, token);
}

function requireGrantType(call: Call, wanted: string): void {
  const given = call.params.get('grant_type');
  if (given === undefined) throw requiredParameter('grant_type');
  if (given !== wanted)
    throw graphError({ message: 'Invalid grant_type', type: 'IGApiException', code: 100 });
}

function checkToken(call: Call): { token: Token; app: App } {
  const token = findToken(call);
  const death = causeOfDeath(token, call.world.now());
  if (death !== undefined) throw death;
  const app = call.world.apps.get(token.appId);
  const account = call.world.accounts.get(token.accountId);
  if (app === undefined || account === undefined) throw unusable();
  if (!mayAccess(app, account)) throw unsupportedMethod(call.method);
  const grant = call.world.grants.get(`${app.id}:${account.id}`);
  if (grant === undefined || !grant.scopes.includes(requiredScope)) throw missingPermission();
  return { token, app };
}

/** The wrong kind of token for this endpoint. Meta's own answer is recorded nowhere; 190 by the reference. */
function unusable(): MetaError {
  return graphError({ message: 'Invalid OAuth 2.0 Access Token', type: 'IGApiException', code: 190 });
}

/** A new long-lived string with the same rights; the old one lives on until its own expiry. */
function writeToken(call: Call, before: Token): Response {
  const token = issueToken(call.world, {
    appId: before.appId,
    accountId: before.accountId,
    scopes: before.scopes,
    kind: 'long',
  });
  return graphJson({
    access_token: token.value,
    token_type: 'bearer',
    expires_in: secondsLeft(call.world, token),
  });
}
