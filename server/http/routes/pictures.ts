import type { Hono } from 'hono';
import { readProfilePicture } from '../../connections/index.ts';
import { readPicture } from '../../library/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';

/**
 * Pictures for our own pages, so that they load nothing from elsewhere: files of the library, and profile pictures read
 * live from Instagram and not kept.
 */
export function mountPictures(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/api/v1/workspaces/:workspaceId/assets/:assetId/picture', async (exchange) => {
    const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
    return answerPicture(exchange, await readPicture(ctx, workspaceId, requireId(exchange, 'assetId')));
  });
  app.get('/api/v1/workspaces/:workspaceId/connections/:connectionId/picture', async (exchange) => {
    const { workspaceId } = await requireMember(ctx, exchange, 'viewer');
    const connectionId = requireId(exchange, 'connectionId');
    return answerPicture(exchange, await readProfilePicture(ctx, workspaceId, connectionId));
  });
}

function answerPicture(exchange: Exchange, picture: { bytes: Buffer; contentType: string }): Response {
  return exchange.body(new Uint8Array(picture.bytes), 200, { 'content-type': picture.contentType });
}
