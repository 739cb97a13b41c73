import { lookup } from 'node:dns/promises';
import { createWriteStream } from 'node:fs';
import { Agent as HttpAgent, get as getHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, get as getHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../app-error.ts';
import { isPublicAddress } from './public-address.ts';

interface Address {
  address: string;
  family: number;
}

export interface Guard {
  limitBytes: number;
  /** Whether the server may connect there; the public internet alone unless told. */
  mayReach?: (address: string, port: number) => boolean;
  /** How a name becomes addresses; the system's way unless told. */
  resolve?: (host: string) => Promise<Address[]>;
  /** For the whole way, redirects and bytes. */
  totalMs?: number;
  /** Whoever asked is gone: nothing more is fetched. */
  left?: AbortSignal | undefined;
}

const mostRedirects = 5;
const standardTotalMs = 5 * 60_000;
/** Without a byte on the line. */
const idleMs = 20_000;

/**
 * Fetches an address that a person gave, into a file. Each name on the way is resolved once, every address it has is looked at,
 * and the connection goes to the one that was looked at; redirects are not followed but judged anew. Nothing of ours
 * travels along. Throws `address_refused`, `address_failed`, `file_too_large`.
 */
export async function downloadGuarded(address: string, path: string, guard: Guard): Promise<void> {
  const tooLate = AbortSignal.timeout(guard.totalMs ?? standardTotalMs);
  const signal = guard.left ? AbortSignal.any([guard.left, tooLate]) : tooLate;
  let url = readUrl(address);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const answer = await ask(url, await pin(url, guard), signal);
    const next = redirectOf(answer, url);
    if (next === undefined) return keep(answer, path, guard.limitBytes, signal);
    answer.destroy();
    url = next;
  }
  throw failed('too_many_redirects');
}

function readUrl(address: string, base?: URL): URL {
  const url = URL.parse(address, base);
  if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:')) throw refused('no_web_address');
  if (url.username || url.password) throw refused('has_password');
  const port = portOf(url);
  // Below 1024 other services speak other languages; two of them speak this one.
  if (port !== 80 && port !== 443 && port < 1024) throw refused('port');
  return url;
}

function portOf(url: URL): number {
  return Number(url.port || (url.protocol === 'https:' ? 443 : 80));
}

/** The address to connect to. One address that may not be reached refuses the name: it may be picked the next time. */
async function pin(url: URL, guard: Guard): Promise<Address> {
  const { mayReach = isPublicAddress, resolve = resolveName } = guard;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  let found: Address[];
  try {
    found = await resolve(host);
  } catch (error) {
    throw failed('no_such_host', error);
  }
  const [first] = found;
  if (!first) throw failed('no_such_host');
  if (!found.every(({ address }) => mayReach(address, portOf(url)))) throw refused('not_public');
  return first;
}

const resolveName = (host: string): Promise<Address[]> => lookup(host, { all: true, verbatim: true });

async function ask(url: URL, to: Address, signal: AbortSignal): Promise<IncomingMessage> {
  const pinned: LookupFunction = (_host, options, done) => {
    if (options.all) done(null, [to]);
    else done(null, to.address, to.family);
  };
  const isSecure = url.protocol === 'https:';
  const options: RequestOptions = {
    // One connection, for this request alone, that no proxy of the environment takes elsewhere.
    agent: isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
    lookup: pinned,
    signal,
    timeout: idleMs,
    headers: { 'user-agent': 'Tintype', accept: 'image/*, video/*', 'accept-encoding': 'identity' },
  };
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (isSecure ? getHttps : getHttp)(url, options, (answer) => {
    // A literal address is connected to without a lookup; it was judged all the same, and this says that it is so.
    if (answer.socket.remoteAddress === undefined || isSame(answer.socket.remoteAddress, to.address))
      resolve(answer);
    else request.destroy(refused('not_public'));
  });
  request.on('timeout', () => request.destroy(new Error('No byte came')));
  request.on('error', reject);
  try {
    return await promise;
  } catch (error) {
    throw error instanceof AppError ? error : failed('no_answer', error);
  }
}

function isSame(one: string, other: string): boolean {
  return one.replace(/^::ffff:/, '') === other.replace(/^::ffff:/, '');
}

function redirectOf(answer: IncomingMessage, from: URL): URL | undefined {
  const { statusCode = 0, headers } = answer;
  if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return undefined;
  answer.destroy();
  return readUrl(headers.location, from);
}

async function keep(answer: IncomingMessage, path: string, limitBytes: number, signal: AbortSignal) {
  const { statusCode, headers } = answer;
  const told = Number(headers['content-length'] ?? 0);
  const refusal =
    statusCode !== 200
      ? failed('status', undefined, { status: statusCode })
      : told > limitBytes
        ? new AppError('file_too_large', { details: { limitBytes } })
        : // Packed bytes may unpack to anything; pictures and videos are packed already.
          headers['content-encoding'] && headers['content-encoding'] !== 'identity'
          ? failed('packed')
          : undefined;
  if (refusal) {
    answer.destroy();
    throw refusal;
  }
  let size = 0;
  const atMost = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      size += chunk.length;
      next(size > limitBytes ? new AppError('file_too_large', { details: { limitBytes } }) : null, chunk);
    },
  });
  try {
    await pipeline(answer, atMost, createWriteStream(path), { signal });
  } catch (error) {
    throw error instanceof AppError ? error : failed('broke_off', error);
  }
}

function refused(reason: string): AppError {
  return new AppError('address_refused', { details: { reason } });
}

function failed(reason: string, cause?: unknown, facts: Record<string, unknown> = {}): AppError {
  return new AppError('address_failed', { cause, details: { reason, ...facts } });
}
