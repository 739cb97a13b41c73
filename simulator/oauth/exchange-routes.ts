import { oauthError } from '../graph/errors.ts';
import { graphJson, metaJson, metaJsonText } from '../graph/meta-json.ts';
import type { Call, Route } from '../route.ts';
import type { App, Code, Token } from '../world/entities.ts';
import { appScopedId } from '../world/mint.ts';
import { issueToken } from './issue-token.ts';

/** Authorization codes live one hour (reference, section 1.1). */
const codeLifetimeMs = 3_600_000;

/** `POST api.instagram.com/oauth/access_token`: a code for a short-lived token. */
export const exchangeRoutes: Route[] = [
  { host: 'api.instagram.com', method: 'POST', path: '/oauth/access_token', answer: exchangeCode },
];

function exchangeCode(call: Call): Response {
  const form = readForm(call);
  const app = checkApp(call, form);
  const code = checkCode(call, app, form);
  call.world.codes.put({ ...code, usedAt: call.world.now() });
  const token = issueToken(call.world, {
    appId: app.id,
    accountId: code.accountId,
    scopes: code.scopes,
    kind: 'short',
  });
  return app.flags.codeExchange === 'flat' ? writeFlat(token) : writeDocumented(token);
}

type ExchangeForm = { client_id: string; client_secret: string; redirect_uri: string; code: string };

/** Only form fields count: neither JSON nor the query string is read here. */
function readForm(call: Call): ExchangeForm {
  const isForm = !(call.request.headers.get('content-type') ?? '')
    .toLowerCase()
    .startsWith('application/json');
  const take = (name: string): string => {
    const value = isForm ? call.form.get(name) : undefined;
    if (value === undefined || value === '') throw oauthError(`You must provide a ${name}`);
    return value;
  };
  const form = {
    client_id: take('client_id'),
    client_secret: take('client_secret'),
    grant_type: take('grant_type'),
    redirect_uri: take('redirect_uri'),
    code: take('code'),
  };
  if (form.grant_type !== 'authorization_code') throw oauthError('Invalid grant_type');
  return form;
}

function checkApp(call: Call, form: ExchangeForm): App {
  const app = call.world.apps.get(form.client_id);
  if (app === undefined) throw oauthError('Invalid platform app');
  if (app.secret !== form.client_secret) throw oauthError('Error validating client secret.');
  return app;
}

function checkCode(call: Call, app: App, form: ExchangeForm): Code {
  if (!/^AQ[\w-]{20,}$/.test(form.code)) throw oauthError('Invalid authorization code');
  const code = call.world.codes.get(form.code);
  if (code === undefined || code.appId !== app.id) {
    throw oauthError('Matching code was not found or was already used');
  }
  if (code.usedAt !== undefined) throw oauthError('This authorization code has been used');
  if (call.world.now() >= code.issuedAt + codeLifetimeMs) {
    throw oauthError('This authorization code has expired');
  }
  if (code.redirectUri !== form.redirect_uri) {
    throw oauthError(
      'Error validating verification code. Please make sure your redirect_uri is identical to the one you used in the OAuth dialog request',
    );
  }
  return code;
}

/** As servers answer today: flat, and `user_id` a bare number above 2^53, so the text is put together by hand. */
function writeFlat(token: Token): Response {
  const userId = appScopedId(token.appId, token.accountId);
  return metaJsonText(
    `{"access_token":${metaJson(token.value)},"user_id":${userId},"permissions":${metaJson(token.scopes)}}`,
  );
}

/** As Meta's page prints it. */
function writeDocumented(token: Token): Response {
  const userId = appScopedId(token.appId, token.accountId);
  return graphJson({
    data: [{ access_token: token.value, user_id: userId, permissions: token.scopes.join(',') }],
  });
}
