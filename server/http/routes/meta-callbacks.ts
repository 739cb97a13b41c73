import type { Hono } from 'hono';
import { hasCode } from '../../app-error.ts';
import { readDeletion, receiveDataDeletion, receiveDeauthorize } from '../../connections/index.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';
import { readBody, smallBodyBytes } from '../read-body.ts';

/** What Meta's servers call about a grant, each signed with the app's secret, and the page where its effect can be seen. */
export function mountMetaCallbacks(app: Hono<Env>, ctx: HttpContext): void {
  app.post('/meta/deauthorize', (exchange) =>
    answerMeta(exchange, async (signedRequest) => {
      await receiveDeauthorize(ctx, signedRequest);
      return {};
    }),
  );
  app.post('/meta/data-deletion', (exchange) =>
    answerMeta(exchange, (signedRequest) => receiveDataDeletion(ctx, signedRequest)),
  );
  // Public: the code that Meta shows to the person is what opens it.
  app.get('/api/v1/deletions/:code', async (exchange) =>
    exchange.json(await readDeletion(ctx, exchange.req.param('code'))),
  );
}

/** Meta's form, judged and answered. What is not signed by Meta is a bad request and learns no more. */
async function answerMeta(
  exchange: Exchange,
  receive: (signedRequest: string) => Promise<object>,
): Promise<Response> {
  try {
    return exchange.json(await receive(await signedRequestOf(exchange)));
  } catch (error) {
    if (hasCode(error, 'invalid_input')) return exchange.json({ error: 'signed_request is not valid' }, 400);
    throw error;
  }
}

async function signedRequestOf(exchange: Exchange): Promise<string> {
  const body = await readBody(exchange, smallBodyBytes);
  return new URLSearchParams(body.toString('utf8')).get('signed_request') ?? '';
}
