import type { Call } from '../route.ts';
import type { App } from '../world/entities.ts';
import type { FacebookScope } from '../world/facebook.ts';
import { escapeUri, mayRedirect } from './authorize-request.ts';
import { isFacebookScope } from './facebook-scopes.ts';

/** What an app asks for in Facebook's dialog, checked. */
export type DialogRequest = {
  app: App;
  redirectUri: string;
  /** Asked for, each once, in the order asked. */
  scopes: FacebookScope[];
  state: string | undefined;
  /** Where the answer goes: a code in the query, or a token in the fragment, or both. */
  responseType: 'code' | 'token' | 'code token';
  /** Ask who it is even when somebody is signed in. */
  mustLogIn: boolean;
  /** The app asks again for what was declined before. */
  asksAgain: boolean;
  /** The person came by "Edit previous settings". */
  isEdited: boolean;
  /** Show the choice of Pages and accounts even when it was made before. */
  showsChoice: boolean;
  /** `/v25.0/dialog/oauth` as it was asked for, and the query as it came: to be carried from page to page. */
  path: string;
  query: string;
};

/** The text of Facebook's own page, which sends nobody back. */
export type DialogRefusal = { refusal: string };

/** Reads `/{version}/dialog/oauth`. Parameters it does not know, PKCE among them, are ignored. */
export function readDialogRequest(call: Call): DialogRequest | DialogRefusal {
  const { query } = call;
  const app = call.world.apps.get(query.get('client_id') ?? '');
  if (app === undefined) {
    return { refusal: 'Invalid App ID: The provided app ID does not look like a valid app ID.' };
  }
  if (app.flags.facebookDialog === 'unavailable') return { refusal: featureUnavailable };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!mayRedirect(app, redirectUri)) return { refusal: urlBlocked };
  const responseType = readResponseType(query.get('response_type'));
  if (responseType === undefined) return { refusal: 'Invalid parameter: response_type' };
  const scopes = readScopes(app, query.get('scope'), query.get('config_id'));
  if ('refusal' in scopes) return scopes;
  return {
    app,
    redirectUri,
    scopes: scopes.scopes,
    state: query.get('state'),
    responseType,
    mustLogIn: query.get('auth_type') === 'reauthenticate',
    asksAgain: query.get('auth_type') === 'rerequest',
    isEdited: isOn(query.get('edit_previous_settings')),
    showsChoice: isOn(query.get('enable_profile_selector')),
    path: call.path.replace(/\/(?:consent\/?)?$/, ''),
    query: new URL(call.request.url).search,
  };
}

/** The app's address with Facebook's answer: in the query, or for tokens in the fragment, which is `_=_` otherwise. */
export function redirectBack(
  request: DialogRequest,
  inQuery: Record<string, string>,
  inFragment: Record<string, string> = {},
): Response {
  const isInFragment = Object.keys(inFragment).length > 0;
  const params = new URLSearchParams(isInFragment ? { ...inFragment, ...inQuery } : inQuery);
  if (request.state !== undefined) params.set('state', request.state);
  const uri = escapeUri(request.redirectUri);
  const joint = uri.includes('?') ? '&' : '?';
  const location = isInFragment ? `${uri}#${params.toString()}` : `${uri}${joint}${params.toString()}#_=_`;
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } });
}

const featureUnavailable =
  'Feature Unavailable: Facebook Login is currently unavailable for this app, since we are updating additional details for this app. Please try again later.';
const urlBlocked =
  "URL blocked: This redirect failed because the redirect URI is not white-listed in the app's client OAuth settings. Make sure that the client and web OAuth logins are on and add all your app domains as valid OAuth redirect URIs.";
const unsupported =
  "It looks like this app isn't available: This app needs at least one supported permission.";

function readResponseType(text: string | undefined): DialogRequest['responseType'] | undefined {
  const types = new Set((text ?? 'code').split(/[\s,+]+/));
  types.delete('granted_scopes');
  const [hasCode, hasToken] = [types.delete('code'), types.delete('token')];
  if (types.size > 0) return undefined;
  if (hasToken) return hasCode ? 'code token' : 'token';
  return 'code';
}

/** A configuration made in the dashboard replaces the scopes of the address. */
function readScopes(
  app: App,
  text: string | undefined,
  configId: string | undefined,
): { scopes: FacebookScope[] } | DialogRefusal {
  const config = configId === undefined ? undefined : app.loginConfigs?.find(({ id }) => id === configId);
  if (configId !== undefined && config === undefined) return { refusal: unsupported };
  const asked = config?.scopes ?? (text ?? '').split(/[\s,+]+/).filter((each) => each !== '');
  const known = asked.filter(isFacebookScope).filter((scope) => !app.unavailableScopes?.includes(scope));
  const unknown = asked.filter((each) => !(known as string[]).includes(each));
  if (unknown.length > 0) {
    return {
      refusal: `Invalid Scopes: ${unknown.join(', ')}. This message is only shown to developers. Users of your app will ignore these permissions if present.`,
    };
  }
  return { scopes: [...new Set(known)] };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && ['1', 'true', 'yes', 'on'].includes(value.toLowerCase());
}
