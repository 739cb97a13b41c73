import sharp from 'sharp';
import { createSimulator, type Simulator } from '../create-simulator.ts';
import { accounts } from '../fixture.ts';
import { giveTokens } from '../test-tokens.ts';
import { demoApp } from '../world/seed.ts';
import { appScopedId } from '../world/mint.ts';
import type { World } from '../world/world.ts';
import type { RequestPlan, Step, TokenName } from './plan-request.ts';

const baseUrl = 'http://simulator.test';

/** A simulator with accounts, Pages, posts and tokens of both logins, for requests that were planned before it was there. */
export type Stage = {
  simulator: Simulator;
  /** The request itself; undefined when no client could send it. */
  build(plan: RequestPlan): Request | undefined;
  happen(step: Exclude<Step, { kind: 'request' }>): void;
  close(): Promise<void>;
};

export async function setStage(): Promise<Stage> {
  const photo = await samplePhoto();
  const simulator = createSimulator({
    now: () => Date.UTC(2026, 10, 25, 9, 30),
    fetch: (input) => answerFromTheWeb(new Request(input).url, photo),
  });
  const { world } = simulator;
  const app = world.apps.get(demoApp.id) ?? demoApp;
  world.apps.put({
    ...app,
    deauthorizeUrl: 'https://cdn.example.com/text',
    dataDeletionUrl: 'https://cdn.example.com/lost',
    flags: { ...app.flags, containerSeconds: 0, permissionsRead: 'answer' },
  });
  const tokens: Record<TokenName, string> = {
    ...giveTokens(world),
    garbage: 'EAAgarbage',
    empty: '',
  };
  await publishSome(simulator, tokens);
  world.sessions.put({ id: 'fuzzed', accountId: accounts.business, startedAt: world.now() });
  world.facebookSessions.put({ id: 'fuzzed', personId: 'marta', startedAt: world.now() });
  world.commit();

  const resolve = (text: string) =>
    text.replaceAll(/\{\{(\w+):(\d+)\}\}/g, (_whole, kind: string, index: string) =>
      findReal(world, tokens, kind, Number(index)),
    );
  return {
    simulator,
    build: (plan) => buildRequest(plan, tokens[plan.token], resolve),
    happen(step) {
      if (step.kind === 'advance') advance(world, step.seconds);
      if (step.kind === 'remove') remove(world, step.what);
      if (step.kind === 'renew') Object.assign(tokens, giveTokens(world));
    },
    close: () => simulator.close(),
  };
}

let photoOnce: Promise<Uint8Array> | undefined;
function samplePhoto(): Promise<Uint8Array> {
  photoOnce ??= sharp({ create: { width: 320, height: 320, channels: 3, background: '#884422' } })
    .jpeg()
    .toBuffer();
  return photoOnce;
}

/** What the simulator finds when it fetches media or sends a callback. */
async function answerFromTheWeb(address: string, photo: Uint8Array): Promise<Response> {
  const name =
    URL.parse(address)?.hostname === 'cdn.example.com' ? new URL(address).pathname.slice(1) : 'lost';
  const bytes = Uint8Array.from(photo);
  switch (name) {
    case 'photo.jpg':
      return new Response(bytes, { headers: { 'content-type': 'image/jpeg' } });
    case 'video.mp4':
      return new Response(bytes, {
        headers: { 'content-type': 'video/mp4', 'content-range': 'bytes 0-1/zz' },
      });
    case 'text':
      return new Response('{"url":"javascript:x","confirmation_code":{}}', {
        headers: { 'content-type': 'application/json' },
      });
    case 'gone':
      return new Response('gone', { status: 404 });
    case 'empty':
      return new Response(null, { status: 204 });
    case 'redirect':
      return Response.redirect('http://127.0.0.1:1/');
    case 'endless':
      return new Response(endless(), { headers: { 'content-type': 'image/jpeg' } });
    case 'cut':
      return new Response(cut(bytes), { headers: { 'content-type': 'image/jpeg' } });
  }
  throw new TypeError('fetch failed');
}

/** Far beyond what a picture may have; then the host gives up. */
function endless(): ReadableStream<Uint8Array> {
  const piece = new Uint8Array(1_000_000);
  let left = 30;
  return new ReadableStream({
    pull(controller) {
      left -= 1;
      if (left > 0) controller.enqueue(piece);
      else controller.error(new TypeError('terminated'));
    },
  });
}

function cut(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let isSent = false;
  return new ReadableStream({
    pull(controller) {
      if (isSent) controller.error(new TypeError('terminated'));
      else controller.enqueue(bytes.subarray(0, 100));
      isSent = true;
    },
  });
}

async function publishSome(simulator: Simulator, tokens: Record<TokenName, string>): Promise<void> {
  const post = async (path: string, form: Record<string, string>, token = tokens.instagram) => {
    const body = new URLSearchParams({ ...form, access_token: token });
    const response = await simulator.fetch(`${baseUrl}/graph.instagram.com/v25.0${path}`, {
      method: 'POST',
      body,
    });
    return (await response.json()) as { id?: string };
  };
  for (const [token, caption] of [
    [tokens.instagram, 'One #clay @harbour.bakery'],
    [tokens.instagram, 'Two'],
    [tokens.second, 'Walk'],
  ] as const) {
    const made = await post('/me/media', { image_url: 'https://cdn.example.com/photo.jpg', caption }, token);
    const published = await post('/me/media_publish', { creation_id: made.id ?? '' }, token);
    if (published.id === undefined)
      throw new Error(`The stage could not publish: ${JSON.stringify(published)}`);
    for (const text of ['Lovely', 'Where is it from?']) putComment(simulator.world, published.id, text);
  }
  await post('/me/media', { image_url: 'https://cdn.example.com/photo.jpg', caption: 'Waiting' });
}

function putComment(world: World, mediaId: string, text: string): void {
  const accountId = world.media.get(mediaId)?.accountId ?? '';
  const by = { fromId: '17841499999999999', username: 'a.stranger' };
  const of = { mediaId, accountId, text, createdAt: world.now(), isHidden: false, likeCount: 0, ...by };
  const comment = world.comments.put({ ...of, id: world.nextId('comment', '179', 14) });
  world.comments.put({ ...of, id: world.nextId('comment', '179', 14), parentId: comment.id });
}

function findReal(world: World, tokens: Record<TokenName, string>, kind: string, index: number): string {
  const pick = (all: (string | undefined)[]) => all[index % Math.max(1, all.length)] ?? 'none';
  const ids = (shelf: { list(): { id: string }[] }) => pick(shelf.list().map(({ id }) => id));
  switch (kind) {
    case 'scoped':
      return pick(world.accounts.list().map(({ id }) => appScopedId(demoApp.id, id)));
    case 'username':
      return pick(world.accounts.list().map(({ username }) => username));
    case 'shortcode':
      return pick(world.media.list().map(({ shortcode }) => shortcode));
    case 'container':
      return ids(world.containers);
    case 'media':
      return ids(world.media);
    case 'comment':
      return ids(world.comments);
    case 'page':
      return ids(world.pages);
    case 'business':
      return ids(world.businesses);
    case 'conversation':
      return ids(world.conversations);
    case 'hashtag':
      return ids(world.hashtags);
    case 'person':
      return ids(world.people);
    case 'picture':
      return `${ids(world.pictures)}.jpg`;
    case 'app':
      return demoApp.id;
    case 'secret':
      return demoApp.secret;
    case 'token':
      return pick(Object.values(tokens));
    case 'code':
      return pick(world.codes.list().map(({ value }) => value));
    case 'cursor':
      return `QVFI${Buffer.from(`cursor:${ids(world.media)}`).toString('base64url')}ZD`;
    case 'cookie':
      return 'simulated_instagram=fuzzed; simulated_facebook=fuzzed';
    case 'stranger':
      return '17841499999999999';
    case 'grantTag':
      return pick([
        'authorization_code',
        'ig_exchange_token',
        'ig_refresh_token',
        'fb_exchange_token',
        'client_credentials',
      ]);
    default:
      return ids(world.accounts);
  }
}

function advance(world: World, seconds: number): void {
  world.setClock((setting) => ({ ...setting, offsetMs: setting.offsetMs + seconds * 1000 }));
}

function remove(world: World, what: string): void {
  const shelves = {
    media: world.media,
    container: world.containers,
    comment: world.comments,
    page: world.pages,
  };
  if (what in shelves) {
    const shelf = shelves[what as keyof typeof shelves];
    const last = (shelf.list() as { id: string }[]).at(-1);
    if (last !== undefined) shelf.remove(last.id);
  } else if (what === 'grant') {
    const grant = world.grants.list()[0];
    if (grant !== undefined) world.grants.put({ ...grant, scopes: grant.scopes.slice(1) });
  } else {
    world.accounts.remove(accounts.secondBusiness);
  }
}

function buildRequest(
  plan: RequestPlan,
  token: string,
  resolve: (text: string) => string,
): Request | undefined {
  const { host, method, version, place, tokenPlace, raw } = plan;
  const params = plan.params.map(([name, value]): [string, string] => [resolve(name), resolve(value)]);
  const mayHaveBody = !['GET', 'HEAD'].includes(method);
  const inQuery = !mayHaveBody || place === 'query' || place === 'both' || raw !== undefined;
  const query = inQuery ? [...params] : [];
  const form = inQuery && place !== 'both' ? [] : [...params];
  if (tokenPlace === 'query' || (tokenPlace === 'form' && (!mayHaveBody || raw !== undefined)))
    query.push(['access_token', token]);
  if (tokenPlace === 'form') form.push(['access_token', token]);

  const prefix = host === 'simulator' ? '' : `/${host}`;
  const address = `${baseUrl}${prefix}${version === '' ? '' : `/${version}`}${resolve(plan.path)}`;
  const url = URL.parse(address);
  if (url === null) return undefined;
  // Names and values that came in the path by a stray `?` stay.
  for (const [name, value] of query) url.searchParams.append(name, value);

  const headers = new Headers();
  for (const [name, value] of plan.headers) setIfPossible(headers, name, resolve(value));
  if (tokenPlace === 'header') setIfPossible(headers, 'authorization', `Bearer ${token}`);
  if (!mayHaveBody) return new Request(url, { method, headers, redirect: 'manual' });
  if (raw !== undefined) headers.set('content-type', raw.type);
  return new Request(url, {
    method,
    headers,
    redirect: 'manual',
    body: bodyOf(place, form, raw?.text, headers),
  });
}

function bodyOf(
  place: RequestPlan['place'],
  form: [string, string][],
  raw: string | undefined,
  headers: Headers,
) {
  if (raw !== undefined) return raw;
  if (place === 'multipart') {
    headers.delete('content-type');
    const data = new FormData();
    for (const [name, value] of form) data.append(name, value);
    return data;
  }
  if (place === 'json') {
    headers.set('content-type', 'application/json');
    return `{${form.map(([name, value]) => `${JSON.stringify(name)}:${jsonOf(value)}`).join(',')}}`;
  }
  headers.delete('content-type');
  return new URLSearchParams(form);
}

/** What reads as JSON goes in as it is, everything else as text. */
function jsonOf(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return JSON.stringify(text);
  }
}

/** No client can send a header that is none. */
function setIfPossible(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch (cause) {
    if (!(cause instanceof TypeError)) throw cause;
  }
}
