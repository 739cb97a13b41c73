import type { Hono } from 'hono';
import { z } from 'zod';
import { asset } from '#contract/library.ts';
import { AppError } from '../../app-error.ts';
import { fileLimitBytes, storeAsset, storeStill } from '../../library/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';

/**
 * A file as a raw body: `POST …/assets?name=`. The short way for programs; it begins anew when the line breaks. Who may is
 * asked before a byte is read.
 */
export function mountUpload(app: Hono<Env>, ctx: HttpContext): void {
  app.post('/api/v1/workspaces/:workspaceId/assets', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    if (Number(exchange.req.header('content-length') ?? 0) > fileLimitBytes(ctx))
      throw new AppError('file_too_large');
    const name = exchange.req.query('name') ?? '';
    const stored = await storeAsset(ctx, member, { name, bytes: exchange.req.raw.body });
    return exchange.json(z.parse(asset, stored), 201);
  });
  // A browser plays what the server cannot: it makes the still of a video.
  app.put('/api/v1/workspaces/:workspaceId/assets/:assetId/still', async (exchange) => {
    const { workspaceId } = await requireMember(ctx, exchange, 'contributor');
    await storeStill(ctx, workspaceId, requireId(exchange, 'assetId'), exchange.req.raw.body);
    return exchange.json({});
  });
}
