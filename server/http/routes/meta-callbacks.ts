import type { Hono } from 'hono';
import { readDeletion, receiveDataDeletion, receiveDeauthorize } from '../../connections/index.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';
import { readBody, smallBodyBytes } from '../read-body.ts';

/** What Meta's servers call about a grant, each signed with the app's secret, and the page where its effect can be seen. */
export function mountMetaCallbacks(app: Hono<Env>, ctx: HttpContext): void {
  app.post('/meta/deauthorize', async (exchange) => {
    await receiveDeauthorize(ctx, await signedRequestOf(exchange));
    return exchange.json({});
  });
  app.post('/meta/data-deletion', async (exchange) =>
    exchange.json(await receiveDataDeletion(ctx, await signedRequestOf(exchange))),
  );
  // Public: the code that Meta shows to the person is what opens it.
  app.get('/api/v1/deletions/:code', async (exchange) =>
    exchange.json(await readDeletion(ctx, exchange.req.param('code'))),
  );
}

async function signedRequestOf(exchange: Exchange): Promise<string> {
  const body = await readBody(exchange, smallBodyBytes);
  return new URLSearchParams(body.toString('utf8')).get('signed_request') ?? '';
}
