import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from '../context.ts';

/**
 * Whether the bytes, exactly as they came, were signed with the secret of an app of ours. Meta's document names the app's secret,
 * and deliveries of Instagram Login were seen signed with the Instagram app's; either is accepted. Meta: Webhooks, read 2026-09.
 */
export function isSigned(ctx: Pick<Context, 'config'>, body: Buffer, signature: string | undefined): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(signature ?? '')?.[1];
  if (!hex) return false;
  const given = Buffer.from(hex, 'hex');
  return [ctx.config.instagramApp, ctx.config.facebookApp].some(
    (app) => app && timingSafeEqual(given, createHmac('sha256', app.secret).update(body).digest()),
  );
}
