import { createSimulator, type SimulatorOptions } from './create-simulator.ts';
import { createVisitor } from './visitor.ts';
import { demoApp } from './world/seed.ts';

/** Accounts of the demo seed by what they are. */
export const accounts = {
  business: '17841400000000101',
  creator: '17841400000000202',
  personal: '17841400000000303',
  secondBusiness: '17841400000000404',
} as const;

export const redirectUri = 'http://127.0.0.1:4200/oauth/instagram/callback';
export const baseUrl = 'http://simulator.test';

export type TokenBody = { access_token: string; expires_in: number; id: string; user_id: string };

/** A fresh simulator for a test of its own behaviour, with the calls such tests make. Wall time stands still. */
export function aSimulator(options: SimulatorOptions = {}) {
  const simulator = createSimulator({ now: () => Date.UTC(2026, 9, 14, 9, 38), ...options });

  const send = (path: string, init: RequestInit = {}) =>
    simulator.fetch(new Request(baseUrl + path, { redirect: 'manual', ...init }));
  const control = (method: string, path: string, body?: unknown) =>
    send(`/_simulator${path}`, {
      method,
      ...(body !== undefined && {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      }),
    });
  const advance = (seconds: number) => control('POST', '/clock', { advanceSeconds: seconds });
  const setFlags = (flags: Record<string, unknown>) => control('PUT', `/apps/${demoApp.id}`, { flags });

  async function mint(account: string, more: Record<string, unknown> = {}): Promise<TokenBody> {
    const response = await control('POST', '/tokens', { appId: demoApp.id, account, ...more });
    return (await response.json()) as TokenBody;
  }

  async function consent(account: string, scope = 'instagram_business_basic'): Promise<string> {
    const location = await createVisitor(simulator.fetch).consent(authorizeUrl({ scope }), { account });
    return new URL(location).searchParams.get('code') ?? '';
  }

  const exchange = (code: string, change: Record<string, string> = {}) =>
    send('/api.instagram.com/oauth/access_token', {
      method: 'POST',
      body: new URLSearchParams({
        client_id: demoApp.id,
        client_secret: demoApp.secret,
        grant_type: 'authorization_code',
        redirect_uri: redirectUri,
        code,
        ...change,
      }),
    });

  const visitor = createVisitor(simulator.fetch);
  return { simulator, send, control, advance, setFlags, mint, consent, exchange, visitor };
}

/** The authorize URL of the demo app; an empty value leaves a parameter out. */
export function authorizeUrl(change: Record<string, string> = {}): string {
  const params = new URLSearchParams({
    client_id: demoApp.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'instagram_business_basic,instagram_business_content_publish',
    ...change,
  });
  for (const [name, value] of Object.entries(change)) if (value === '') params.delete(name);
  return `${baseUrl}/www.instagram.com/oauth/authorize?${params.toString()}`;
}

/** The members of a refusal that matter for a client. */
export async function readError(response: Response): Promise<Record<string, unknown>> {
  const { error } = (await response.json()) as { error: Record<string, unknown> };
  const { fbtrace_id: _traceId, ...rest } = error;
  return rest;
}
