import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type { Asked } from './asked.ts';

/** What came over a socket, read as far as it is asked for. */
export class IncomingRequest implements Asked {
  readonly method: string;
  readonly address: URL;
  readonly signal: AbortSignal;
  readonly headers: Pick<Headers, 'get'>;
  readonly #incoming: IncomingMessage;
  #body: Asked['body'] | undefined;

  constructor(incoming: IncomingMessage, url: URL, signal: AbortSignal) {
    this.#incoming = incoming;
    this.method = incoming.method ?? 'GET';
    this.address = url;
    this.signal = signal;
    this.headers = {
      get(name) {
        const value = incoming.headers[name.toLowerCase()];
        return (Array.isArray(value) ? value.join(', ') : value) ?? null;
      },
    };
  }

  get url(): string {
    return this.address.href;
  }

  /** Null for the methods that have none, as of a `Request`. */
  get body(): Asked['body'] {
    if (this.method === 'GET' || this.method === 'HEAD') return null;
    this.#body ??= Readable.toWeb(this.#incoming) as NonNullable<Asked['body']>;
    return this.#body;
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return new Response(this.body).arrayBuffer();
  }
}
