import { AppError } from '../app-error.ts';
import type { Exchange } from './exchange.ts';

/** Bytes of a JSON or form body; ours are far smaller. */
export const smallBodyBytes = 64 * 1024;

/** The body of a request, refused as `file_too_large` as soon as it is known to be over `limitBytes`. */
export async function readBody(exchange: Exchange, limitBytes: number): Promise<Buffer> {
  if (Number(exchange.req.header('content-length') ?? 0) > limitBytes) throw new AppError('file_too_large');
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of exchange.req.raw.body ?? []) {
    size += part.byteLength;
    if (size > limitBytes) throw new AppError('file_too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A JSON body. Throws `invalid_input` for another content type, more than `limitBytes`, or text that is no JSON. */
export async function readJsonBody(exchange: Exchange, limitBytes = smallBodyBytes): Promise<unknown> {
  const type = exchange.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  // A form of another site cannot send this type without asking first.
  if (type !== 'application/json') throw refusal('Send it as application/json.');
  let bytes: Buffer;
  try {
    bytes = await readBody(exchange, limitBytes);
  } catch (error) {
    if (error instanceof AppError) throw refusal(`Send at most ${limitBytes / 1024} KiB.`);
    throw error;
  }
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw refusal('It is not JSON.');
  }
}

function refusal(message: string): AppError {
  return new AppError('invalid_input', { details: { fields: [{ path: '', message }] } });
}
