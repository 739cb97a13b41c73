import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Asked } from './asked.ts';
import { ConnectionLost } from './faults/connection-lost.ts';
import { keepBodyOfGet } from './graph/request/read-body.ts';
import { IncomingRequest } from './incoming-request.ts';
import { textOf } from './text-response.ts';

/** Requests under way, each with what ends its waits. */
export type UnderWay = Set<AbortController>;

/**
 * Carries one request from a socket to `answer` and the answer back. `ConnectionLost`, thrown or met inside a body, destroys the
 * socket. The signal ends when the client goes away before it has its answer, or when somebody ends what is `underWay`.
 */
export async function carry(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Asked, signal: AbortSignal) => Promise<Response>,
  underWay: UnderWay,
): Promise<void> {
  const gone = new AbortController();
  underWay.add(gone);
  outgoing.once('close', () => {
    underWay.delete(gone);
    if (!outgoing.writableFinished) gone.abort();
  });
  try {
    const url = readTarget(incoming);
    if (url === undefined) {
      outgoing.writeHead(400, { connection: 'close' }).end();
      return;
    }
    const request = new IncomingRequest(incoming, url, gone.signal);
    if (isGetWithBody(incoming)) keepBodyOfGet(request, await readSmallBody(incoming));
    const response = await answer(request, gone.signal);
    await writeOutgoing(response, outgoing, incoming.method === 'HEAD');
  } catch (cause) {
    // A body that breaks off, and rubbish behind a request, end the socket: the client's doing.
    const isTheirs = gone.signal.aborted || incoming.socket.destroyed;
    if (!(cause instanceof ConnectionLost) && !isTheirs) {
      process.stderr.write(
        `simulator: ${incoming.method} ${incoming.url?.split('?')[0]} failed: ${String(cause)}\n`,
      );
    }
    outgoing.destroy();
  }
}

/**
 * The address a request means. A path stays a path however many slashes it begins with: read as a reference, `//me` would name
 * a host. Undefined for what is no address, for a Host that is none or holds a password, and for a method no `Request` may have.
 */
function readTarget({ method, url = '/', headers }: IncomingMessage): URL | undefined {
  if (method === 'TRACE' || method === 'CONNECT') return undefined;
  const isWhole = /^https?:\/\//i.test(url);
  const meant = URL.parse(isWhole ? url : `http://${headers.host || 'localhost'}/${url.replace(/^\//, '')}`);
  return meant === null || meant.username !== '' || meant.password !== '' ? undefined : meant;
}

/** Some clients send the parameters of a GET as JSON, which Meta reads and a `Request` cannot carry. */
function isGetWithBody({ method, headers }: IncomingMessage): boolean {
  if (method !== 'GET' && method !== 'HEAD') return false;
  return Number(headers['content-length'] ?? 0) > 0 || headers['transfer-encoding'] !== undefined;
}

/** Parameters of a read are few: what comes after the first MiB is not kept. */
async function readSmallBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of incoming as AsyncIterable<Uint8Array>) {
    size += piece.length;
    if (size <= 1024 * 1024) pieces.push(piece);
  }
  return Uint8Array.from(Buffer.concat(pieces));
}

async function writeOutgoing(response: Response, outgoing: ServerResponse, isHead: boolean): Promise<void> {
  const text = textOf(response);
  const headers = [...response.headers].flat();
  if (text !== undefined) {
    const sizeBytes = Buffer.byteLength(text);
    headers.push('content-length', String(sizeBytes));
    outgoing.writeHead(response.status, headers);
    // A text of plain ASCII, as the Graph's are, needs no encoding.
    if (isHead) outgoing.end();
    else outgoing.end(text, sizeBytes === text.length ? 'latin1' : 'utf8');
    return;
  }
  outgoing.writeHead(response.status, headers);
  if (isHead || response.body === null) {
    outgoing.end();
    return;
  }
  // Piece by piece, each flushed: what came before a scripted cut has to reach the client.
  for await (const piece of response.body) await writePiece(outgoing, piece);
  outgoing.end();
}

function writePiece(outgoing: ServerResponse, piece: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    outgoing.write(piece, (cause) => (cause === null || cause === undefined ? resolve() : reject(cause)));
  });
}
