import { createHmac } from 'node:crypto';
import type { Call } from '../../route.ts';
import type { App } from '../../world/entities.ts';
import type { FacebookGrant, FacebookToken } from '../../world/facebook.ts';
import type { World } from '../../world/world.ts';
import { cannotParse, causeOfDeath, checkSecretProof, deadToken } from '../authenticate.ts';
import { graphError, type MetaError } from '../errors.ts';
import type { AppBearer, FacebookBearer } from '../graph-call.ts';

/** Finds who calls graph.facebook.com. Refuses as it does: no token, a foreign one, a dead one. */
export function authenticateFacebook(call: Call): { app: App; bearer: FacebookBearer | AppBearer } {
  const text = call.accessToken ?? '';
  if (text === '') throw tokenMissing(call);
  if (text.includes('|')) {
    const app = findAppByToken(call.world, text);
    // An app is nobody's `me`.
    if (namesMe(call)) throw tokenMissing(call);
    checkSecretProof(call, app, text);
    return { app, bearer: { kind: 'app' } };
  }
  const token = call.world.facebookTokens.get(text);
  if (token === undefined) throw cannotParse();
  const death = causeOfFacebookDeath(call.world, token);
  if (death !== undefined) throw death;
  const app = call.world.apps.get(token.appId);
  const grant = grantOf(call.world, token);
  if (app === undefined || grant === undefined) throw cannotParse();
  checkSecretProof(call, app, text);
  const page = call.world.pages.get(token.pageId ?? '');
  return {
    app,
    bearer: { kind: 'facebook', token, grant, ...(page !== undefined && { page }), scopes: grant.granted },
  };
}

/** The token an app gets for itself by `client_credentials`. It ends when the secret is changed. */
export function appTokenOf(app: App): string {
  const opaque = createHmac('sha256', app.secret).update('app token').digest('base64url').slice(0, 27);
  return `${app.id}|${opaque}`;
}

/** The app of an app token, its own or `{app id}|{secret}`. Throws 190 for any other. */
export function findAppByToken(world: World, text: string): App {
  const [id = '', ...rest] = text.split('|');
  const app = world.apps.get(id);
  if (app === undefined)
    throw graphError({ message: 'Invalid OAuth access token - Cannot parse access token', code: 190 });
  if (rest.join('|') !== app.secret && text !== appTokenOf(app)) {
    throw graphError({ message: 'Invalid OAuth access token signature.', code: 190 });
  }
  return app;
}

/** The 190 of a Facebook token that has ended, by itself, with its person's role or with the 90 days; undefined while it lives. */
export function causeOfFacebookDeath(world: World, token: FacebookToken): MetaError | undefined {
  const death = causeOfDeath(token, world.now());
  if (death !== undefined) return death;
  const grant = grantOf(world, token);
  if (grant === undefined || grant.removedAt !== undefined) {
    return causeOfDeath({ ...token, state: 'removed' }, world.now());
  }
  if (token.pageId !== undefined && world.pageRoles.get(`${token.personId}:${token.pageId}`) === undefined) {
    return deadToken(
      492,
      'The user must be an administrator, editor, or moderator of the page in order to impersonate it.',
    );
  }
  const isStrict = world.apps.get(token.appId)?.flags.dataAccessExpired === 'refuse';
  if (!isStrict || grant.dataAccessExpiresAt > world.now()) return undefined;
  return graphError({
    message: "The access token is invalid since the user hasn't engaged the app in longer than 90 days.",
    code: 190,
    subcode: 493,
  });
}

function grantOf(world: World, token: FacebookToken): FacebookGrant | undefined {
  return world.facebookGrants.get(`${token.appId}:${token.personId}`);
}

function tokenMissing(call: Call): MetaError {
  if (!namesMe(call)) {
    return graphError({ message: '(#104) An access token is required to request this resource.', code: 104 });
  }
  return graphError({
    message: 'An active access token must be used to query information about the current user.',
    code: 2500,
  });
}

function namesMe(call: Call): boolean {
  return call.path.split('/').find((segment) => segment !== '') === 'me';
}
