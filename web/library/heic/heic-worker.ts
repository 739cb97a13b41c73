import { profileOf } from './colour-profile.ts';
import { decodeHeic, type HeicRefusal, type Pixels } from './decode-heic.ts';
import type { MakeLibheif } from './libheif.ts';
import { withProfile } from './with-profile.ts';

/*
 * Reads one HEIC and ends with it. Its policy, which the server sends with this very script, lets it load scripts of ours and run
 * WebAssembly, and nothing else: it reaches no network, and the pages around it run no WebAssembly.
 */

export interface HeicTask {
  bytes: ArrayBuffer;
  /** Address of libheif.js, unmodified. */
  glue: string;
  wasm: ArrayBuffer;
}

/** `ready`: the decoder is there, and a `fault` from then on is the file's. */
export type HeicWord =
  | { word: 'ready' }
  | { word: 'fault' }
  | { word: 'jpeg'; jpeg: Blob }
  | { word: 'refused'; refusal: HeicRefusal };

/** The part of DedicatedWorkerGlobalScope that is used; the types of pages do not know it. */
interface WorkerScope {
  libheif: MakeLibheif;
  importScripts(address: string): void;
  postMessage(word: HeicWord): void;
}

const quality = 0.95;
const scope = globalThis as unknown as WorkerScope;

// A worker speaks to its page alone: there is no origin to name.
// oxlint-disable-next-line unicorn/require-post-message-target-origin
const say = (word: HeicWord) => scope.postMessage(word);

globalThis.addEventListener('message', ({ data }: MessageEvent<HeicTask>) => {
  // What a promise throws, a worker tells nobody by itself.
  run(data).catch(() => say({ word: 'fault' }));
});

async function run({ bytes, glue, wasm }: HeicTask): Promise<void> {
  scope.importScripts(glue);
  const libheif = scope.libheif({ wasmBinary: wasm });
  say({ word: 'ready' });
  const file = new Uint8Array(bytes);
  const decoded = decodeHeic(libheif, file);
  say(
    typeof decoded === 'string'
      ? { word: 'refused', refusal: decoded }
      : { word: 'jpeg', jpeg: await jpegOf(decoded, profileOf(file)) },
  );
}

/** The canvas takes the numbers for sRGB and hands them through unchanged; the profile says what they mean. */
async function jpegOf(pixels: Pixels, profile: Uint8Array<ArrayBuffer> | undefined): Promise<Blob> {
  const canvas = new OffscreenCanvas(pixels.width, pixels.height);
  canvas.getContext('2d')?.putImageData(new ImageData(pixels.data, pixels.width, pixels.height), 0, 0);
  const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality });
  if (!profile) return jpeg;
  return new Blob(withProfile(new Uint8Array(await jpeg.arrayBuffer()), profile), { type: jpeg.type });
}
