import type { SimulatorOptions } from './create-simulator.ts';
import { aSimulator, baseUrl } from './fixture.ts';
import { createFacebookVisitor, type FacebookChoice } from './index.ts';
import { demoApp } from './world/seed.ts';

/** Pages of the demo seed by what they are. */
export const pages = {
  linden: '103400000000101',
  saltmarsh: '103400000000202',
  withoutAccount: '103400000000303',
  harbour: '103400000000404',
} as const;

export const harbourBusiness = '208800000000404';
export const facebookRedirectUri = 'http://127.0.0.1:4200/oauth/facebook/callback';
export const graph = '/graph.facebook.com/v25.0';

/** The permissions that a publishing app asks for. */
export const usualScopes =
  'instagram_basic,instagram_content_publish,instagram_manage_comments,instagram_manage_insights,pages_show_list,pages_read_engagement,pages_manage_metadata,business_management';

/** A fresh simulator with the calls that tests of the Facebook side make. */
export function aFacebook(options: SimulatorOptions = {}) {
  const base = aSimulator(options);
  const visitor = createFacebookVisitor(base.simulator.fetch);

  /** The code of a consent: Marta's to everything, unless told. */
  async function consent(choice: Partial<FacebookChoice> = {}, change: Record<string, string> = {}) {
    const location = await visitor.consent(dialogUrl(change), { person: 'marta', ...choice });
    return new URL(location).searchParams.get('code') ?? '';
  }

  const exchange = (change: Record<string, string>, method: 'GET' | 'POST' = 'GET') => {
    const params = new URLSearchParams({ client_id: demoApp.id, client_secret: demoApp.secret, ...change });
    const path = `${graph}/oauth/access_token`;
    return method === 'GET' ? base.send(`${path}?${params}`) : base.send(path, { method, body: params });
  };

  const exchangeCode = (code: string, change: Record<string, string> = {}) =>
    exchange({ redirect_uri: facebookRedirectUri, code, ...change });

  /** A long-lived user token by way of the dialog. */
  async function logIn(choice: Partial<FacebookChoice> = {}, change: Record<string, string> = {}) {
    const short = await readBody<Issued>(await exchangeCode(await consent(choice, change)));
    const long = await exchange({ grant_type: 'fb_exchange_token', fb_exchange_token: short.access_token });
    return (await readBody<Issued>(long)).access_token;
  }

  /** A call on graph.facebook.com; `path` begins with a slash and may have a query. */
  const ask = (path: string, token: string, init: RequestInit = {}) =>
    base.send(
      `${graph}${path}${path.includes('?') ? '&' : '?'}access_token=${encodeURIComponent(token)}`,
      init,
    );

  const read = async <T>(path: string, token: string) => readBody<T>(await ask(path, token));

  /** The token of a Page, as `/me/accounts` tells it. */
  async function pageToken(userToken: string, pageId: string): Promise<string> {
    return (await read<{ access_token: string }>(`/${pageId}?fields=access_token`, userToken)).access_token;
  }

  return { ...base, visitor, consent, exchange, exchangeCode, logIn, ask, read, pageToken };
}

export type Issued = { access_token: string; token_type: string; expires_in: number };

export const appToken = `${demoApp.id}|${demoApp.secret}`;

/** The dialog of the demo app; an empty value leaves a parameter out. */
export function dialogUrl(change: Record<string, string> = {}): string {
  const params = new URLSearchParams({
    client_id: demoApp.id,
    redirect_uri: facebookRedirectUri,
    scope: usualScopes,
    ...change,
  });
  for (const [name, value] of Object.entries(change)) if (value === '') params.delete(name);
  return `${baseUrl}/www.facebook.com/v25.0/dialog/oauth?${params}`;
}

export async function readBody<T>(response: Response): Promise<T> {
  return (await response.json()) as T;
}
