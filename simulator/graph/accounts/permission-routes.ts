import { removeGrant } from '../../oauth/remove-grant.ts';
import { allScopes } from '../../oauth/scopes.ts';
import type { Route } from '../../route.ts';
import { missingObject, unsupportedMethod } from '../errors.ts';
import { instagramRoute } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';

/** `/me/permissions` and `/{id}/permissions`. Undocumented on this host: two flags of the app choose the answers. */
export const permissionRoutes: Route[] = [
  instagramRoute('GET', '/:node/permissions', (call) => {
    if (call.app.flags.permissionsRead === 'refuse') throw unsupportedMethod(call.method);
    return graphJson({
      data: allScopes
        .filter((scope) => call.token.scopes.includes(scope))
        .map((scope) => ({
          permission: scope,
          status: call.scopes.includes(scope) ? 'granted' : 'declined',
        })),
    });
  }),
  instagramRoute('DELETE', '/:node/permissions', (call) => {
    if (call.app.flags.revoke === 'refuse') throw missingObject(call.method, call.pathParams['node'] ?? '');
    removeGrant(call.world, call.grant, 'app');
    return graphJson({ success: true });
  }),
];
