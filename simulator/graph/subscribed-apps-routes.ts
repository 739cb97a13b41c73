import type { Route } from '../route.ts';
import { requiredParameter } from './errors.ts';
import { instagramRoute, requireScope } from './graph-call.ts';
import { graphJson } from './meta-json.ts';

/** Webhook subscription of one account. Kept, and shown; deliveries are not simulated yet. */
export const subscribedAppsRoutes: Route[] = [
  instagramRoute('GET', '/:node/subscribed_apps', (call) => {
    requireScope(call, 'basic');
    const fields = call.grant.subscribedFields;
    return graphJson({
      data: fields === undefined ? [] : [{ id: call.app.id, name: call.app.name, subscribed_fields: fields }],
    });
  }),
  instagramRoute('POST', '/:node/subscribed_apps', (call) => {
    requireScope(call, 'basic');
    const fields = (call.params.get('subscribed_fields') ?? '').split(',').map((field) => field.trim());
    const named = fields.filter((field) => field !== '');
    if (named.length === 0) throw requiredParameter('subscribed_fields');
    call.world.grants.put({ ...call.grant, subscribedFields: named });
    return graphJson({ success: true });
  }),
  instagramRoute('DELETE', '/:node/subscribed_apps', (call) => {
    const { subscribedFields: _subscribedFields, ...grant } = call.grant;
    call.world.grants.put(grant);
    return graphJson({ success: true });
  }),
];
