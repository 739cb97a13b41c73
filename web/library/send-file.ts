import type { Problem } from '#contract/errors.ts';
import { ProblemError } from '../app/client.ts';
import { problemOf, toProblem } from '../app/problem.ts';
import { forgetUpload, rememberUpload, rememberedUpload } from './kept-uploads.ts';

const tus = { 'tus-resumable': '1.0.0' };
const pieceBytes = 8 * 1024 * 1024;
/** Rests between tries that bring nothing; after the last the person is asked. */
const restsMs = [500, 1500, 4000, 10_000, 20_000];

interface Sending {
  workspaceId: string;
  file: File;
  /** From 0 to 1, of the bytes that the server has or is being sent. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file in pieces (tus 1.0.0) and answers the id of the upload. Goes on where an earlier try stopped, also one before the
 * page was loaded again. Throws a ProblemError; an abort by `signal` rejects with its reason and keeps what was sent.
 */
export async function sendFile(sending: Sending): Promise<string> {
  let address = rememberedUpload(sending.workspaceId, sending.file);
  let offset = address === undefined ? 0 : await offsetOf(address, sending.signal);
  let tries = 0;
  while (offset === undefined || offset < sending.file.size || address === undefined)
    try {
      if (address === undefined || offset === undefined) {
        address = await begin(sending);
        offset = 0;
      }
      sending.onProgress(offset / sending.file.size);
      offset = await sendPiece(address, offset, sending);
      tries = 0;
    } catch (error) {
      sending.signal.throwIfAborted();
      const rest = restsMs[tries++];
      if (!mayPass(error) || rest === undefined) throw error;
      await resting(rest, sending.signal);
      if (address !== undefined) offset = await offsetOf(address, sending.signal).catch(() => offset);
    }
  return address.split('/').at(-1)!;
}

/** Ends an upload at the server and forgets it here. What fails there is swept by itself within a day. */
export async function discardUpload(workspaceId: string, file: File): Promise<void> {
  const address = rememberedUpload(workspaceId, file);
  forgetUpload(workspaceId, file);
  if (address !== undefined) await ask('DELETE', address, { headers: tus }).catch(() => undefined);
}

async function begin({ workspaceId, file, signal }: Sending): Promise<string> {
  const answer = await ask('POST', `/api/v1/workspaces/${workspaceId}/uploads`, {
    headers: {
      ...tus,
      'upload-length': String(file.size),
      'upload-metadata': `filename ${base64(file.name)}`,
    },
    signal,
  });
  const address = answer.getResponseHeader('location');
  if (answer.status !== 201 || address === null) throw refusalOf(answer);
  rememberUpload(workspaceId, file, address);
  return address;
}

/** Bytes that the server has; undefined for an upload it knows no more. */
async function offsetOf(address: string, signal: AbortSignal): Promise<number | undefined> {
  const answer = await ask('HEAD', address, { headers: tus, signal });
  if (answer.status === 404) return undefined;
  if (answer.status !== 200) throw refusalOf(answer);
  return Number(answer.getResponseHeader('upload-offset'));
}

async function sendPiece(address: string, offset: number, sending: Sending): Promise<number> {
  const { file, onProgress, signal } = sending;
  const answer = await ask('PATCH', address, {
    headers: {
      ...tus,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: file.slice(offset, offset + pieceBytes),
    onSent: (bytes) => onProgress((offset + bytes) / file.size),
    signal,
  });
  if (answer.status !== 204) throw refusalOf(answer);
  return Number(answer.getResponseHeader('upload-offset'));
}

/** A line that broke, a server that starts, and an upload that another request still writes to. */
function mayPass(error: unknown): boolean {
  const { status } = toProblem(error);
  return status >= 500 || status === 409 || status === 404;
}

/** XMLHttpRequest, because fetch cannot tell the progress of a body. Rejects as `unavailable` when no answer came. */
function ask(
  method: string,
  address: string,
  options: {
    headers: Record<string, string>;
    body?: Blob;
    onSent?: (bytes: number) => void;
    signal?: AbortSignal;
  },
): Promise<XMLHttpRequest> {
  const { promise, resolve, reject } = Promise.withResolvers<XMLHttpRequest>();
  const request = new XMLHttpRequest();
  request.open(method, address);
  for (const [name, value] of Object.entries(options.headers)) request.setRequestHeader(name, value);
  if (options.onSent) {
    const { onSent } = options;
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
  }
  const stop = () => {
    request.abort();
    reject(options.signal?.reason as Error);
  };
  options.signal?.addEventListener('abort', stop);
  request.addEventListener('loadend', () => options.signal?.removeEventListener('abort', stop));
  request.addEventListener('error', () => reject(new ProblemError(problemOf('unavailable'))));
  request.addEventListener('load', () => resolve(request));
  request.send(options.body);
  return promise;
}

/** A proxy before our server may answer with a page of its own. */
function refusalOf(answer: XMLHttpRequest): ProblemError {
  try {
    return new ProblemError(JSON.parse(answer.responseText) as Problem);
  } catch {
    return new ProblemError(problemOf(answer.status === 404 ? 'not_found' : 'unavailable'));
  }
}

function resting(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  // Back on the line, there is nothing to wait for.
  window.addEventListener('online', () => resolve(), { once: true, signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(signal.reason as Error);
  });
  return promise;
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
