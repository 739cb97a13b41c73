import { AppError } from '../../app-error.ts';
import type { Config, LoginApp } from '../../config/index.ts';
import type { Vault } from '../../vault/index.ts';
import { holdToken, revealToken } from '../../vault/reveal.ts';
import { exchangeRefusalOf } from '../errors.ts';
import type { CodeGrant, LongLivedToken, Token } from '../instagram.ts';
import { idOf, parseJson, recordOf, textOf } from '../parse-json.ts';
import { understand, type Answer, type Transport } from '../transport.ts';
import * as door from './exchange-code.ts';

/** Where Instagram's dialog is and what it is asked. Meta: Business Login for Instagram, 2026-03-13. */
export function authorizeUrl(
  config: Config,
  app: LoginApp,
  input: { state: string; redirectUri: string; scopes: readonly string[]; forceReauth: boolean },
): string {
  const url = new URL(config.metaBrowserUrl.replace('{host}', 'www.instagram.com') + '/oauth/authorize');
  url.searchParams.set('client_id', app.id);
  url.searchParams.set('redirect_uri', input.redirectUri);
  url.searchParams.set('response_type', 'code');
  url.searchParams.set('scope', input.scopes.join(','));
  url.searchParams.set('state', input.state);
  url.searchParams.set('enable_fb_login', 'false');
  if (input.forceReauth) url.searchParams.set('force_reauth', 'true');
  return url.href;
}

/** Judges the callback and swaps its code for a one-hour token. See `Instagram.exchangeCode`. */
export function exchangeCode(
  transport: Transport,
  app: LoginApp,
  input: { callback: URLSearchParams; state: string; redirectUri: string },
): Promise<CodeGrant> {
  const exchange = {
    issuer: 'https://www.instagram.com',
    endpoint: transport.urlOf('api.instagram.com', '/oauth/access_token'),
    readGrant,
  };
  return door.exchangeCode(transport, app, exchange, input);
}

function readGrant(answer: Answer) {
  let body: Record<string, unknown>;
  try {
    body = recordOf(parseJson(answer.bytes.toString('utf8')));
  } catch {
    throw new AppError('network_error', {
      details: { operation: 'exchange_code', reason: 'not_json', status: answer.status },
    });
  }
  if (answer.status >= 400 || body.error !== undefined || body.error_message !== undefined)
    throw exchangeRefusalOf(answer.status, body, answer.headers);
  const grant = Array.isArray(body.data) ? recordOf(body.data[0]) : body;
  const accessToken = textOf(grant.access_token);
  if (!accessToken)
    throw new AppError('network_error', { details: { operation: 'exchange_code', reason: 'no_token' } });
  return {
    accessToken,
    appScopedUserId: idOf(grant.user_id),
    permissions: permissionsOf(grant.permissions),
  };
}

/** An array as servers send it, or one text with commas as the page prints it. */
function permissionsOf(value: unknown): string[] | undefined {
  if (Array.isArray(value)) return value.flatMap((each) => textOf(each) ?? []);
  return typeof value === 'string'
    ? value
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean)
    : undefined;
}

/** The sixty-day token for the one-hour one. */
export function exchangeLongLived(
  transport: Transport,
  vault: Vault,
  app: LoginApp,
  token: Token,
): Promise<LongLivedToken> {
  return swap(transport, vault, token, 'exchange_long_lived', '/access_token', {
    grant_type: 'ig_exchange_token',
    client_secret: app.secret,
  });
}

/** Sixty more days for a token that is at least a day old. */
export function refreshToken(transport: Transport, vault: Vault, token: Token): Promise<LongLivedToken> {
  return swap(transport, vault, token, 'refresh_token', '/refresh_access_token', {
    grant_type: 'ig_refresh_token',
  });
}

/** Meta documents these two with their secrets in the query. The address lives here, for the length of one call. */
async function swap(
  transport: Transport,
  vault: Vault,
  token: Token,
  operation: string,
  path: string,
  query: Record<string, string>,
): Promise<LongLivedToken> {
  const url = transport.urlOf('graph.instagram.com', path);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  url.searchParams.set('access_token', await revealToken(vault, token));
  const body = understand(operation, url.host, await transport.send(operation, url, { method: 'GET' }));
  const text = textOf(body.access_token);
  if (!text || typeof body.expires_in !== 'number' || body.expires_in <= 0)
    throw new AppError('network_error', { details: { operation, reason: 'no_token' } });
  return { token: holdToken(text), expiresInSeconds: body.expires_in };
}
