import { z } from 'zod';
import type { Call, Method, Route } from '../route.ts';
import { controlPage } from './control-page.ts';
import { describeOperations } from './openapi.ts';
import { ControlRefusal, type Operation } from './operation.ts';
import { operations } from './operations.ts';

/** `/_simulator`: the control API, its OpenAPI document and a page for a person. */
export const controlRoutes: Route[] = [
  ...operations.map(operationRoute),
  own('GET', '/openapi.json', () => Response.json(describeOperations(operations))),
  own('GET', '', controlPage),
  { host: 'simulator', method: 'GET', path: '/', answer: toControls },
];

function operationRoute(declared: Operation): Route {
  return own(declared.method, declared.path, (call) => runOperation(declared, call));
}

function own(method: Method, path: string, answer: (call: Call) => Response | Promise<Response>): Route {
  return { host: 'simulator', method, path: `/_simulator${path}`, answer };
}

async function runOperation(declared: Operation, call: Call): Promise<Response> {
  if (call.request.headers.get('sec-fetch-site') === 'cross-site') {
    return refuse(403, 'A page of another site may not control the simulator.');
  }
  const parsed = declared.body?.safeParse(readBody(call));
  if (parsed?.success === false) return refuse(400, z.prettifyError(parsed.error));
  try {
    const answer = await declared.run(call, parsed?.data);
    if (answer instanceof Response) return answer;
    return isPageForm(call) ? toControls() : Response.json(answer);
  } catch (cause) {
    if (cause instanceof ControlRefusal) return refuse(cause.status, cause.message);
    throw cause;
  }
}

/** JSON, or the fields of a form; an empty body is an empty object. */
function readBody(call: Call): unknown {
  return call.json === undefined ? Object.fromEntries(call.form) : call.json;
}

/** A form on the control page wants the page again; every other client wants the answer. */
function isPageForm(call: Call): boolean {
  return (
    call.method !== 'GET' &&
    call.json === undefined &&
    (call.request.headers.get('accept') ?? '').includes('text/html')
  );
}

function toControls(): Response {
  return new Response(null, { status: 303, headers: { location: '/_simulator' } });
}

function refuse(status: number, message: string): Response {
  return Response.json({ error: { message } }, { status });
}
