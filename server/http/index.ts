export { requireMember, requireSession } from './access.ts';
export { createApp } from './create-app.ts';
export type { Env, HttpContext } from './exchange.ts';
export { sweepIdempotencyKeys } from './keyed-request.ts';
export { listen } from './listen.ts';
