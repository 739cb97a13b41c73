import { createHmac } from 'node:crypto';

export type SignedRequest = { appSecret: string; userId: string; issuedAtSeconds: number };

/**
 * `base64url(signature).base64url(payload)` without padding; the signature is HMAC-SHA256 under the app secret over the encoded
 * payload (reference, section 4.2). `userId` is the app-scoped one.
 */
export function signRequest({ appSecret, userId, issuedAtSeconds }: SignedRequest): string {
  const payload = { algorithm: 'HMAC-SHA256', issued_at: issuedAtSeconds, user_id: userId };
  const encoded = Buffer.from(JSON.stringify(payload)).toString('base64url');
  const signature = createHmac('sha256', appSecret).update(encoded).digest('base64url');
  return `${signature}.${encoded}`;
}
