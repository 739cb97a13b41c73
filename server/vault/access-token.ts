import { inspect } from 'node:util';

/**
 * A token of Meta's that was just received and is not sealed yet. Opaque: it cannot be read, printed, cloned or
 * serialised; only `vault/reveal.ts` makes and opens it, and only `instagram/` may import that file.
 */
export class AccessToken {
  /** Bytes and not a string, so that a heap snapshot does not show it and it can be wiped. */
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  static {
    make = (bytes) => new AccessToken(bytes);
    bytesOf = (token) => token.#bytes;
  }

  toString(): string {
    return '[access token]';
  }
  toJSON(): string {
    return '[access token]';
  }
  [Symbol.toPrimitive](): never {
    throw new TypeError('An access token cannot be turned into text.');
  }
  [inspect.custom](): string {
    return '[access token]';
  }
}

/** For the vault alone: a copy of `text` in memory of its own, never in Node's shared pool. */
export function makeAccessToken(text: string): AccessToken {
  const bytes = Buffer.alloc(Buffer.byteLength(text, 'utf8'));
  bytes.write(text, 'utf8');
  return make(bytes);
}

/** For the vault alone: the bytes themselves, not a copy. */
export function accessTokenBytes(token: AccessToken): Buffer {
  return bytesOf(token);
}

// Given by the class's static block, the only place that reaches the private field. `var`, because the block runs first.
// oxlint-disable-next-line no-var, no-unassigned-vars
var make: (bytes: Buffer) => AccessToken;
// oxlint-disable-next-line no-var, no-unassigned-vars
var bytesOf: (token: AccessToken) => Buffer;
