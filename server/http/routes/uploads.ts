import type { Hono } from 'hono';
import { AppError } from '../../app-error.ts';
import {
  appendToUpload,
  cancelUpload,
  createUpload,
  fileLimitBytes,
  getUpload,
  type Upload,
} from '../../library/index.ts';
import { requireId, requireMember } from '../access.ts';
import type { Env, Exchange, HttpContext } from '../exchange.ts';

const version = '1.0.0';
const list = '/api/v1/workspaces/:workspaceId/uploads';
const one = `${list}/:uploadId`;

/**
 * Resumable uploads: tus 1.0.0 (https://tus.io/protocols/resumable-upload) with creation, termination and expiration. What
 * has arrived becomes a file of the library by `PUT …/uploads/:uploadId/asset`. Who may is asked before a byte is read.
 */
export function mountUploads(app: Hono<Env>, ctx: HttpContext): void {
  app.options(list, (exchange) =>
    exchange.body(null, 204, {
      'tus-resumable': version,
      'tus-version': version,
      'tus-extension': 'creation,termination,expiration',
      'tus-max-size': String(fileLimitBytes(ctx)),
    }),
  );

  app.post(list, async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    mustSpeakTus(exchange);
    const sizeBytes = wholeNumber(exchange, 'upload-length');
    const name = metadataOf(exchange.req.header('upload-metadata')).get('filename') ?? '';
    const upload = await createUpload(ctx, member, { name, sizeBytes });
    return answer(exchange, 201, upload, {
      location: `/api/v1/workspaces/${member.workspaceId}/uploads/${upload.id}`,
    });
  });

  // Hono answers HEAD by the handler of GET and leaves the body out.
  app.get(one, async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    const upload = await getUpload(ctx, member, requireId(exchange, 'uploadId'));
    return answer(exchange, 200, upload, {
      'upload-length': String(upload.sizeBytes),
      'cache-control': 'no-store',
    });
  });

  app.patch(one, async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    const uploadId = requireId(exchange, 'uploadId');
    await getUpload(ctx, member, uploadId);
    mustSpeakTus(exchange);
    if (exchange.req.header('content-type') !== 'application/offset+octet-stream')
      throw refusal('Content-Type', 'Send application/offset+octet-stream.');
    const offset = wholeNumber(exchange, 'upload-offset');
    const body = exchange.req.raw.body;
    return answer(exchange, 204, await appendToUpload(ctx, member, uploadId, { offset, body }));
  });

  app.delete(one, async (exchange) => {
    const member = await requireMember(ctx, exchange, 'contributor');
    await cancelUpload(ctx, member, requireId(exchange, 'uploadId'));
    return exchange.body(null, 204, { 'tus-resumable': version });
  });
}

function answer(
  exchange: Exchange,
  status: 200 | 201 | 204,
  upload: Upload,
  headers: Record<string, string> = {},
): Response {
  return exchange.body(null, status, {
    ...headers,
    'tus-resumable': version,
    'upload-offset': String(upload.offset),
    'upload-expires': upload.expiresAt.toUTCString(),
  });
}

function mustSpeakTus(exchange: Exchange): void {
  if (exchange.req.header('tus-resumable') !== version)
    throw refusal('Tus-Resumable', `Tintype speaks tus ${version}.`);
}

function wholeNumber(exchange: Exchange, name: string): number {
  const text = exchange.req.header(name) ?? '';
  // Up to fifteen digits, so that it stays exact.
  if (!/^\d{1,15}$/.test(text)) throw refusal(name, 'Send a whole number of bytes.');
  return Number(text);
}

/** `filename d29ybGQ=,filetype …`: names with values in base64. */
function metadataOf(header = ''): Map<string, string> {
  return new Map(
    header.split(',').map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString('utf8')];
    }),
  );
}

function refusal(path: string, message: string): AppError {
  return new AppError('invalid_input', { details: { fields: [{ path, message }] } });
}
