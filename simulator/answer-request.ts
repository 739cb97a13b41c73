import { answerCall } from './answer-call.ts';
import type { Asked } from './asked.ts';
import type { Running } from './running.ts';
import { applyFault } from './faults/apply-fault.ts';
import { graphError, unknownPath, writeError } from './graph/errors.ts';
import { takeVersion } from './graph/request/graph-version.ts';
import { readRequest, type RequestParams } from './graph/request/read-request.ts';
import { addUsage } from './graph/usage-headers.ts';
import { type Metered, meterCall } from './limits/meter-call.ts';
import { findPlace, type Place } from './meta-host.ts';
import type { Call, Method } from './route.ts';

/**
 * One request from wire to answer: place, parameters, journal, fault, route, commit. What a route changed is durable before
 * its answer leaves. Throws `ConnectionLost` where a fault cuts the wire.
 */
export async function answerRequest(
  running: Running,
  request: Asked,
  signal = AbortSignal.any([request.signal, running.closing]),
): Promise<Response> {
  const url = request.address ?? new URL(request.url);
  const place = findPlace(url, request.headers);
  const read = await readRequest(request, { leaveBody: takesBytes(place), url });
  const versioned = place.host.startsWith('graph.')
    ? takeVersion(place.path)
    : { version: '', path: place.path };
  const path = versioned?.path ?? place.path;

  const act = async () => {
    if (versioned === undefined)
      return writeError(unknownPath(place.path), running.world.nextTraceId(), place.host);
    const call = describeCall(running, request, {
      url,
      place,
      read,
      signal,
      version: versioned.version,
      path,
    });
    const metered = meterCall(running, call);
    const response =
      metered?.refusal === undefined
        ? await answerSafely(running, call)
        : writeError(metered.refusal, running.world.nextTraceId(), place.host);
    running.world.commit();
    addGraphHeaders(running, call, response, metered);
    return response;
  };
  if (place.host === 'simulator') return act();

  const meeting = { host: place.host, method: request.method, path };
  const fault = running.faults.take({ ...meeting, query: url.searchParams });
  const entry = running.journal.add({
    at: running.world.now(),
    ...meeting,
    query: Object.fromEntries(read.query),
    form: Object.fromEntries(read.form),
    ...(read.accessToken !== undefined && { accessToken: read.accessToken }),
    ...(fault !== undefined && { fault: fault.kind }),
  });
  const response = fault === undefined ? await act() : await applyFault(fault, act, signal);
  entry.status = response.status;
  return response;
}

/** Uploads and snapshots are read by their routes. */
function takesBytes({ host, path }: Place): boolean {
  return (
    host === 'rupload.facebook.com' || (host === 'simulator' && /^\/_simulator\/snapshot\/?$/.test(path))
  );
}

type Reading = {
  url: URL;
  place: Place;
  read: RequestParams;
  signal: AbortSignal;
  version: string;
  path: string;
};

function describeCall(running: Running, request: Asked, reading: Reading): Call {
  const { url, place, read, signal, version, path } = reading;
  return {
    world: running.world,
    running,
    fetch: running.fetch,
    publicUrl: running.publicUrl ?? url.origin,
    request,
    method: methodOf(request, reading),
    host: place.host,
    prefix: place.prefix,
    version,
    path,
    pathParams: {},
    ...read,
    signal,
    askAgain: (next) => answerRequest(running, next, signal),
  };
}

/** On a Graph host `?method=DELETE` stands for the method itself: for clients that can only GET and POST. */
function methodOf(request: Asked, { place, read }: Reading): Method {
  const sent = (request.method === 'HEAD' ? 'GET' : request.method) as Method;
  const named = (read.params.get('method') ?? '').toUpperCase();
  const mayName = place.host.startsWith('graph.') && (sent === 'GET' || sent === 'POST');
  return mayName && (named === 'GET' || named === 'POST' || named === 'DELETE') ? named : sent;
}

/** A fault of the simulator itself is told on stderr and looks to the client like one of Meta's: 500 with code 1. */
async function answerSafely(running: Running, call: Call): Promise<Response> {
  try {
    return await answerCall(call);
  } catch (cause) {
    process.stderr.write(`simulator: ${call.method} ${call.host}${call.path} failed: ${String(cause)}\n`);
    const error = graphError({ message: 'An unknown error occurred', code: 1, status: 500 });
    return writeError(error, running.world.nextTraceId(), call.host);
  }
}

function addGraphHeaders(
  running: Running,
  call: Call,
  response: Response,
  metered: Metered | undefined,
): void {
  if (!call.host.startsWith('graph.')) return;
  response.headers.set('facebook-api-version', call.version);
  response.headers.set('x-fb-trace-id', running.world.nextTraceId());
  if (metered !== undefined) addUsage(metered, call.host, response.headers);
}
