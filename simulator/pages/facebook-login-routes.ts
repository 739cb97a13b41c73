import type { Call, Route } from '../route.ts';
import { facebookErrorPage } from './facebook-error-page.ts';
import { facebookLoginPage } from './facebook-login-page.ts';
import { signInPerson } from './facebook-session.ts';
import { isForeignForm } from './session.ts';

/** `/login.php?next=…`: choose a person, come back signed in. */
export const facebookLoginRoutes: Route[] = [
  {
    host: 'www.facebook.com',
    method: 'GET',
    path: '/login.php',
    answer: (call) => facebookLoginPage(call, { next: readNext(call), why: 'Who are you?' }),
  },
  { host: 'www.facebook.com', method: 'POST', path: '/login.php', answer: logIn },
];

function logIn(call: Call): Response {
  if (isForeignForm(call)) return facebookErrorPage('This form was sent by another site.', 403);
  const person = call.world.people.get(call.form.get('person_id') ?? '');
  if (person === undefined) return facebookErrorPage('This person does not exist any more.', 404);
  return new Response(null, {
    status: 303,
    headers: {
      location: `${call.prefix}${readNext(call)}`,
      'set-cookie': signInPerson(call, person),
      'cache-control': 'no-store',
    },
  });
}

/** A path on this host and nothing else. */
function readNext(call: Call): string {
  const next = call.params.get('next') ?? '';
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : '/settings';
}
