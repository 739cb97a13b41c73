import type { Hono } from 'hono';
import { z } from 'zod';
import { storedFile } from '#contract/library.ts';
import { AppError } from '../../app-error.ts';
import type { Work } from '../../context.ts';
import { fileLimitBytes, prepareFile, receiveFile, storeStill } from '../../library/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, HttpContext } from '../exchange.ts';
import { answerOnce, keyOf } from '../keyed-request.ts';
import { contextOf } from '../origin.ts';

const path = '/api/v1/workspaces/:workspaceId/assets';
const storing = { method: 'post', path, status: 201, keyed: true } as const;

/**
 * A file as a raw body: `POST …/assets?name=`. The short way for programs; it begins anew when the line breaks. Who may is
 * asked before a byte is read. With `Idempotency-Key` it is stored once; bytes that are here already are told as a duplicate,
 * unless `keepCopy=true`.
 */
export function mountUpload(app: Hono<Env>, ctx: HttpContext): void {
  app.post(path, async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    if (Number(exchange.req.header('content-length') ?? 0) > fileLimitBytes(ctx))
      throw new AppError('file_too_large');
    const key = keyOf(exchange, storing);
    const name = exchange.req.query('name') ?? '';
    const keepCopy = exchange.req.query('keepCopy') === 'true';
    const stored = await receiveFile(ctx, exchange.req.raw.body, async ({ path, sha256 }) => {
      const asked = contextOf(ctx, exchange);
      const prepare = async (): Promise<Work<unknown>> => {
        const store = await prepareFile(asked, member, { name, path, keepCopy });
        return async (ctx) => z.parse(storedFile, await store(ctx));
      };
      if (key === undefined) return z.parse(storedFile, await (await prepare())(asked));
      const request = { member, operation: storing, key, input: { name, keepCopy, sha256 } };
      const { answer, isRepeated } = await answerOnce(asked, request, prepare);
      if (isRepeated) exchange.header('idempotency-replayed', 'true');
      return z.parse(storedFile, answer);
    });
    return exchange.json(stored, stored.outcome === 'stored' ? 201 : 200);
  });
  // A browser plays what the server cannot: it makes the still of a video.
  app.put('/api/v1/workspaces/:workspaceId/assets/:assetId/still', async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    const asked = contextOf(ctx, exchange);
    await storeStill(asked, member, requireId(exchange, 'assetId'), exchange.req.raw.body);
    return exchange.json({});
  });
}
