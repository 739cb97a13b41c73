import { AppError } from '../../app-error.ts';
import type { Config, LoginApp } from '../../config/index.ts';
import type { AccessToken } from '../../vault/index.ts';
import { holdToken } from '../../vault/reveal.ts';
import { facebookExchangeRefusalOf } from '../errors.ts';
import type { CodeGrant } from '../instagram.ts';
import { parseJson, recordOf, textOf } from '../parse-json.ts';
import { graphVersion, understand, type Answer, type Transport } from '../transport.ts';
import * as door from './exchange-code.ts';

const tokenPath = `/${graphVersion}/oauth/access_token`;

/**
 * Where Facebook's dialog is and what it is asked. Meta: Facebook Login for Business. `rerequest`: without it Facebook never
 * asks again for what was declined once, and a retry after `scope_rejected` could not succeed.
 */
export function authorizeUrl(
  config: Config,
  app: LoginApp,
  input: { state: string; redirectUri: string; scopes: readonly string[] },
): string {
  const base = config.metaBrowserUrl.replace('{host}', 'www.facebook.com');
  const url = new URL(`${base}/${graphVersion}/dialog/oauth`);
  url.searchParams.set('client_id', app.id);
  url.searchParams.set('redirect_uri', input.redirectUri);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('scope', input.scopes.join(','));
  url.searchParams.set('state', input.state);
  url.searchParams.set('auth_type', 'rerequest');
  return url.href;
}

/** Judges the callback and swaps its code for the person's token, of an hour or two. It names neither person nor scopes. */
export function exchangeCode(
  transport: Transport,
  app: LoginApp,
  input: { callback: URLSearchParams; state: string; redirectUri: string },
): Promise<CodeGrant> {
  const exchange = {
    issuer: 'https://www.facebook.com',
    endpoint: transport.urlOf('graph.facebook.com', tokenPath),
    readGrant: (answer: Answer) => ({
      accessToken: tokenOf('exchange_code', readAnswer(answer)),
      appScopedUserId: undefined,
      permissions: undefined,
    }),
  };
  return door.exchangeCode(transport, app, exchange, input);
}

function readAnswer(answer: Answer): Record<string, unknown> {
  let body: Record<string, unknown>;
  try {
    body = recordOf(parseJson(answer.bytes.toString('utf8')));
  } catch {
    throw new AppError('network_error', {
      details: { operation: 'exchange_code', reason: 'not_json', status: answer.status },
    });
  }
  if (body.error !== undefined || answer.status >= 400)
    throw facebookExchangeRefusalOf(answer.status, body, answer.headers);
  return body;
}

/**
 * The person's token of sixty days for the short one. Pages read with it have tokens that do not expire. The endpoint takes
 * POST as well as the documented GET: what is secret stays out of its address.
 */
export async function extendToken(transport: Transport, app: LoginApp, token: string): Promise<AccessToken> {
  const operation = 'extend_token';
  const url = transport.urlOf('graph.facebook.com', tokenPath);
  const answer = await transport.send(operation, url, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'fb_exchange_token',
      client_id: app.id,
      client_secret: app.secret,
      fb_exchange_token: token,
    }),
  });
  return holdToken(tokenOf(operation, understand(operation, url.host, answer)));
}

function tokenOf(operation: string, body: Record<string, unknown>): string {
  const text = textOf(body.access_token);
  if (!text) throw new AppError('network_error', { details: { operation, reason: 'no_token' } });
  return text;
}
