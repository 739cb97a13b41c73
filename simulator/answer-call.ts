import { authenticateFacebook } from './graph/facebook/authenticate-facebook.ts';
import { findToken } from './graph/authenticate.ts';
import { MetaError, missingObject, unknownPath, unsupportedMethod, writeError } from './graph/errors.ts';
import { showNothing } from './pages/not-found-page.ts';
import { type Answer, type Call, matchSegments, readPattern, type Route, segmentsOf } from './route.ts';
import { routes } from './routes.ts';

/** Finds the route of a call and lets it answer. A refusal thrown by a route is answered in Meta's envelope. */
export async function answerCall(call: Call): Promise<Response> {
  try {
    return (await askRoutes(call)) ?? refuseUnknown(call);
  } catch (cause) {
    if (cause instanceof MetaError) return writeError(cause, call.world.nextTraceId(), call.host);
    throw cause;
  }
}

/** The routes of one host, in the order they are asked, each with its pattern read. */
const routesOf = Map.groupBy(
  routes.map((route) => ({ route, pattern: readPattern(route.path) })),
  ({ route }) => route.host,
);

async function askRoutes(call: Call): Promise<Answer> {
  const segments = segmentsOf(call.path);
  for (const { route, pattern } of routesOf.get(call.host) ?? []) {
    if (route.method !== call.method) continue;
    const pathParams = matchSegments(pattern, segments);
    if (pathParams === undefined) continue;
    const answer = await route.answer({ ...call, pathParams });
    if (answer !== undefined) return answer;
  }
  return undefined;
}

function refuseUnknown(call: Call): Response {
  if (call.host === 'www.instagram.com') return showNothing();
  if (!call.host.startsWith('graph.')) {
    return new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
  }
  const known = matching(call);
  // `/access_token` is an endpoint under whatever method, and no object of that id.
  const isEndpoint = known.some(({ path }) => path !== '/' && !path.includes(':'));
  const takesMethod = known.some(({ method }) => method === call.method);
  if (takesMethod && !isEndpoint) throw missingObject(call.method, firstSegment(call.path));
  requireToken(call);
  if (known.length > 0) throw unsupportedMethod(call.method);
  throw unknownPath(call.path.replace(/^\/[^/]+(?=\/)/, ''));
}

/** Of what does not exist Meta speaks to those alone who show a token. */
function requireToken(call: Call): void {
  if (call.host === 'graph.instagram.com') findToken(call);
  else authenticateFacebook(call);
}

function matching(call: Call): Route[] {
  const segments = segmentsOf(call.path);
  return (routesOf.get(call.host) ?? [])
    .filter(({ pattern }) => matchSegments(pattern, segments) !== undefined)
    .map(({ route }) => route);
}

function firstSegment(path: string): string {
  return path.split('/')[1] ?? '';
}
