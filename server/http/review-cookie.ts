import { getCookie, setCookie } from 'hono/cookie';
import type { Config } from '../config/index.ts';
import type { Exchange } from './exchange.ts';

/** The session of whoever opened a reviewer's link: it is sent to the addresses of the review alone. */
const path = '/api/v1/review';

/** A name that a browser takes over https alone; `__Host-` would ask for the path of everything. */
function nameOf({ publicUrl }: Pick<Config, 'publicUrl'>): string {
  return publicUrl.startsWith('https:') ? '__Secure-tintype_review' : 'tintype_review';
}

export function readReviewCookie(config: Pick<Config, 'publicUrl'>, exchange: Exchange): string | undefined {
  return getCookie(exchange, nameOf(config));
}

/** Good until the session ends. */
export function setReviewCookie(
  { config, now }: { config: Pick<Config, 'publicUrl'>; now: Date },
  exchange: Exchange,
  { secret, until }: { secret: string; until: Date },
): void {
  setCookie(exchange, nameOf(config), secret, {
    path,
    httpOnly: true,
    sameSite: 'Lax',
    secure: config.publicUrl.startsWith('https:'),
    maxAge: Math.max(0, Math.floor((until.getTime() - now.getTime()) / 1000)),
  });
}
