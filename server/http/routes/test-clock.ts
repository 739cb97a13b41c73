import type { Hono } from 'hono';
import { z } from 'zod';
import type { Env, HttpContext } from '../exchange.ts';
import { partOf } from '../mount.ts';
import { readJsonBody } from '../read-body.ts';

const body = z.object({ advanceSeconds: z.number() });

/** Moves the product's clock. Mounted only where main.ts hands in the clock of NODE_ENV=test. */
export function mountTestClock(
  app: Hono<Env>,
  ctx: HttpContext,
  move: (seconds: number) => Promise<void>,
): void {
  app.post('/_test/clock', async (exchange) => {
    const { advanceSeconds } = partOf(body, await readJsonBody(exchange));
    await move(advanceSeconds);
    return exchange.json({ now: ctx.clock.now().toISOString() });
  });
}
