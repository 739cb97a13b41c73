import { createHmac } from 'node:crypto';
import type { App } from '../world/entities.ts';

/** `X-Hub-Signature-256` and its legacy sister, over the exact bytes of the body, as lower-case hex. */
export function signBody(secret: string, body: string): Record<string, string> {
  const sign = (algorithm: string) => createHmac(algorithm, secret).update(body).digest('hex');
  return { 'x-hub-signature-256': `sha256=${sign('sha256')}`, 'x-hub-signature': `sha1=${sign('sha1')}` };
}

/** Meta's documents name the app's secret, reports the Instagram app's: whether it is the one of the app's other half is a flag. */
export function secretOf(app: App): string {
  return app.flags.webhookSecret === 'other' ? (app.otherSecret ?? app.secret) : app.secret;
}
