import { inspect } from 'node:util';

/**
 * A token of Meta's that was just received and is not sealed yet. Opaque: it cannot be read, printed, cloned or
 * serialised; only `vault/reveal.ts` opens it, and only `instagram/` may import that file.
 */
export class AccessToken {
  readonly #bytes: Buffer;

  private constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  static {
    seams = {
      make: (text) => new AccessToken(Buffer.from(text, 'utf8')),
      open: (token) => token.#bytes.toString('utf8'),
      destroy: (token) => void token.#bytes.fill(0),
    };
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

interface Seams {
  make(text: string): AccessToken;
  open(token: AccessToken): string;
  destroy(token: AccessToken): void;
}
// Assigned by the class's static block, the only place that can reach the private field.
// oxlint-disable-next-line no-unassigned-vars
var seams: Seams;

/** For the vault alone (seal.ts, reveal.ts): makes, opens and wipes an `AccessToken`. */
export function accessTokenSeams(): Seams {
  return seams;
}
