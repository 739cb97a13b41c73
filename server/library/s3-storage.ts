import { openAsBlob } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { Config } from '../config/index.ts';
import { AppError } from '../app-error.ts';
import type { Storage } from './storage.ts';

type Settings = NonNullable<Config['library']['s3']>;

/** To the first byte of the answer; a whole video may go up before it. */
const answerMs = 10 * 60_000;

/**
 * A bucket that speaks S3's protocol (Signature Version 4, addressed by path), for installations whose disk is not to be
 * relied on. Every function throws `storage_failed`, with the status and without the address.
 */
export function createS3Storage(settings: Settings, send: typeof fetch): Storage {
  const client = new AwsClient({
    accessKeyId: settings.accessKeyId,
    secretAccessKey: settings.secretAccessKey,
    service: 's3',
    region: settings.region,
  });

  async function ask(method: string, key: string, init: RequestInit = {}): Promise<Response> {
    const address = `${settings.endpoint}/${encodeURIComponent(settings.bucket)}/${encodeURIComponent(key)}`;
    let answer: Response;
    try {
      const request = await client.sign(address, { ...init, method });
      answer = await send(request, { redirect: 'error', signal: AbortSignal.timeout(answerMs) });
    } catch (cause) {
      throw new AppError('storage_failed', { cause, details: { operation: method } });
    }
    const isGoneAlready = method === 'DELETE' && answer.status === 404;
    if (answer.ok || isGoneAlready) return answer;
    await answer.body?.cancel();
    throw new AppError('storage_failed', { details: { operation: method, status: answer.status } });
  }

  return {
    async put(key, bytes) {
      await done(await ask('PUT', key, { body: new Uint8Array(bytes) }));
    },
    async putFile(key, path) {
      // A blob of a file is read as it is sent, and tells its length, which S3 asks for.
      await done(await ask('PUT', key, { body: await openAsBlob(path) }));
    },
    async get(key) {
      return Buffer.from(await (await ask('GET', key)).arrayBuffer());
    },
    stream(key, range) {
      const headers = new Headers(range && { range: `bytes=${range.start}-${range.end}` });
      return Readable.from(arriving(ask('GET', key, { headers })), { objectMode: false });
    },
    async remove(key) {
      await done(await ask('DELETE', key));
    },
  };
}

async function* arriving(asked: Promise<Response>): AsyncGenerator<Uint8Array> {
  const { body } = await asked;
  if (body) yield* body as ReadableStream<Uint8Array>;
}

/** What is not read would hold the connection. */
async function done(answer: Response): Promise<void> {
  await answer.body?.cancel();
}
