import { targetOf } from '../../oauth/facebook-scopes.ts';
import type { Route } from '../../route.ts';
import type { App } from '../../world/entities.ts';
import type { FacebookGrant, FacebookScope, FacebookToken } from '../../world/facebook.ts';
import { findLinkedAccount, reachesPage } from '../../world/facebook-reach.ts';
import type { World } from '../../world/world.ts';
import { causeOfFacebookDeath, findAppByToken } from './authenticate-facebook.ts';
import { cannotParse } from '../authenticate.ts';
import { graphError, MetaError, requiredParameter } from '../errors.ts';
import { graphRoute } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';

/** `GET /debug_token`: what a token is worth, asked with a token of the same app. A dead token is a fact and no error: 200. */
export const debugTokenRoutes: Route[] = [
  graphRoute('facebook', 'GET', '/debug_token', (call) => {
    const text = call.params.get('input_token') ?? '';
    if (text === '') throw requiredParameter('input_token');
    return graphJson({ data: describeToken(call.world, call.app, text) });
  }),
];

function describeToken(world: World, viewer: App, text: string): Record<string, unknown> {
  if (text.includes('|')) return describeAppToken(world, viewer, text);
  const token = world.facebookTokens.get(text);
  if (token === undefined) return notValid(cannotParse());
  requireSameApp(viewer, token.appId);
  const grant = world.facebookGrants.get(`${token.appId}:${token.personId}`);
  const death = causeOfFacebookDeath(world, token);
  const isAlive = death === undefined && grant !== undefined;
  return {
    app_id: viewer.id,
    type: token.kind === 'page' ? 'PAGE' : 'USER',
    application: viewer.name,
    ...(grant !== undefined && { data_access_expires_at: seconds(grant.dataAccessExpiresAt) }),
    ...(death !== undefined && { error: errorOf(death) }),
    expires_at: token.expiresAt === undefined ? 0 : seconds(token.expiresAt),
    is_valid: isAlive,
    ...(token.kind !== 'user_short' && { issued_at: seconds(token.issuedAt) }),
    ...(token.pageId !== undefined && { profile_id: token.pageId }),
    scopes: isAlive ? grant.granted : [],
    ...(isAlive && { granular_scopes: listGranular(world, grant, token) }),
    ...(grant !== undefined && { user_id: grant.userId }),
  };
}

function describeAppToken(world: World, viewer: App, text: string): Record<string, unknown> {
  try {
    const app = findAppByToken(world, text);
    requireSameApp(viewer, app.id);
    return { app_id: app.id, type: 'APP', application: app.name, is_valid: true, scopes: [] };
  } catch (cause) {
    // The viewer's own app is asked about, and its token is wrong: told like any other dead token.
    if (cause instanceof MetaError && codeOf(cause) === 190) return notValid(cause);
    throw cause;
  }
}

function requireSameApp(viewer: App, appId: string): void {
  if (viewer.id === appId) return;
  throw graphError({
    message: '(#100) The App_id in the input_token did not match the Viewing App',
    code: 100,
  });
}

/**
 * The permissions that name what they are good for. Without `target_ids` they are good for all, as when the person chose
 * "all current and future".
 */
function listGranular(world: World, grant: FacebookGrant, token: FacebookToken) {
  return grant.granted.flatMap((scope) => {
    const ids = targetsOf(world, grant, token, scope);
    return ids === undefined ? [] : [{ scope, ...(!grant.opensToAll && { target_ids: ids }) }];
  });
}

function targetsOf(
  world: World,
  grant: FacebookGrant,
  { pageId }: FacebookToken,
  scope: FacebookScope,
): string[] | undefined {
  const pages = (pageId === undefined ? grant.pageIds : [pageId])
    .flatMap((id) => world.pages.get(id) ?? [])
    .filter((page) => reachesPage(world, grant, page));
  switch (targetOf(scope)) {
    case 'page':
      return pages.map(({ id }) => id);
    case 'account':
      return pages.flatMap((page) => findLinkedAccount(world, grant, page)?.id ?? []);
    case 'business':
      return grant.businessIds;
    case undefined:
      return undefined;
  }
}

function notValid(death: MetaError): Record<string, unknown> {
  return { error: errorOf(death), is_valid: false, scopes: [] };
}

/** Code, message and subcode, without the rest of the envelope. */
function errorOf(death: MetaError): Record<string, unknown> {
  const { error } = death.write('', 'graph.facebook.com') as { error: Record<string, unknown> };
  const { code, message, error_subcode: subcode } = error;
  return { code, message, ...(subcode !== undefined && { subcode }) };
}

function codeOf(death: MetaError): unknown {
  return errorOf(death)['code'];
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}
