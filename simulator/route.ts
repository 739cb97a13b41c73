import type { Running } from './running.ts';
import type { Params } from './graph/read-request.ts';
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
  request: Request;
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

/** The named segments when `path` fits the route, else undefined. A trailing slash makes no difference. */
export function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = segmentsOf(pattern);
  const given = segmentsOf(path);
  if (wanted.length !== given.length) return undefined;
  const named: Record<string, string> = {};
  for (const [index, segment] of wanted.entries()) {
    const text = given[index] ?? '';
    if (segment.startsWith(':')) named[segment.slice(1)] = text;
    else if (segment !== text) return undefined;
  }
  return named;
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
