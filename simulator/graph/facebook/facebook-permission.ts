import type { FacebookScope } from '../../world/facebook-scope.ts';
import { missingPermission } from '../errors.ts';
import type { GraphCall } from '../graph-call.ts';

/** Refuses with code 10 when a Facebook token lacks a permission that Instagram Login has no counterpart of. */
export function requireFacebookPermission({ bearer }: GraphCall, permission: FacebookScope): void {
  if (bearer.kind !== 'facebook' || !bearer.scopes.includes(permission)) throw missingPermission();
}
