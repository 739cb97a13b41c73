import { setTimeout as wait } from 'node:timers/promises';
import { ConnectionLost } from './connection-lost.ts';
import type { Mishap } from './fault.ts';

const edgePage =
  '<!DOCTYPE html><html lang="en"><head><title>Sorry, something went wrong.</title></head><body><h1>Sorry, something went wrong.</h1></body></html>';

/**
 * Answers a request through a fault. `act` does what the request asks and makes it durable; some faults never call it.
 * Throws `ConnectionLost` where the wire is cut. Every wait ends with `signal`.
 */
export async function applyFault(
  fault: Mishap,
  act: () => Promise<Response>,
  signal: AbortSignal,
): Promise<Response> {
  switch (fault.kind) {
    case 'latency':
      await waitOrLose(fault.seconds, signal);
      return act();
    case 'reset':
      break;
    case 'hang':
      return hang(signal);
    case 'slowBody':
      return trickle(await act(), fault.seconds, signal);
    case 'status':
      return new Response(null, { status: fault.status });
    case 'body':
      return new Response(fault.body, {
        status: fault.status,
        headers: { 'content-type': fault.contentType },
      });
    case 'html':
      return new Response(edgePage, {
        status: fault.status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
      });
    case 'truncated':
      return truncate(await act());
    case 'oversized':
      return new Response(`{"padding":"${'x'.repeat(fault.sizeBytes)}"}`, {
        headers: { 'content-type': 'application/json; charset=UTF-8' },
      });
    case 'redirect':
      return new Response(null, { status: fault.status, headers: { location: fault.location } });
    case 'actThenDrop':
      await act();
      break;
    case 'actThenBody':
      await act();
      return new Response(fault.body, {
        status: fault.status,
        headers: { 'content-type': fault.contentType },
      });
    case 'noRange':
      return act();
  }
  throw new ConnectionLost();
}

async function waitOrLose(seconds: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(seconds * 1000, undefined, { signal });
  } catch {
    // The client went away or the simulator closes: nobody is left to answer, and nothing was done.
    throw new ConnectionLost();
  }
}

function hang(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const lose = () => reject(new ConnectionLost());
    if (signal.aborted) lose();
    else signal.addEventListener('abort', lose, { once: true });
  });
}

/** The whole body in ten pieces, evenly over the time. */
async function trickle(response: Response, seconds: number, signal: AbortSignal): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const pieces = 10;
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await waitOrLose(seconds / pieces, signal);
      sent += 1;
      const from = Math.floor(((sent - 1) * bytes.length) / pieces);
      const to = Math.floor((sent * bytes.length) / pieces);
      if (to > from) controller.enqueue(bytes.subarray(from, to));
      if (sent === pieces) controller.close();
      else if (to === from) controller.enqueue(new Uint8Array());
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
}

/** Half of the body under the length of the whole. */
async function truncate(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  let isHalfSent = false;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (isHalfSent) {
        controller.error(new ConnectionLost());
        return;
      }
      isHalfSent = true;
      controller.enqueue(bytes.subarray(0, Math.ceil(bytes.length / 2)));
    },
  });
  const headers = new Headers(response.headers);
  headers.set('content-length', String(bytes.length));
  return new Response(body, { status: response.status, headers });
}
