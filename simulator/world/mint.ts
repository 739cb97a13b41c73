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

/**
 * The id Meta gives one app for one account: 17 digits, above 2^53 and odd, so that a client that lets it through a double
 * always ends with another number.
 */
export function appScopedId(appId: string, accountId: string): string {
  return `${drawDigits('app-scoped', `${appId}:${accountId}`, '27', 14)}1`;
}
