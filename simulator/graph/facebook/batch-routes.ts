import { ConnectionLost } from '../../faults/connection-lost.ts';
import type { Call, Route } from '../../route.ts';
import { batchError, type BatchOperation, readBatch } from './batch-operation.ts';
import { fillIn, listReferences } from './batch-result.ts';
import { type MetaError, requiredParameter } from '../errors.ts';
import { graphJson, metaJson } from '../meta-json.ts';
import { readBoolean } from '../request/read-request.ts';

/** `POST /` with `batch`: up to 50 calls in one, each answered as if it had come alone. Facebook's host only. */
export const batchRoutes: Route[] = [
  { host: 'graph.facebook.com', method: 'POST', path: '/', answer: answerBatch },
];

/** One answer in the list; null where there is none: lost on the way, or left out for somebody who depends on it. */
type Part = { code: number; headers?: { name: string; value: string }[]; body: string } | null;

async function answerBatch(call: Call): Promise<Response> {
  const text = call.params.get('batch');
  if (text === undefined) throw requiredParameter('batch');
  const batch = createBatch(call, readBatch(text));
  const parts: Part[] = [];
  for (const at of batch.operations.keys()) parts.push(await batch.answer(at));
  return graphJson(parts.map((part, at) => (batch.isOmitted(at, part) ? null : part)));
}

function createBatch(call: Call, operations: BatchOperation[]) {
  const answers = new Map<number, Promise<Part>>();
  const awaited = operations.map(dependenciesOf);
  const atOf = (name: string) => operations.findIndex((operation) => operation.name === name);
  const isAwaited = (name: string | undefined) =>
    awaited.some((names) => name !== undefined && names.includes(name));

  /** The answer of one operation, asked for once; those it depends on first. `path` are the ones that wait for it. */
  function answer(at: number, path: number[] = []): Promise<Part> {
    const known = answers.get(at);
    if (known !== undefined && !path.includes(at)) return known;
    if (path.includes(at)) return Promise.resolve(refuse(call, batchError('Circular dependency in batch')));
    const asked = run(at, [...path, at]);
    answers.set(at, asked);
    return asked;
  }

  async function run(at: number, path: number[]): Promise<Part> {
    const operation = operations[at];
    if (operation === undefined) return null;
    const results = new Map<string, unknown>();
    for (const name of awaited[at] ?? []) {
      const part = atOf(name) === -1 ? null : await answer(atOf(name), path);
      if (part === null || part.code >= 400) {
        return refuse(call, batchError(`Specified dependency '${name}' failed or does not exist`));
      }
      results.set(name, readResult(part.body));
    }
    const fill = (text: string) => fillIn(text, (name) => results.get(name));
    return ask(call, { ...operation, relativeUrl: fill(operation.relativeUrl), body: fill(operation.body) });
  }

  return {
    operations,
    answer: (at: number) => answer(at),
    isOmitted(at: number, part: Part): boolean {
      const operation = operations[at];
      const isFine = part !== null && part.code < 400;
      return isFine && operation !== undefined && operation.omitsOnSuccess && isAwaited(operation.name);
    },
  };
}

function dependenciesOf(operation: BatchOperation): string[] {
  const named = [...listReferences(operation.relativeUrl), ...listReferences(operation.body)];
  return [...new Set(operation.dependsOn === undefined ? named : [operation.dependsOn, ...named])];
}

function readResult(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

async function ask(call: Call, operation: BatchOperation): Promise<Part> {
  const request = writeRequest(call, operation);
  if (!(request instanceof Request)) return refuse(call, request);
  try {
    const response = await call.askAgain(request);
    return {
      code: response.status,
      ...(wantsHeaders(call) && {
        headers: [...response.headers].map(([name, value]) => ({ name, value })),
      }),
      body: await response.text(),
    };
  } catch (cause) {
    if (cause instanceof ConnectionLost) return null;
    throw cause;
  }
}

/** The operation as a request of its own, with the batch's token and proof unless it brings its own token. */
function writeRequest(call: Call, operation: BatchOperation): Request | MetaError {
  const url = locate(call, operation.relativeUrl);
  if (url === undefined) return batchError('Invalid relative_url in batch');
  const form = new URLSearchParams(operation.body);
  const path = url.pathname.slice(call.prefix.length).replace(/^\/v\d+(?:\.\d+)?(?=\/|$)/, '');
  const isRoot = path.split('/').every((segment) => segment === '');
  if (isRoot && (url.searchParams.has('batch') || form.has('batch'))) {
    return batchError('A batch cannot contain a batch');
  }
  if (!['GET', 'POST', 'DELETE'].includes(operation.method)) {
    return batchError(`Unsupported method in batch: ${operation.method.slice(0, 40)}`);
  }
  if (operation.accessToken !== undefined) url.searchParams.set('access_token', operation.accessToken);
  else if (!url.searchParams.has('access_token') && !form.has('access_token')) lendToken(call, url);
  return new Request(url, {
    method: operation.method,
    headers: { ...(call.prefix === '' && { 'x-forwarded-host': call.host }) },
    signal: call.signal,
    ...(operation.method !== 'GET' && operation.body !== '' && { body: new URLSearchParams(form) }),
  });
}

/** Where a relative_url leads: on this host under this version, whatever host it names. */
function locate(call: Call, relativeUrl: string): URL | undefined {
  const { origin } = new URL(call.request.url);
  const path = relativeUrl.replace(/^https?:\/\/[^/?]+/, '').replace(/^\/+/, '');
  const isVersioned = /^v\d+(?:\.\d+)?(?:[/?]|$)/.test(path);
  const address = `${origin}${call.prefix}/${isVersioned ? '' : `${call.version}/`}${path}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  // `..` must not lead out of the host.
  return url?.pathname.startsWith(`${call.prefix}/`) === true ? url : undefined;
}

function lendToken({ accessToken, params }: Call, url: URL): void {
  const proof = params.get('appsecret_proof');
  if (accessToken !== undefined) url.searchParams.set('access_token', accessToken);
  if (proof !== undefined && !url.searchParams.has('appsecret_proof')) {
    url.searchParams.set('appsecret_proof', proof);
  }
}

function refuse(call: Call, error: MetaError): Part {
  return {
    code: error.status,
    ...(wantsHeaders(call) && { headers: [] }),
    body: metaJson(error.write(call.world.nextTraceId(), call.host)),
  };
}

function wantsHeaders(call: Call): boolean {
  return readBoolean(call.params, 'include_headers', true);
}
