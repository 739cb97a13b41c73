import { createHash, timingSafeEqual } from 'node:crypto';
import type { Hono } from 'hono';
import { hasCode } from '../../app-error.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';
import { readBody } from '../read-body.ts';

/** Meta puts up to a thousand updates into one body; a comment with everything around it takes some 3 KB. */
const bodyBytes = 4 * 1024 * 1024;

/** Where Meta tells what happened: its handshake, and signed deliveries that are acknowledged once they are durable. */
export function mountWebhooks(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/webhooks/meta', (exchange) => {
    const challenge = exchange.req.query('hub.challenge');
    const isOurs =
      exchange.req.query('hub.mode') === 'subscribe' &&
      isVerifyToken(ctx.config.webhookVerifyToken, exchange.req.query('hub.verify_token'));
    return isOurs && challenge !== undefined
      ? exchange.text(challenge, 200)
      : exchange.text('The verify token is not ours.', 403);
  });
  app.post('/webhooks/meta', async (exchange) => {
    const body = await bodyOf(exchange);
    if (!body) return exchange.text('Too large.', 413);
    const outcome = await ctx.intake.take({ body, signature: exchange.req.header('x-hub-signature-256') });
    if (outcome === 'stored') return exchange.text('', 200);
    return outcome === 'forged'
      ? exchange.text('The signature is not ours.', 403)
      : exchange.text('Busy. Send it again.', 503, { 'retry-after': '5' });
  });
}

/** Undefined when it is larger than anything that Meta sends. */
async function bodyOf(exchange: Exchange): Promise<Buffer | undefined> {
  try {
    return await readBody(exchange, bodyBytes);
  } catch (error) {
    if (hasCode(error, 'file_too_large')) return undefined;
    throw error;
  }
}

/** Compared by digests, which have one length: how long it takes says nothing. */
function isVerifyToken(expected: string | undefined, given: string | undefined): boolean {
  if (!expected || given === undefined) return false;
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(expected), digest(given));
}
