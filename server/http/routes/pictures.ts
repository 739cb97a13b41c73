import type { Hono } from 'hono';
import { readProfilePicture } from '../../connections/index.ts';
import { readPicture, readVideo } from '../../library/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';
import { answerMedia } from './public-media.ts';

/**
 * Pictures for our own pages, so that they load nothing from elsewhere: files of the library, and profile pictures read
 * live from Instagram and not kept.
 */
export function mountPictures(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/api/v1/workspaces/:workspaceId/assets/:assetId/picture', async (exchange) => {
    const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
    const picture = await readPicture(ctx, workspaceId, requireId(exchange, 'assetId'));
    return answerPicture(exchange, picture);
  });
  app.get('/api/v1/workspaces/:workspaceId/assets/:assetId/video', async (exchange) => {
    const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
    return answerMedia(exchange, await readVideo(ctx, workspaceId, requireId(exchange, 'assetId')));
  });
  app.get('/api/v1/workspaces/:workspaceId/connections/:connectionId/picture', async (exchange) => {
    const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
    const connectionId = requireId(exchange, 'connectionId');
    return answerPicture(exchange, await readProfilePicture(ctx, workspaceId, connectionId));
  });
}

/** What is shown of a video that has no still yet: a plate with a frame of film, in the greys of both themes. */
const plainPlate =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 16"><path fill="#6f6b66" d="M0 0h9v16H0z"/><path fill="#bdb8b1" d="M3.6 6.4v3.2L6.3 8z"/></svg>';

/** A picture; for a video that has none, a plain plate. */
export function answerPicture(
  exchange: Exchange,
  picture: { bytes: Buffer; contentType: string } | undefined,
): Response {
  if (!picture) return exchange.body(plainPlate, 200, { 'content-type': 'image/svg+xml' });
  return exchange.body(new Uint8Array(picture.bytes), 200, { 'content-type': picture.contentType });
}
