import type { Visitor } from '../workspaces/index.ts';
import { clientAddress } from './client-address.ts';
import type { Exchange, HttpContext } from './exchange.ts';

/** Who stands at the door, before anybody knows who it is. */
export function visitorOf(ctx: HttpContext, exchange: Exchange): Visitor {
  return {
    headers: exchange.req.raw.headers,
    address: clientAddress(exchange, ctx.config.trustedProxies),
  };
}
