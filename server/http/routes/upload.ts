import type { Hono } from 'hono';
import { z } from 'zod';
import { asset } from '#contract/library.ts';
import { storeAsset, uploadLimitBytes } from '../../library/index.ts';
import { requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { readBody } from '../read-body.ts';

/** A picture as a raw body: `POST …/assets?name=`. Who may is asked before a byte is read. */
export function mountUpload(app: Hono<Env>, ctx: HttpContext): void {
  app.post('/api/v1/workspaces/:workspaceId/assets', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'editor');
    const bytes = await readBody(exchange, uploadLimitBytes);
    const stored = await storeAsset(ctx, member, { name: exchange.req.query('name') ?? '', bytes });
    return exchange.json(z.parse(asset, stored), 201);
  });
}
