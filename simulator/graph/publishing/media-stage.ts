import sharp from 'sharp';
import type { Sharp } from 'sharp';
import { createSimulator, demoApp } from '../../index.ts';
import type { Simulator } from '../../index.ts';
import { giveFacebookGrant } from '../../oauth/facebook-grant.ts';
import { allFacebookScopes } from '../../oauth/facebook-scopes.ts';
import { issueFacebookToken } from '../../oauth/facebook-token.ts';
import type { Account, AppFlags, Scope } from '../../world/entities.ts';

const ALL_SCOPES: Scope[] = ['instagram_business_basic', 'instagram_business_content_publish'];

/** What stands on the simulated web, by its address: always the same answer, or a host that answers each request. */
export type Web = Map<string, Response | ((request: Request) => Response | Promise<Response>)>;

export type Stage = {
  simulator: Simulator;
  account: Account;
  token: string;
  /** What the simulator finds when it fetches; an address that is not here breaks the connection. */
  web: Web;
  /** One call with the account's token; the answer's JSON and status together. */
  call(method: 'GET' | 'POST', path: string, params?: Record<string, string>): Promise<Outcome>;
  /** The same on graph.facebook.com, with the token of the person who runs the account's Page. */
  onFacebook(method: 'GET' | 'POST', path: string, params?: Record<string, string>): Promise<Outcome>;
  /** The token those calls carry. */
  facebookToken(): string;
  /** A container, of a good photo unless told otherwise, ready or not; what is fetched after the answer has been fetched. */
  createContainer(params?: Record<string, string>): Promise<string>;
  /** What a container says: `status_code`, `status` and what else is named. */
  readContainer(id: string, fields?: string): Promise<Outcome['body']>;
  /** A good photo, published; its media id. */
  publish(caption: string): Promise<string>;
  advance(seconds: number): void;
  setFlags(flags: Partial<AppFlags>): void;
};

// oxlint-disable-next-line typescript/no-explicit-any -- answers are read member by member in assertions
export type Outcome = { status: number; body: any };

/**
 * For tests: a simulator in this process with @linden.ceramics connected, its clock standing still, containers ready at once,
 * and one good photo at https://cdn.example.com/photo.jpg.
 */
export async function setStage(scopes: Scope[] = ALL_SCOPES, dataDir?: string): Promise<Stage> {
  const web: Web = new Map();
  const photo = await aPhoto(500, 500).jpeg().toBuffer();
  const find: typeof fetch = async (input, init) => {
    const address = new Request(input).url;
    const found = address === 'https://cdn.example.com/photo.jpg' ? aPicture(photo) : web.get(address);
    if (found === undefined) throw new TypeError('fetch failed');
    return typeof found === 'function' ? found(new Request(input, init)) : found.clone();
  };
  const publicUrl = 'http://simulator.test';
  const simulator = createSimulator({
    dataDir,
    publicUrl,
    fetch: find,
    now: () => Date.UTC(2026, 10, 25, 9, 30),
  });
  const account = simulator.world.accounts.get('17841400000000101');
  if (account === undefined) throw new Error('the demo world has no @linden.ceramics');
  const token = connect(simulator, account, scopes);
  let facebookToken: string | undefined;

  const stage: Stage = {
    simulator,
    account,
    token,
    web,
    call: (method, path, params = {}) => ask(method, `graph.instagram.com/v25.0${path}`, params, token),
    onFacebook: (method, path, params = {}) =>
      ask(method, `graph.facebook.com/v25.0${path}`, params, stage.facebookToken()),
    facebookToken: () => (facebookToken ??= connectByFacebook(simulator, account.personId)),
    async createContainer(params = {}) {
      const made = await stage.call('POST', '/me/media', {
        ...(params['video_url'] === undefined && { image_url: 'https://cdn.example.com/photo.jpg' }),
        ...params,
      });
      await simulator.settled();
      if (made.status !== 200) throw new Error(JSON.stringify(made.body));
      return made.body.id;
    },
    async readContainer(id, fields = 'status_code,status') {
      return (await stage.call('GET', `/${id}`, { fields })).body;
    },
    async publish(caption) {
      const creationId = await stage.createContainer({ caption });
      const published = await stage.call('POST', '/me/media_publish', { creation_id: creationId });
      if (published.status !== 200) throw new Error(JSON.stringify(published.body));
      return published.body.id;
    },
    advance(seconds) {
      simulator.world.setClock((setting) => ({ offsetMs: setting.offsetMs + seconds * 1000 }));
    },
    setFlags(flags) {
      const app = simulator.world.apps.get(demoApp.id) ?? demoApp;
      simulator.world.apps.put({ ...app, flags: { ...app.flags, ...flags } });
    },
  };
  stage.setFlags({ containerSeconds: 0 });
  return stage;

  async function ask(method: string, path: string, params: Record<string, string>, accessToken: string) {
    const query = new URLSearchParams({ ...params, access_token: accessToken });
    const address = `${publicUrl}/${path}`;
    const asked =
      method === 'POST'
        ? new Request(address, { method: 'POST', body: query })
        : new Request(`${address}?${query}`);
    const response = await simulator.fetch(asked);
    return { status: response.status, body: await response.json() };
  }
}

/** A plain picture of a size, to be encoded by the test that needs it. */
export function aPhoto(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: '#884422' } });
}

/** An answer of a web host that serves these bytes. */
export function aPicture(bytes: Uint8Array, type = 'image/jpeg'): Response {
  return new Response(Uint8Array.from(bytes), { headers: { 'content-type': type } });
}

/** A host of one video that answers Range requests. */
export function aVideoHost(bytes: Uint8Array): (request: Request) => Response {
  return (request) => {
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.get('range') ?? '') ?? [];
    const start = Number(first);
    const end = Math.min(Number(last), bytes.byteLength - 1);
    return new Response(Uint8Array.from(bytes.subarray(start, end + 1)), {
      status: 206,
      headers: { 'content-type': 'video/mp4', 'content-range': `bytes ${start}-${end}/${bytes.byteLength}` },
    });
  };
}

/** Gives the demo app all permissions of a person through Facebook Login, and a token. */
function connectByFacebook({ world }: Simulator, personId: string): string {
  const appId = demoApp.id;
  giveFacebookGrant(world, {
    appId,
    personId,
    granted: allFacebookScopes,
    declined: [],
    opensToAll: true,
    pageIds: [],
    accountIds: [],
    businessIds: [],
  });
  return issueFacebookToken(world, { appId, personId, kind: 'user_long' }).value;
}

/** Gives the demo app a grant and a token for an account, without walking through the dialog. */
export function connect({ world }: Simulator, account: Account, scopes: Scope[]): string {
  const login = 'instagram' as const;
  const accountId = account.id;
  const appId = demoApp.id;
  world.grants.put({
    id: `${appId}:${accountId}`,
    appId,
    accountId,
    login,
    scopes,
    grantedAt: world.now(),
    callbacks: [],
  });
  const value = `IGAA${world.nextText('token', 160)}`;
  const expiresAt = world.now() + 60 * 24 * 60 * 60 * 1000;
  world.tokens.put({
    value,
    appId,
    accountId,
    login,
    kind: 'long',
    scopes,
    state: 'live',
    issuedAt: world.now(),
    expiresAt,
  });
  return value;
}
