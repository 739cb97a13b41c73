import type { Call } from '../route.ts';
import type { Account, Session } from '../world/entities.ts';

const cookieName = 'simulated_instagram';

/** The account a browser is signed in with at the simulated instagram.com. */
export function findSignedIn(call: Call): Account | undefined {
  const cookies = (call.request.headers.get('cookie') ?? '').split(/;\s*/);
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  const session = call.world.sessions.get(found?.slice(cookieName.length + 1) ?? '');
  return session === undefined ? undefined : call.world.accounts.get(session.accountId);
}

/** Signs a browser in; choosing an account is all the log-in there is. Returns the cookie to set. */
export function signIn(call: Call, account: Account): string {
  const session: Session = {
    id: call.world.nextText('session', 32),
    accountId: account.id,
    startedAt: call.world.now(),
  };
  call.world.sessions.put(session);
  // Cookies know no ports, so under a path prefix this one keeps to it and never meets the product on the same host name.
  return `${cookieName}=${session.id}; Path=${call.prefix === '' ? '/' : call.prefix}; HttpOnly; SameSite=Lax`;
}

/** True for a form sent by a page of another site, which no page of the simulator is. */
export function isForeignForm(call: Call): boolean {
  return call.request.headers.get('sec-fetch-site') === 'cross-site';
}
