import type { Answer, Method, Route } from '../route.ts';
import { webhookFields } from '../webhooks/fields.ts';
import { shakeHands } from '../webhooks/shake-hands.ts';
import type { WebhookObject } from '../world/webhook.ts';
import { graphError, requiredParameter } from './errors.ts';
import { type GraphCall, graphRoute } from './graph-call.ts';
import { graphJson } from './meta-json.ts';
import { readTexts } from './request/read-list.ts';

/** `/{app-id}/subscriptions` behind an app token: where an app takes webhooks, and of which fields. */
export const subscriptionsRoutes: Route[] = [
  appRoute('GET', ({ app, version }) => {
    const data = Object.entries(app.webhooks ?? {}).map(([object, endpoint]) => ({
      object,
      callback_url: endpoint.callbackUrl,
      active: true,
      fields: endpoint.fields.map((name) => ({ name, version })),
    }));
    return graphJson({ data });
  }),
  appRoute('POST', async (call) => {
    const object = readObject(call);
    const callbackUrl = readParameter(call, 'callback_url');
    const verifyToken = readParameter(call, 'verify_token');
    const fields = readTexts(call.params, 'fields') ?? [];
    if (fields.length === 0) throw requiredParameter('fields');
    const unknown = fields.find((field) => !webhookFields[object].includes(field));
    if (unknown !== undefined) throw invalid(`(#100) Invalid field ${unknown} for object ${object}`);
    const sender = { world: call.world, fetch: call.fetch, signal: call.signal };
    const reason = await shakeHands(sender, call.app, object, { callbackUrl, verifyToken, fields });
    if (reason !== undefined) throw verificationFailed(reason);
    return graphJson({ success: true });
  }),
  appRoute('DELETE', (call) => {
    const object = call.params.get('object');
    const left = Object.entries(call.app.webhooks ?? {}).filter(
      ([name]) => object !== undefined && name !== object,
    );
    call.world.apps.put({ ...call.app, webhooks: Object.fromEntries(left) });
    return graphJson({ success: true });
  }),
];

function appRoute(method: Method, answer: (call: GraphCall) => Answer | Promise<Answer>): Route {
  return graphRoute('facebook', method, '/:node/subscriptions', (call) => {
    if (call.pathParams['node'] !== call.app.id) return undefined;
    if (call.bearer.kind !== 'app') throw appTokenRequired();
    return answer(call);
  });
}

function readObject(call: GraphCall): WebhookObject {
  const object = readParameter(call, 'object');
  if (object === 'instagram' || object === 'page') return object;
  throw invalid('(#100) Param object must be one of {instagram, page}');
}

function readParameter(call: GraphCall, name: string): string {
  const value = call.params.get(name);
  if (value === undefined || value === '') throw requiredParameter(name);
  return value;
}

function invalid(message: string) {
  return graphError({ message, code: 100 });
}

function verificationFailed(reason: string) {
  const message = `(#2200) Callback verification failed with the following errors: ${reason}`;
  return graphError({ message, code: 2200 });
}

function appTokenRequired() {
  return graphError({ message: '(#15) This method must be called with an app access_token.', code: 15 });
}
