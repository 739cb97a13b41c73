import type { Hono } from 'hono';
import { contract } from '#contract/index.ts';
import { openApiOf } from '#contract/openapi.ts';
import { sessionCookieName } from '../../workspaces/index.ts';
import type { Env, HttpContext } from '../exchange.ts';

/** The description of the API, made from the table of operations. */
export function mountOpenApi(app: Hono<Env>, ctx: HttpContext): void {
  const document = openApiOf(contract, {
    title: 'Tintype',
    version: '1',
    server: ctx.config.publicUrl,
    cookieName: sessionCookieName(ctx.config.publicUrl),
  });
  app.get('/api/v1/openapi.json', (exchange) => exchange.json(document));
}
