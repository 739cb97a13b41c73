import { AppError } from '../app-error.ts';
import type { Config } from '../config/index.ts';
import { refusalOf } from './errors.ts';
import type { Usage } from './instagram.ts';
import { parseJson, recordOf, textOf } from './parse-json.ts';
import { usageOf } from './usage.ts';

/** What one call may cost. The time covers the call to the last byte of its body. */
export interface Limits {
  timeoutMs: number;
  bodyBytes: number;
}

const standardLimits: Limits = { timeoutMs: 10_000, bodyBytes: 1024 * 1024 };
/** The version of the Graph, and of Facebook's dialog, that is spoken. */
export const graphVersion = 'v25.0';

export interface Transport {
  /** A call with the token in its header. Answers the JSON object; throws what `refusalOf` makes of a refusal. */
  call(
    request: GraphRequest,
  ): Promise<{ body: Record<string, unknown>; traceId: string | undefined; usage: Usage | undefined }>;
  /** The raw exchange, for what does not speak the Graph's envelope. */
  send(operation: string, url: URL, init: RequestInit & Partial<Limits>): Promise<Answer>;
  /** A body as it comes, for what is too large to be held. The caller reads it to its end or cancels it. */
  open(operation: string, url: URL, timeoutMs: number): Promise<Response>;
  urlOf(host: string, path: string): URL;
}

export interface Answer {
  status: number;
  headers: Headers;
  bytes: Buffer;
}

export interface GraphRequest {
  /** Our name of the call, for logs and errors. */
  operation: string;
  host: 'graph.instagram.com' | 'graph.facebook.com';
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  query?: Record<string, string>;
  form?: Record<string, string>;
  /** That its answer may have; a megabyte unless told. */
  bodyBytes?: number;
  token: string;
}

/** The one place that speaks HTTP to Meta. No redirect is followed, no URL with a secret reaches an error. */
export function createTransport(
  config: Pick<Config, 'metaBaseUrl'>,
  fetchIt: typeof fetch,
  limits: Limits = standardLimits,
): Transport {
  const urlOf = (host: string, path: string) =>
    new URL(config.metaBaseUrl.replace('{host}', host).replace(/\/$/, '') + path);

  async function send(operation: string, url: URL, init: RequestInit & Partial<Limits>): Promise<Answer> {
    const { timeoutMs = limits.timeoutMs, bodyBytes = limits.bodyBytes, ...request } = init;
    try {
      const response = await fetchIt(url, {
        ...request,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return {
        status: response.status,
        headers: response.headers,
        bytes: await readAtMost(response, bodyBytes),
      };
    } catch (error) {
      throw unreachable(operation, url.host, error);
    }
  }

  return {
    urlOf,
    send,
    async open(operation, url, timeoutMs) {
      try {
        return await fetchIt(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
      } catch (error) {
        throw unreachable(operation, url.host, error);
      }
    },
    async call(request) {
      const url = urlOf(request.host, `/${graphVersion}${request.path}`);
      for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
      const answer = await send(request.operation, url, {
        method: request.method,
        headers: { authorization: `Bearer ${request.token}`, accept: 'application/json' },
        ...(request.form ? { body: new URLSearchParams(request.form) } : {}),
        ...(request.bodyBytes ? { bodyBytes: request.bodyBytes } : {}),
      });
      return {
        body: understand(request.operation, url.host, answer),
        traceId: traceOf(answer.headers),
        usage: usageOf(answer.headers),
      };
    },
  };
}

/** The answer's JSON object, or the error that it means. */
export function understand(operation: string, host: string, answer: Answer): Record<string, unknown> {
  let body: unknown;
  try {
    body = parseJson(answer.bytes.toString('utf8'));
  } catch {
    // HTML, half a body, nothing: whatever it was, it was not Instagram's answer. Its text is dropped.
    throw new AppError('network_error', {
      details: { operation, host, reason: 'not_json', status: answer.status },
    });
  }
  const object = recordOf(body);
  if (object.error !== undefined || answer.status >= 400)
    throw refusalOf(operation, answer.status, object, answer.headers);
  return object;
}

function traceOf(headers: Headers): string | undefined {
  return headers.get('x-fb-trace-id') ?? undefined;
}

/** What is left of a failed request: where and how, never the address, which may hold a secret. */
function unreachable(operation: string, host: string, error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { name, cause } = error instanceof Error ? error : { name: 'unknown', cause: undefined };
  return new AppError('network_error', {
    details: { operation, host, reason: textOf(recordOf(cause).code) ?? name },
  });
}

async function readAtMost(response: Response, limit: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > limit) throw Object.assign(new Error('answer too large'), { name: 'TooLarge' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
