import type { Call } from '../route.ts';
import type { App, Scope } from '../world/entities.ts';
import { allScopes, isScope, requiredScope } from './scopes.ts';

/** What an app asks for, checked. */
export type AuthorizeRequest = {
  app: App;
  redirectUri: string;
  /** In the order of the consent page; the required one is always among them. */
  scopes: Scope[];
  state: string | undefined;
  /** Ask who it is even when somebody is signed in. */
  mustLogIn: boolean;
  /** Meta's page would offer "Log in with Facebook". */
  offersFacebook: boolean;
  /** The query as it came, to be carried from page to page. */
  query: string;
};

/** The text of Meta's own page, which sends nobody back. */
export type AuthorizeRefusal = { refusal: string };

/** Reads `/oauth/authorize`. Parameters it does not know, PKCE among them, are ignored as Meta ignores them. */
export function readAuthorizeRequest(call: Call): AuthorizeRequest | AuthorizeRefusal {
  const { query } = call;
  const app = call.world.apps.get(query.get('client_id') ?? '');
  if (app === undefined) return invalid('Invalid platform app');

  const redirectUri = query.get('redirect_uri') ?? '';
  if (!mayRedirect(app, redirectUri)) return invalid('Invalid redirect_uri');
  if (query.get('response_type') !== 'code') return invalid('Invalid response_type');

  const asked = (query.get('scope') ?? '').split(/[\s,+]+/).filter((text) => text !== '');
  const unknown = asked.filter((text) => !isScope(text));
  if (unknown.length > 0) return { refusal: scopeRefusal(asked, unknown) };
  if (asked.length === 0) return { refusal: 'Invalid scope: []' };

  return {
    app,
    redirectUri,
    scopes: allScopes.filter((scope) => scope === requiredScope || asked.includes(scope)),
    state: query.get('state'),
    mustLogIn: isOn(query.get('force_reauth')) || isOn(query.get('force_authentication')),
    offersFacebook: query.get('enable_fb_login') === undefined || isOn(query.get('enable_fb_login')),
    query: new URL(call.request.url).search,
  };
}

/** The address a person is sent back to: the app's own query kept, Meta's `#_` at the end. */
export function redirectBack(request: AuthorizeRequest, answer: Record<string, string>): Response {
  const params = new URLSearchParams(answer);
  if (request.state !== undefined) params.set('state', request.state);
  const joint = request.redirectUri.includes('?') ? '&' : '?';
  const location = `${escapeUri(request.redirectUri)}${joint}${params.toString()}#_`;
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
}

function invalid(reason: string): AuthorizeRefusal {
  return { refusal: `Invalid Request: Request parameters are invalid: ${reason}` };
}

/** A name that is no permission of this login is told in two ways, depending on the company it keeps. */
function scopeRefusal(asked: string[], unknown: string[]): string {
  return unknown.length < asked.length
    ? 'Business and user permissions are mutually exclusive'
    : `Invalid scope field(s): ${unknown.join(', ')}`;
}

/** The address with what a header cannot carry percent-encoded: letters beyond ASCII, spaces, line breaks. */
export function escapeUri(uri: string): string {
  return uri.toWellFormed().replaceAll(/[^\x21-\x7e]/gu, encodeURIComponent);
}

export function mayRedirect(app: App, redirectUri: string): boolean {
  if (app.redirectUris.includes(redirectUri)) return true;
  if (!app.flags.loopbackRedirects || !URL.canParse(redirectUri)) return false;
  const { protocol, hostname, hash } = new URL(redirectUri);
  return protocol === 'http:' && hash === '' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && ['1', 'true', 'yes', 'on'].includes(value.toLowerCase());
}
