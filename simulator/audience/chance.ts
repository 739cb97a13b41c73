/**
 * Numbers that look random and belong to a text or a number for good. Cheaper by far than `world.share`, because the audience of one
 * account draws some hundred thousand of them for one answer.
 */

/** 32 bits of a text (FNV-1a, mixed). */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(hash);
}

/** 32 bits that belong to `hash` and `salt` together. */
export function draw(hash: number, salt: number): number {
  return mix(hash ^ Math.imul(salt + 1, 0x9e3779b1));
}

/** The same as a number in [0, 1). */
export function drawShare(hash: number, salt: number): number {
  return draw(hash, salt) / 2 ** 32;
}

/** Between `low` and `high`. */
export function drawBetween(hash: number, salt: number, [low, high]: readonly [number, number]): number {
  return low + (high - low) * drawShare(hash, salt);
}

/** The finalizer of MurmurHash3: every bit of the input changes half of the output. */
function mix(value: number): number {
  let bits = value ^ (value >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
