import type { FacebookToken } from '../world/facebook.ts';
import { drawText } from '../world/mint.ts';
import type { World } from '../world/world.ts';

/** A user token from the dialog lives one to two hours. */
const shortSeconds = 3600;
/** Long-lived ones get about 60 days; Meta's answers are never the round number. */
const longSeconds = 5_184_000;

export type FacebookTokenOrder = {
  appId: string;
  personId: string;
  kind: 'user_short' | 'user_long';
  /** How long ago it was issued; 0 unless told. */
  ageSeconds?: number;
};

/** A new user token, alive until its own expiry whatever is issued after it. */
export function issueFacebookToken(world: World, order: FacebookTokenOrder): FacebookToken {
  const value = `EAA${world.nextText('facebook-token', 180)}`;
  const share = world.share(value);
  const lifetime =
    order.kind === 'user_short'
      ? shortSeconds + Math.floor(share * 3600)
      : longSeconds - 1 - Math.floor(share * 99);
  const issuedAt = world.now() - (order.ageSeconds ?? 0) * 1000;
  return world.facebookTokens.put({
    value,
    appId: order.appId,
    personId: order.personId,
    login: 'facebook',
    kind: order.kind,
    state: 'live',
    issuedAt,
    expiresAt: issuedAt + lifetime * 1000,
  });
}

/**
 * The token of a Page, as its user token is told it: always the same string for the two. Without an end when the user token is
 * long-lived, else it ends with it.
 */
export function pageTokenFor(world: World, user: FacebookToken, pageId: string): FacebookToken {
  if (user.kind === 'page') return user;
  const value = `EAA${drawText(world.seed, `page-token:${user.value}:${pageId}`, 170)}`;
  const known = world.facebookTokens.get(value);
  if (known !== undefined) return known;
  const { appId, personId, issuedAt, expiresAt } = user;
  return world.facebookTokens.put({
    value,
    appId,
    personId,
    login: 'facebook',
    kind: 'page',
    pageId,
    state: 'live',
    issuedAt,
    ...(user.kind === 'user_short' && expiresAt !== undefined && { expiresAt }),
  });
}
