import type { Hono } from 'hono';
import { AppError } from '../../app-error.ts';
import { mustHaveMedia, readMediaPicture } from '../../media/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { createPictureCache } from './picture-cache.ts';

/**
 * Pictures of what is live, from our own address, so that pages load nothing from elsewhere; `?child=n` is the n-th of a
 * carousel, from 0. What was fetched a moment ago is answered from memory.
 */
export function mountMediaPictures(app: Hono<Env>, ctx: HttpContext): void {
  const cache = createPictureCache();
  app.get(
    '/api/v1/workspaces/:workspaceId/connections/:connectionId/media/:mediaId/picture',
    async (exchange) => {
      const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
      const connectionId = requireId(exchange, 'connectionId');
      const mediaId = exchange.req.param('mediaId');
      if (!/^\d{1,30}$/.test(mediaId)) throw new AppError('not_found');
      const child = childOf(exchange.req.query('child'));
      // Erased accounts and foreign ones are asked about before the memory is.
      await mustHaveMedia(ctx, workspaceId, { connectionId, mediaId });
      const picture = await cache.get(`${workspaceId}/${mediaId}/${child ?? ''}`, () =>
        readMediaPicture(ctx, workspaceId, { connectionId, mediaId, child }),
      );
      return exchange.body(new Uint8Array(picture.bytes), 200, {
        'content-type': picture.contentType,
        'cache-control': 'private, max-age=3600',
      });
    },
  );
}

function childOf(given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (!/^\d{1,2}$/.test(given)) throw new AppError('not_found');
  return Number(given);
}
