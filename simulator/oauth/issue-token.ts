import type { Grant, Scope, Token } from '../world/entities.ts';
import type { World } from '../world/world.ts';

/** Lifetime of the token a code is exchanged for. */
const shortSeconds = 3600;
/** Long-lived tokens get about 60 days; Meta's answers are never the round number. */
const longSeconds = 5_184_000;

export type TokenOrder = {
  appId: string;
  accountId: string;
  scopes: Scope[];
  kind: Token['kind'];
  /** How long ago it was issued; 0 unless told. */
  ageSeconds?: number;
};

/** A new token string, alive until its own expiry whatever is issued after it. */
export function issueToken(world: World, order: TokenOrder): Token {
  const value = `IGAA${world.nextText('token', 160)}`;
  const lifetime =
    order.kind === 'short' ? shortSeconds : longSeconds - 1 - Math.floor(world.share(value) * 99);
  const issuedAt = world.now() - (order.ageSeconds ?? 0) * 1000;
  return world.tokens.put({
    value,
    appId: order.appId,
    accountId: order.accountId,
    login: 'instagram',
    kind: order.kind,
    scopes: order.scopes,
    state: 'live',
    issuedAt,
    expiresAt: issuedAt + lifetime * 1000,
  });
}

/** Whole seconds a token still has. */
export function secondsLeft(world: World, token: Token): number {
  return Math.floor((token.expiresAt - world.now()) / 1000);
}

/** The grant of an app for an account, given now. Giving it again replaces the scopes and undoes a removal. */
export function giveGrant(world: World, given: Pick<Grant, 'appId' | 'accountId' | 'scopes'>): Grant {
  const id = `${given.appId}:${given.accountId}`;
  const {
    removedAt: _removedAt,
    removedBy: _removedBy,
    ...before
  } = world.grants.get(id) ?? { callbacks: [] };
  return world.grants.put({ ...before, ...given, id, login: 'instagram', grantedAt: world.now() });
}
