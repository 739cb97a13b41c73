import { createHmac, timingSafeEqual } from 'node:crypto';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The control of the webhook benchmark: Hono that checks the signature over the bytes and keeps nothing. Prints where it listens. */
const secret = process.argv[2] ?? '';
const app = new Hono();
app.post('/webhooks/meta', async (context) => {
  const body = Buffer.from(await context.req.arrayBuffer());
  const given = Buffer.from(context.req.header('x-hub-signature-256')?.slice('sha256='.length) ?? '', 'hex');
  const expected = createHmac('sha256', secret).update(body).digest();
  const isSigned = given.length === expected.length && timingSafeEqual(given, expected);
  return context.text('', isSigned ? 200 : 403);
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
  console.log(`listening on http://127.0.0.1:${port}`);
});
