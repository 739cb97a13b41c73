import type { App } from '../world/entities.ts';
import { judgeTarget } from './judge-target.ts';

/** How long an app may take to answer; Meta's number is nowhere published. */
const patienceMs = 10_000;
/** What of an answer is kept. */
const keptCharacters = 2000;
const keptBytes = keptCharacters * 4;

/** How the simulator calls out. */
export type Caller = { fetch: typeof fetch; signal: AbortSignal; patienceMs?: number };

/** What came back: without `status` nobody answered, and `body` says why. */
export type Reached = { status?: number; body: string };

/**
 * One call to an address that an app gave, within ten seconds, no redirect followed and not more of the answer read than is kept.
 * Never throws. An address that may not be called is not called.
 */
export async function reachApp(caller: Caller, app: App, url: string, init: RequestInit): Promise<Reached> {
  const refused = judgeTarget(url, app.flags.loopbackRedirects);
  if (refused !== undefined) return { body: `Not sent: ${refused}.` };
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), caller.patienceMs ?? patienceMs);
  const signal = AbortSignal.any([caller.signal, patience.signal]);
  try {
    const response = await unlessAborted(signal, caller.fetch(url, { ...init, redirect: 'manual', signal }));
    return { status: response.status, body: await unlessAborted(signal, readStart(response)) };
  } catch (cause) {
    if (patience.signal.aborted) return { body: 'No answer: it took too long.' };
    return { body: `No answer: ${cause instanceof Error ? cause.message : String(cause)}` };
  } finally {
    clearTimeout(timer);
  }
}

async function readStart(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (reader === undefined) return '';
  const pieces: Uint8Array[] = [];
  let size = 0;
  while (size < keptBytes) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    size += value.byteLength;
  }
  // A body that goes on is let go; whether it ends well is not our concern.
  reader.cancel().catch(() => undefined);
  return Buffer.concat(pieces).toString('utf8').slice(0, keptCharacters);
}

/** A `fetch` that was handed in may ignore its signal; the patience must end even so. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  const aborted = new Promise<never>((_resolve, reject) => {
    const stop = () => reject(new Error('the simulator closes'));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  return Promise.race([work, aborted]);
}
