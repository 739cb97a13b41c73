import type { Asked } from './asked.ts';
import type { Running } from './running.ts';
import type { Params } from './graph/request/read-request.ts';
import type { Host } from './meta-host.ts';
import type { World } from './world/world.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One request as a route sees it. */
export type Call = {
  world: World;
  /** The simulator itself: faults, journal. For the control routes. */
  running: Running;
  /** Fetches media and sends callbacks. */
  fetch: typeof fetch;
  /** Where browsers and clients reach the simulator, without a trailing slash. */
  publicUrl: string;
  request: Asked;
  method: Method;
  host: Host;
  /** What a link to the same host has to start with: `/www.instagram.com`, or nothing when the Host header named it. */
  prefix: string;
  /** `v25.0` as served, on the Graph hosts. */
  version: string;
  /** The path on the host, without version. */
  path: string;
  /** Named segments of the route's path. */
  pathParams: Record<string, string>;
  params: Params;
  query: Params;
  form: Params;
  /** A JSON body as it came. */
  json: unknown;
  accessToken: string | undefined;
  /** Ends when the client goes away or the simulator closes. */
  signal: AbortSignal;
  /** Asks the simulator itself, by the whole way of a request: for the parts of a batch. */
  askAgain(request: Request): Promise<Response>;
};

/** `undefined`: not mine, ask the next route that matches. */
export type Answer = Response | undefined;

export type Route = {
  host: Host;
  method: Method;
  /** `/:node/media`: a segment that starts with a colon takes any text. */
  path: string;
  answer(call: Call): Answer | Promise<Answer>;
};

/** A route's pattern, read once. */
const patterns = new Map<string, string[]>();

/** The named segments when `path` fits the route, else undefined. A trailing slash makes no difference. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  return matchSegments(readPattern(pattern), segmentsOf(path));
}

/** The same for a path that was cut into segments before. */
export function matchSegments(
  wanted: readonly string[],
  given: readonly string[],
): Record<string, string> | undefined {
  if (wanted.length !== given.length) return undefined;
  for (let at = 0; at < wanted.length; at += 1) {
    const segment = wanted[at] ?? '';
    if (segment !== given[at] && !segment.startsWith(':')) return undefined;
  }
  const named: Record<string, string> = {};
  for (let at = 0; at < wanted.length; at += 1) {
    const segment = wanted[at] ?? '';
    if (segment.startsWith(':')) named[segment.slice(1)] = given[at] ?? '';
  }
  return named;
}

export function readPattern(pattern: string): string[] {
  let segments = patterns.get(pattern);
  if (segments === undefined) patterns.set(pattern, (segments = segmentsOf(pattern)));
  return segments;
}

/** The segments of a path as they came; empty ones do not count. */
export function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}

/** A segment's text; what is no percent-encoding stays as it came. */
export function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
