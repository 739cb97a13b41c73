import { declineScopes, removeFacebookGrant } from '../../oauth/facebook-grant.ts';
import { isFacebookScope } from '../../oauth/facebook-scopes.ts';
import type { Answer, Route } from '../../route.ts';
import type { FacebookGrant } from '../../world/facebook.ts';
import { graphError } from '../errors.ts';
import { type GraphCall, graphRoute } from '../graph-call.ts';
import { graphJson } from '../meta-json.ts';
import { permissionsOf } from './person-read.ts';

/**
 * Taking back what a person granted, with their own token or the app's. The whole is the removal of the app: every token of
 * the pair is dead (190/458) and no callback is sent.
 */
export const personPermissionRoutes: Route[] = [
  graphRoute('facebook', 'GET', '/:node/permissions', (call) =>
    call.bearer.kind === 'app'
      ? forGrant(call, (grant) => graphJson({ data: permissionsOf(grant) }))
      : undefined,
  ),
  graphRoute('facebook', 'DELETE', '/:node/permissions', (call) =>
    forGrant(call, (grant) => take(call, grant, call.params.get('permission'))),
  ),
  graphRoute('facebook', 'DELETE', '/:node/permissions/:permission', (call) =>
    forGrant(call, (grant) => take(call, grant, call.pathParams['permission'])),
  ),
];

/** Answers with the grant of the person in the path: `me`, or the app-scoped id. Undefined when the token is of nobody there. */
function forGrant(call: GraphCall, answer: (grant: FacebookGrant) => Response): Answer {
  const node = call.pathParams['node'] ?? '';
  const { bearer } = call;
  if (bearer.kind === 'facebook') {
    const isOwn = bearer.page === undefined && (node === 'me' || node === bearer.grant.userId);
    return isOwn ? answer(bearer.grant) : undefined;
  }
  const grant = call.world.facebookGrants
    .by('userId', node)
    .find(({ appId, removedAt }) => appId === call.app.id && removedAt === undefined);
  return grant === undefined ? undefined : answer(grant);
}

function take(call: GraphCall, grant: FacebookGrant, permission: string | undefined): Response {
  if (permission === undefined || permission === '') {
    removeFacebookGrant(call.world, grant, 'app');
    return graphJson({ success: true });
  }
  if (!isFacebookScope(permission) || permission === 'public_profile') {
    throw graphError({
      message: `(#100) Param permission must be a permission that can be revoked`,
      code: 100,
    });
  }
  declineScopes(call.world, grant, [permission]);
  return graphJson({ success: true });
}
