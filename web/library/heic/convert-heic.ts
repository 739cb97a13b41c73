import glue from 'libheif-js/libheif-wasm/libheif.js?url';
import wasmAddress from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { ProblemError } from '../../app/client.ts';
import { problemOf } from '../../app/problem.ts';
import type { HeicTask, HeicWord } from './heic-worker.ts';

/** As the server takes of a picture; more is no photo. */
const mostBytes = 30 * 1024 * 1024;
/** A slow phone needs half a minute for 48 megapixels. */
const patienceMs = 120_000;

let last: Promise<unknown> = Promise.resolve();

/**
 * A JPEG of a HEIC that the browser itself cannot read, made by libheif in a worker of its own; one file after another, since each takes
 * a lot of memory. Throws `picture_broken`, `picture_too_many_pixels`, `picture_heic` or `file_too_large` as a ProblemError, `unavailable`
 * where the decoder could not be loaded; an abort by `signal` ends the worker and rejects with its reason.
 */
export function convertHeic(file: File, signal: AbortSignal): Promise<Blob> {
  const turn = last.then(() => convert(file, signal));
  last = turn.catch(() => {});
  return turn;
}

async function convert(file: File, signal: AbortSignal): Promise<Blob> {
  signal.throwIfAborted();
  if (file.size > mostBytes) throw new ProblemError(problemOf('file_too_large'));
  const wasm = await loadWasm(signal);
  const bytes = await file.arrayBuffer();
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url));
  try {
    return await answerOf(worker, { bytes, glue: new URL(glue, location.href).href, wasm }, signal);
  } finally {
    worker.terminate();
  }
}

/** By the page: the worker itself may reach no network. */
async function loadWasm(signal: AbortSignal): Promise<ArrayBuffer> {
  try {
    const answer = await fetch(wasmAddress, { signal });
    if (answer.ok) return await answer.arrayBuffer();
  } catch {
    signal.throwIfAborted();
  }
  throw new ProblemError(problemOf('unavailable'));
}

function answerOf(worker: Worker, task: HeicTask, signal: AbortSignal): Promise<Blob> {
  const { promise, resolve, reject } = Promise.withResolvers<Blob>();
  let isReady = false;
  const refuse = (code: 'picture_broken' | 'picture_heic' | 'picture_too_many_pixels' | 'unavailable') =>
    reject(new ProblemError(problemOf(code)));
  // Out of memory, mostly; before it was ready, a decoder that did not come.
  const fault = () => refuse(isReady ? 'picture_heic' : 'unavailable');
  const late = setTimeout(() => refuse('picture_heic'), patienceMs);
  const stop = () => reject(signal.reason as Error);
  signal.addEventListener('abort', stop);
  worker.addEventListener('message', ({ data }: MessageEvent<HeicWord>) => {
    if (data.word === 'ready') isReady = true;
    else if (data.word === 'jpeg') resolve(data.jpeg);
    else if (data.word === 'refused') refuse(data.refusal);
    else fault();
  });
  worker.addEventListener('error', fault);
  worker.postMessage(task, [task.bytes, task.wasm]);
  return promise.finally(() => {
    clearTimeout(late);
    signal.removeEventListener('abort', stop);
  });
}
