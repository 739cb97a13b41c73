import { createHmac } from 'node:crypto';

/**
 * Everything that looks random comes from the seed and a counter: the same seed and the same requests give the same bytes.
 * Nothing here is a secret; a simulated token only has to look like one.
 */
export function drawBytes(seed: string, purpose: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < length; block += 1) {
    blocks.push(createHmac('sha256', seed).update(`${purpose}:${block}`).digest());
  }
  return Buffer.concat(blocks).subarray(0, length);
}

/** `length` url-safe characters. */
export function drawText(seed: string, purpose: string, length: number): string {
  return drawBytes(seed, purpose, Math.ceil((length * 3) / 4))
    .toString('base64url')
    .slice(0, length);
}

/** `length` decimal digits after `prefix`. */
export function drawDigits(seed: string, purpose: string, prefix: string, length: number): string {
  const digits = drawBytes(seed, purpose, length).reduce((text, byte) => text + (byte % 10), '');
  return prefix + digits;
}

/** Letters and digits of a text that only has to differ from its neighbours. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * Texts of 22 characters one after the other, each of its own: for trace ids, which every answer has and nobody keeps. Mixed from
 * the seed and their number, which costs a hundredth of drawing them.
 */
export function traceTexts(seed: string): () => string {
  const words = new Uint32Array(Uint8Array.from(drawBytes(seed, 'trace', 32)).buffer);
  let count = 0;
  return () => {
    count += 1;
    let text = '';
    for (let at = 0; text.length < 22; at += 1) {
      let bits = mix((words[at % words.length] ?? 0) ^ mix(count + at * 0x9e3779b9));
      for (let char = 0; char < 5 && text.length < 22; char += 1) {
        text += alphabet[bits & 63];
        bits >>>= 6;
      }
    }
    return text;
  };
}

/** The finalizer of MurmurHash3: every bit of the number changes half of the bits of the answer. */
function mix(value: number): number {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** Drawn before; as many as a large world has accounts. */
const scopedIds = new Map<string, string>();
const mostScopedIds = 20_000;

/**
 * The id Meta gives one app for one account: 17 digits, above 2^53 and odd, so that a client that lets it through a double
 * always ends with another number.
 */
export function appScopedId(appId: string, accountId: string): string {
  const key = `${appId}:${accountId}`;
  let id = scopedIds.get(key);
  if (id === undefined) {
    if (scopedIds.size >= mostScopedIds) scopedIds.clear();
    scopedIds.set(key, (id = `${drawDigits('app-scoped', key, '27', 14)}1`));
  }
  return id;
}
