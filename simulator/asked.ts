/**
 * What the simulator uses of a request: a `Request` in the same process, or what came over a socket without a `Request` being made
 * of it, which costs more than most answers.
 */
export type Asked = Pick<Request, 'method' | 'url' | 'signal' | 'arrayBuffer'> & {
  /** The same as `url`, where it has been read already. */
  readonly address?: URL;
  headers: Pick<Headers, 'get'>;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>> | null;
};
