import type { Hono } from 'hono';
import { sql } from 'kysely';
import { AppError } from '../../app-error.ts';
import type { Env, HttpContext } from '../exchange.ts';

/** `/healthz`: the process answers. `/readyz`: it may be given work, with its database and its keys. */
export function mountHealth(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/healthz', (exchange) => exchange.json({ status: 'ok' }));
  app.get('/readyz', async (exchange) => {
    if (ctx.draining.aborted) throw new AppError('unavailable');
    try {
      await sql`select 1`.execute(ctx.db);
      await ctx.vault.checkKeys(ctx.db);
    } catch (error) {
      throw new AppError('unavailable', { cause: error });
    }
    return exchange.json({ status: 'ready' });
  });
}
