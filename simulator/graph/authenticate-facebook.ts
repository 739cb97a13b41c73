import type { Call } from '../route.ts';
import type { App } from '../world/entities.ts';
import { cannotParse } from './authenticate.ts';
import type { AppBearer, FacebookBearer } from './graph-call.ts';

/** Finds who calls graph.facebook.com. Refuses as it does: no token, a foreign one, a dead one. */
export function authenticateFacebook(_call: Call): { app: App; bearer: FacebookBearer | AppBearer } {
  throw cannotParse();
}
