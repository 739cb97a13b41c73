import { graphError, type MetaError } from '../errors.ts';

/** More operations than this in one call are refused whole. */
const MOST_OPERATIONS = 50;

/** One operation of a batch, as the client wrote it. */
export type BatchOperation = {
  method: string;
  /** Path and query on the same host; `{result=name:$.path}` stands for what an earlier answer said. */
  relativeUrl: string;
  /** Urlencoded. */
  body: string;
  name: string | undefined;
  dependsOn: string | undefined;
  /** Leave the answer out when it went well and somebody depends on it. Meta's default is true. */
  omitsOnSuccess: boolean;
  accessToken: string | undefined;
};

/** Reads the parameter `batch`. Throws for what is no list of at most 50 operations, and for one that is no operation. */
export function readBatch(text: string): BatchOperation[] {
  const list = parseJson(text);
  if (!Array.isArray(list)) throw batchError('batch parameter must be a JSON array');
  if (list.length === 0) throw batchError('Empty batch');
  if (list.length > MOST_OPERATIONS) {
    throw batchError(`Too many requests in batch message. Maximum batch size is ${MOST_OPERATIONS}`);
  }
  return list.map(readOperation);
}

/** The refusal of a batch, or of one of its operations. Type and texts are remembered, the code is inferred. */
export function batchError(message: string): MetaError {
  return graphError({ message, type: 'GraphBatchException', code: 100 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readOperation(value: unknown): BatchOperation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw batchError('Each operation of a batch must be a JSON object');
  }
  const member = (name: string): unknown =>
    Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  const text = (name: string): string | undefined => {
    const given = member(name);
    return typeof given === 'string' ? given : undefined;
  };
  const relativeUrl = text('relative_url');
  if (relativeUrl === undefined) throw batchError('Each operation of a batch must have a relative_url');
  return {
    method: (text('method') ?? 'GET').toUpperCase(),
    relativeUrl,
    body: readBody(member('body')),
    name: text('name'),
    dependsOn: text('depends_on'),
    omitsOnSuccess: !['false', '0'].includes(String(member('omit_response_on_success')).toLowerCase()),
    accessToken: text('access_token'),
  };
}

/** Text goes as it is; an object is taken for its members, as SDKs send it. */
function readBody(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const members = Object.entries(value).map(([name, each]) => [
    name,
    typeof each === 'string' ? each : JSON.stringify(each),
  ]);
  return new URLSearchParams(members).toString();
}
