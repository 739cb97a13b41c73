import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';

export interface SignedRequest {
  userId: string;
  /** The end of the second in which Meta made it: it counts whole seconds, and what happened in that second came before. */
  issuedBefore: Date;
  appId: string;
}

/**
 * Reads Meta's `signed_request`: HMAC-SHA256 by an app secret of ours over the encoded payload as it came. Which of the
 * two secrets signs for Instagram Login is documented nowhere, so either is accepted. Throws `invalid_input`.
 */
export function readSignedRequest(ctx: Pick<Context, 'config'>, text: string): SignedRequest {
  const [signature = '', payload = ''] = text.split('.');
  const given = Buffer.from(signature, 'base64url');
  const app = [ctx.config.instagramApp, ctx.config.facebookApp].find((app) => {
    if (!app) return false;
    const expected = createHmac('sha256', app.secret).update(payload).digest();
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!app || text.split('.').length !== 2) throw refusal();
  try {
    const body = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
    if (
      body.algorithm !== 'HMAC-SHA256' ||
      typeof body.user_id !== 'string' ||
      typeof body.issued_at !== 'number'
    )
      throw refusal();
    return { userId: body.user_id, issuedBefore: new Date(body.issued_at * 1000 + 999), appId: app.id };
  } catch {
    throw refusal();
  }
}

function refusal(): AppError {
  return new AppError('invalid_input', {
    details: { fields: [{ path: 'signed_request', message: 'Its signature is not ours.' }] },
  });
}
