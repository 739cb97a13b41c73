import sharp from 'sharp';
import { onTestFinished } from 'vitest';
import { createVisitor, demoApp, startSimulator, type ConsentChoice } from '../../simulator/index.ts';
import { aMovie } from '../../simulator/upload/test-movie.ts';
import { AppError } from '../app-error.ts';
import { readConfig, type Config } from '../config/index.ts';
import type { AccessToken, Vault } from '../vault/index.ts';
import { holdToken } from '../vault/reveal.ts';
import { createInstagram } from './create-instagram.ts';
import type { Instagram } from './instagram.ts';

/*
 * What the contract tests build with: the client, and the simulator behind a socket.
 */

export const business = '17841400000000101';
export const personal = '17841400000000303';
export const redirectUri = 'http://127.0.0.1:4200/oauth/instagram/callback';
export const state = 'c3RhdGUtb2YtdGhlLWF0dGVtcHQ';

/** A token that was just received is opened without a vault: any use of one is a fault of the client. */
const noVault = new Proxy({} as Vault, {
  get() {
    throw new Error('The client asked the vault for a token that is not sealed.');
  },
});

export interface Stage {
  config: Config;
  instagram: Instagram;
  url: string;
  control: (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;
  setFlags: (flags: Record<string, unknown>) => Promise<unknown>;
  /** Scripts what goes wrong with the next call to a path of graph.instagram.com. */
  breakNext: (path: string, fault: Record<string, unknown>) => Promise<unknown>;
  /** A token of an account, and its text to look for where it must not be. */
  mint: (
    account: string,
    more?: Record<string, unknown>,
  ) => Promise<{ token: AccessToken; text: string; appScopedUserId: string }>;
  /** Through the dialog; answers the query that Instagram sends back. */
  consent: (choice?: Partial<ConsentChoice>) => Promise<URLSearchParams>;
}

/** A simulator with the demo's world, where every address serves one good photo or, ending in .mp4, one good video. */
export async function setStage(env: Record<string, string> = {}): Promise<Stage> {
  const photo = await sharp({ create: { width: 600, height: 600, channels: 3, background: '#7a4b2a' } })
    .jpeg()
    .toBuffer();
  const started = await startSimulator({
    port: 0,
    fetch: (input, init) => Promise.resolve(serve(new Request(input, init), photo)),
  });
  onTestFinished(() => started.close());
  const { url } = started;
  const config = readConfig({
    NODE_ENV: 'test',
    INSTAGRAM_APP_ID: demoApp.id,
    INSTAGRAM_APP_SECRET: demoApp.secret,
    META_BASE_URL: `${url}/{host}`,
    ...env,
  });
  const instagram = createInstagram({ config, vault: noVault, fetch });

  const control: Stage['control'] = async (method, path, body) => {
    const answer = await fetch(`${url}/_simulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  };

  return {
    config,
    instagram,
    url,
    control,
    setFlags: (flags) => control('PUT', `/apps/${demoApp.id}`, { flags }),
    breakNext: (path, fault) => control('POST', '/faults', { host: 'graph.instagram.com', path, ...fault }),
    async mint(account, more = {}) {
      const minted = await control('POST', '/tokens', { appId: demoApp.id, account, ...more });
      const text = String(minted.access_token);
      return { token: holdToken(text), text, appScopedUserId: String(minted.id) };
    },
    async consent(choice = {}) {
      const authorizeUrl = instagram.authorizeUrl({
        login: 'instagram',
        state,
        redirectUri,
        forceReauth: false,
      });
      const back = await createVisitor().consent(authorizeUrl, { account: business, ...choice });
      return new URL(back).searchParams;
    },
  };
}

/** A file as Meta's fetchers want it: a photo whole, a video in the range they ask for. */
function serve(request: Request, photo: Buffer): Response {
  if (!new URL(request.url).pathname.endsWith('.mp4'))
    return new Response(new Uint8Array(photo), { headers: { 'content-type': 'image/jpeg' } });
  const movie = aMovie(request.url.endsWith('/square.mp4') ? { width: 1080, height: 1080 } : {});
  const [, from = '0', to = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get('range') ?? '') ?? [];
  const end = Math.min(to ? Number(to) : Infinity, movie.length - 1);
  return new Response(movie.slice(Number(from), end + 1), {
    status: 206,
    headers: {
      'content-type': 'video/mp4',
      'content-range': `bytes ${from}-${end}/${movie.length}`,
    },
  });
}

/** The refusal of a call; a call that succeeds fails the test. */
export async function refusalBy(call: Promise<unknown>): Promise<AppError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (outcome instanceof AppError) return outcome;
  throw new Error('The call was not refused with an error of the catalogue.', { cause: outcome });
}
