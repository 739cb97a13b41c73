import { causeOfDeath, cannotParse } from '../graph/authenticate.ts';
import { appTokenOf } from '../graph/facebook/authenticate-facebook.ts';
import { graphError } from '../graph/errors.ts';
import { graphJson } from '../graph/meta-json.ts';
import type { Call, Route } from '../route.ts';
import type { App } from '../world/entities.ts';
import type { FacebookCode, FacebookToken } from '../world/facebook.ts';
import { issueFacebookToken } from './facebook-token.ts';

/** No source says how long a code of Facebook's dialog lives; ten minutes is remembered, and inferred here. */
const codeLifetimeMs = 600_000;

/** `graph.facebook.com/oauth/access_token`, by GET or POST: a code, a short token, or the app itself for a token. */
export const facebookExchangeRoutes: Route[] = (['GET', 'POST'] as const).map((method) => ({
  host: 'graph.facebook.com',
  method,
  path: '/oauth/access_token',
  answer: exchange,
}));

function exchange(call: Call): Response {
  const app = checkApp(call);
  switch (call.params.get('grant_type') ?? 'authorization_code') {
    case 'client_credentials':
      return graphJson({ access_token: appTokenOf(app), token_type: 'bearer' });
    case 'fb_exchange_token':
      return writeToken(call, extendToken(call, app));
    case 'authorization_code':
      return writeToken(call, takeCode(call, app));
    default:
      throw graphError({ message: 'Invalid grant_type', code: 1 });
  }
}

function checkApp(call: Call): App {
  const clientId = call.params.get('client_id') ?? '';
  if (clientId === '') throw graphError({ message: 'Missing client_id parameter.', code: 101 });
  const app = call.world.apps.get(clientId);
  if (app === undefined) {
    throw graphError({
      message: 'Error validating application. Cannot get application info due to a system error.',
      code: 101,
    });
  }
  const secret = call.params.get('client_secret') ?? '';
  if (secret === '') throw graphError({ message: 'Missing client_secret parameter.', code: 1 });
  if (secret !== app.secret) throw graphError({ message: 'Error validating client secret.', code: 1 });
  return app;
}

function takeCode(call: Call, app: App): FacebookToken {
  const redirectUri = call.params.get('redirect_uri');
  if (redirectUri === undefined) throw graphError({ message: 'Missing redirect_uri parameter.', code: 191 });
  const code = findCode(call, app);
  const refuse = (message: string, subcode: number) => graphError({ message, code: 100, subcode });
  if (code.usedAt !== undefined) throw refuse('This authorization code has been used.', 36009);
  if (call.world.now() >= code.issuedAt + codeLifetimeMs) {
    throw refuse('This authorization code has expired.', 36007);
  }
  if (code.redirectUri !== redirectUri) {
    throw refuse(
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
      36008,
    );
  }
  call.world.facebookCodes.put({ ...code, usedAt: call.world.now() });
  const kind = app.flags.facebookCodeToken === 'long' ? 'user_long' : 'user_short';
  return issueFacebookToken(call.world, { appId: app.id, personId: code.personId, kind });
}

function findCode(call: Call, app: App): FacebookCode {
  const text = call.params.get('code') ?? '';
  if (text === '') throw graphError({ message: 'Missing authorization code', code: 1 });
  const code = call.world.facebookCodes.get(text);
  if (code !== undefined && code.appId === app.id) return code;
  throw graphError({ message: 'Invalid verification code format.', code: 100 });
}

/** A token of about 60 days for a living user token of the same app, short or long. */
function extendToken(call: Call, app: App): FacebookToken {
  const text = call.params.get('fb_exchange_token') ?? '';
  if (text === '') throw graphError({ message: 'Missing fb_exchange_token parameter.', code: 1 });
  const token = call.world.facebookTokens.get(text);
  if (token === undefined || token.kind === 'page') throw cannotParse();
  if (token.appId !== app.id) {
    throw graphError({
      message: 'Error validating access token: The access token belongs to another app.',
      code: 190,
    });
  }
  const death = causeOfDeath(token, call.world.now());
  if (death !== undefined) throw death;
  return issueFacebookToken(call.world, { appId: app.id, personId: token.personId, kind: 'user_long' });
}

function writeToken(call: Call, token: FacebookToken): Response {
  return graphJson({
    access_token: token.value,
    token_type: 'bearer',
    ...(token.expiresAt !== undefined && {
      expires_in: Math.floor((token.expiresAt - call.world.now()) / 1000),
    }),
  });
}
