export { createApp } from './create-app.ts';
export { sweepIdempotencyKeys } from './keyed-request.ts';
export { listen } from './listen.ts';
