export { createApp } from './create-app.ts';
export type { Env, HttpContext } from './exchange.ts';
export { treatEveryRequest } from './every-request.ts';
export { sweepIdempotencyKeys } from './keyed-request.ts';
export { listen } from './listen.ts';
export { implement, type Handlers } from './mount.ts';
