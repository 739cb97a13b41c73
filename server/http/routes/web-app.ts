import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Hono } from 'hono';
import type { Env, Exchange, HttpContext } from '../exchange.ts';

const contentTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
};

/**
 * The script that reads HEICs has a policy of its own, for a worker takes that of its own answer: scripts of ours and WebAssembly, which no
 * page may run, but no network, so that a picture that takes the decoder over gets nowhere (docs/decisions, 19).
 */
const decoder = {
  address: /^\/assets\/heic-worker-[\w-]+\.js$/,
  policy: "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; frame-ancestors 'none'",
} as const;

interface StaticFile {
  path: string;
  contentType: string;
  cacheControl: string;
  /** Whether a `.gz` lies beside it. */
  hasGzip: boolean;
}

/**
 * The built web app: its files by name, and its one page for every other address, which then says what is there. Only
 * what the folder held at the start is served, so that no path of a request ever reaches the disk.
 */
export async function mountWebApp(app: Hono<Env>, ctx: HttpContext, folder: string): Promise<void> {
  const files = await listFiles(folder);
  if (files.size === 0) ctx.log.warn({ folder }, 'the web app is not built; only the API is served');
  const publicAddress = new URL(ctx.config.publicUrl);
  app.get('*', async (exchange) => {
    const file = files.get(exchange.req.path);
    if (file && file.contentType !== contentTypes['.html']) return answerFile(exchange, file);
    const page = files.get('/index.html');
    if (!page) return exchange.text('The web app is not built. Run "npm start", or "npm run build".\n', 404);
    const home = otherLoopbackName(exchange, publicAddress);
    return home ? exchange.redirect(home, 307) : answerFile(exchange, page);
  });
}

async function listFiles(folder: string): Promise<Map<string, StaticFile>> {
  let entries;
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch {
    // Not built: the API serves without it.
    return new Map();
  }
  const paths = new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)),
  );
  const served = [...paths].flatMap((path): [string, StaticFile][] => {
    const contentType = contentTypes[extname(path)];
    if (!contentType) return [];
    const address = `/${relative(folder, path).split(sep).join('/')}`;
    // The bundler names what lies in assets/ by its content.
    const isHashed = address.startsWith('/assets/');
    const cacheControl = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
    return [[address, { path, contentType, cacheControl, hasGzip: paths.has(`${path}.gz`) }]];
  });
  return new Map(served);
}

async function answerFile(exchange: Exchange, file: StaticFile): Promise<Response> {
  const isZipped = file.hasGzip && /\bgzip\b/.test(exchange.req.header('accept-encoding') ?? '');
  const bytes = await readFile(isZipped ? `${file.path}.gz` : file.path);
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  exchange.header('cache-control', file.cacheControl);
  exchange.header('content-type', file.contentType);
  exchange.header('etag', etag);
  if (decoder.address.test(exchange.req.path)) exchange.header('content-security-policy', decoder.policy);
  if (file.hasGzip) exchange.header('vary', 'accept-encoding');
  if (exchange.req.header('if-none-match') === etag) return exchange.body(null, 304);
  if (isZipped) exchange.header('content-encoding', 'gzip');
  return exchange.body(new Uint8Array(bytes));
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * On one machine `localhost` and `127.0.0.1` are the same place with two cookie jars: a person who opens the other name
 * is brought to ours, or the way back from Instagram would find no session. Any other Host changes nothing.
 */
function otherLoopbackName(exchange: Exchange, publicAddress: URL): string | undefined {
  if (!loopback.has(publicAddress.hostname)) return undefined;
  const asked = URL.parse(`http://${exchange.req.header('host') ?? ''}`);
  const isOther = asked && loopback.has(asked.hostname) && asked.hostname !== publicAddress.hostname;
  // The port must be ours: behind a forwarded port our own would lead nowhere.
  if (!isOther || asked.port !== publicAddress.port) return undefined;
  const { pathname, search } = new URL(exchange.req.url);
  return `${publicAddress.origin}${pathname}${search}`;
}
