import type { Host } from '../meta-host.ts';
import { graphJson } from './meta-json.ts';

/** A refusal in one of Meta's envelopes. Thrown by routes, answered in one place. */
export class MetaError extends Error {
  readonly status: number;
  readonly write: (traceId: string, host: Host) => unknown;

  constructor(message: string, status: number, write: (traceId: string, host: Host) => unknown) {
    super(message);
    this.status = status;
    this.write = write;
  }
}

export type GraphErrorParts = {
  message: string;
  code: number;
  subcode?: number;
  /** `OAuthException` unless told. */
  type?: 'OAuthException' | 'IGApiException' | 'GraphMethodException' | 'GraphBatchException';
  isTransient?: boolean;
  userTitle?: string;
  userMessage?: string;
  /** Further facts, `error_data`. */
  data?: unknown;
  /** HTTP status, 400 unless told. */
  status?: number;
};

/** The Graph envelope `{"error":{…}}`. Members that were not given are left out, never null. */
export function graphError(parts: GraphErrorParts): MetaError {
  return new MetaError(parts.message, parts.status ?? 400, (traceId, host) => ({
    error: {
      message: parts.message,
      type: typeOn(host, parts),
      code: parts.code,
      ...(parts.subcode !== undefined && { error_subcode: parts.subcode }),
      ...(parts.data !== undefined && { error_data: parts.data }),
      ...(parts.isTransient !== undefined && { is_transient: parts.isTransient }),
      ...(parts.userTitle !== undefined && { error_user_title: parts.userTitle }),
      ...(parts.userMessage !== undefined && { error_user_msg: parts.userMessage }),
      fbtrace_id: traceId,
    },
  }));
}

/** `IGApiException` belongs to the Instagram host; Facebook's says `GraphMethodException` of a missing object, else the usual. */
function typeOn(host: Host, { type = 'OAuthException', subcode }: GraphErrorParts): string {
  if (type !== 'IGApiException' || host === 'graph.instagram.com') return type;
  return subcode === 33 ? 'GraphMethodException' : 'OAuthException';
}

/** The envelope of api.instagram.com/oauth/access_token. */
export function oauthError(message: string): MetaError {
  return new MetaError(message, 400, () => ({
    error_type: 'OAuthException',
    code: 400,
    error_message: message,
  }));
}

/** A missing object, a foreign one and a lost permission look the same: 100/33. */
export function missingObject(method: string, id: string): MetaError {
  return graphError({
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    type: 'IGApiException',
    code: 100,
    subcode: 33,
  });
}

/** The app may not access this account, or the path knows no such method. Meta says the same of both. */
export function unsupportedMethod(method: string): MetaError {
  return graphError({
    message: `Unsupported request - method type: ${method.toLowerCase()}`,
    type: 'IGApiException',
    code: 100,
  });
}

export function unknownPath(path: string): MetaError {
  return graphError({ message: `Unknown path components: ${path}`, type: 'IGApiException', code: 2500 });
}

export function requiredParameter(name: string): MetaError {
  return graphError({ message: `The parameter ${name} is required.`, type: 'IGApiException', code: 100 });
}

export function missingPermission(): MetaError {
  return graphError({
    message: '(#10) Application does not have permission for this action',
    type: 'IGApiException',
    code: 10,
    status: 403,
  });
}

/** The answer of a refusal. */
export function writeError(error: MetaError, traceId: string, host: Host): Response {
  const body = error.write(traceId, host);
  const response = graphJson(body, error.status);
  if (host === 'graph.facebook.com' && codeOf(body) === 190) {
    const message = error.message.replaceAll(/[^\x20-\x7e]|"/g, '');
    response.headers.set('www-authenticate', `OAuth "Facebook Platform" "invalid_token" "${message}"`);
  }
  return response;
}

function codeOf(body: unknown): unknown {
  return (body as { error?: { code?: unknown } }).error?.code;
}
