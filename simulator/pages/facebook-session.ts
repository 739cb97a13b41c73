import type { Call } from '../route.ts';
import type { Person } from '../world/entities.ts';

const cookieName = 'simulated_facebook';

/** The person a browser is signed in as at the simulated facebook.com. */
export function findPerson(call: Call): Person | undefined {
  const cookies = (call.request.headers.get('cookie') ?? '').split(/;\s*/);
  const found = cookies.find((cookie) => cookie.startsWith(`${cookieName}=`));
  const session = call.world.facebookSessions.get(found?.slice(cookieName.length + 1) ?? '');
  return session === undefined ? undefined : call.world.people.get(session.personId);
}

/** Signs a browser in; choosing a person is all the log-in there is. Returns the cookie to set. */
export function signInPerson(call: Call, person: Person): string {
  const session = call.world.facebookSessions.put({
    id: call.world.nextText('facebook-session', 32),
    personId: person.id,
    startedAt: call.world.now(),
  });
  // Cookies know no ports, so under a path prefix this one keeps to it and never meets the product on the same host name.
  return `${cookieName}=${session.id}; Path=${call.prefix === '' ? '/' : call.prefix}; HttpOnly; SameSite=Lax`;
}
