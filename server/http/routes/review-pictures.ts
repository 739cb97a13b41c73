import type { Hono } from 'hono';
import { getClient, readClientPicture, readClientVideo } from '../../reviews/index.ts';
import { requireId } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { readReviewCookie } from '../review-cookie.ts';
import { answerPicture } from './pictures.ts';
import { answerMedia } from './public-media.ts';

/** Files of the posts that a reviewer's link shows: what goes to Instagram, and nothing else of the library. */
export function mountReviewPictures(app: Hono<Env>, ctx: HttpContext): void {
  app.get('/api/v1/review/pictures/:assetId', async (exchange) => {
    const client = await getClient(ctx, readReviewCookie(ctx.config, exchange));
    return answerPicture(exchange, await readClientPicture(ctx, client, requireId(exchange, 'assetId')));
  });
  app.get('/api/v1/review/videos/:assetId', async (exchange) => {
    const client = await getClient(ctx, readReviewCookie(ctx.config, exchange));
    return answerMedia(exchange, await readClientVideo(ctx, client, requireId(exchange, 'assetId')));
  });
}
