import type { Hono } from 'hono';
import { AppError } from '../app-error.ts';
import { newId } from '../database/index.ts';
import { accessLog } from './access-log.ts';
import { checkOrigin } from './check-origin.ts';
import type { Env, HttpContext } from './exchange.ts';
import { answerProblem } from './problem.ts';
import { securityHeaders } from './security-headers.ts';

/** What becomes of every request, whichever route it goes to: an id, a line in the log, headers, a look at its origin, and an answer to its faults. */
export function treatEveryRequest(app: Hono<Env>, ctx: Pick<HttpContext, 'log' | 'config'>): void {
  app.onError((error, exchange) => answerProblem(ctx.log, exchange, error));
  app.notFound((exchange) => answerProblem(ctx.log, exchange, new AppError('not_found')));
  app.use(async (exchange, next) => {
    const requestId = newId();
    exchange.set('requestId', requestId);
    await next();
    exchange.header('x-request-id', requestId);
  });
  app.use(accessLog(ctx.log), securityHeaders(ctx.config), checkOrigin(ctx.config));
}
