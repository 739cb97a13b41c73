import type { Hono } from 'hono';
import { completeAuthorization } from '../../connections/index.ts';
import { sessionOf } from '../access.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';
import { contextOf } from '../origin.ts';

/**
 * Where browsers come back from Instagram's dialog. Always 303 to a clean address of our own, so that code and state stay
 * in no history and no referrer; the outcome is read from the row and never from the query.
 */
export function mountOauthCallbacks(app: Hono<Env>, ctx: HttpContext): void {
  for (const login of ['instagram', 'facebook'] as const)
    app.get(`/oauth/${login}/callback`, async (exchange) => {
      exchange.header('cache-control', 'no-store');
      exchange.header('referrer-policy', 'no-referrer');
      // A link preview or a scanner asks with HEAD: it must not use the link up.
      if (exchange.req.raw.method === 'HEAD') return exchange.body(null, 204);
      return exchange.redirect(await settle(ctx, exchange, login), 303);
    });
}

async function settle(
  ctx: HttpContext,
  exchange: Exchange,
  login: 'instagram' | 'facebook',
): Promise<string> {
  try {
    const completion = await completeAuthorization(contextOf(ctx, exchange), {
      login,
      query: new URL(exchange.req.url).searchParams,
      session: await sessionOf(ctx, exchange),
    });
    if (completion.kind === 'expired') return '/connect/expired';
    return `/w/${completion.workspaceSlug}/settings/integrations?authorization=${completion.authorizationId}`;
  } catch (error) {
    // Ours failed, and the state may be used up: all that helps the person is to start afresh, which that page offers.
    const { name, message, stack } = error as Error;
    ctx.log.error(
      { requestId: exchange.get('requestId'), error: { name, message, stack } },
      'callback failed',
    );
    return '/connect/expired';
  }
}
