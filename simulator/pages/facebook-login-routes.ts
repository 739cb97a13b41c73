import type { Call, Route } from '../route.ts';
import type { Person } from '../world/entities.ts';
import { facebookErrorPage } from './facebook-error-page.ts';
import { signInPerson } from './facebook-session.ts';
import { type Html, html } from './html.ts';
import { pageResponse } from './layout.ts';
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

/** Log-in at Facebook: every person of the world, one button each. `next` is a path of the same host, without prefix. */
export function facebookLoginPage(call: Call, { next, why }: { next: string; why: string }): Response {
  const people = call.world.people.list();
  return pageResponse({
    title: 'Log in',
    shape: 'sheet',
    standsFor: 'Facebook',
    main: html`<h1>Log in to the simulated Facebook</h1>
      <p class="soft">${why} Choosing a person is the log-in: nobody has a password here.</p>
      <form method="post" action="${call.prefix}/login.php">
        <input type="hidden" name="next" value="${next}" />
        <ul class="accounts">
          ${people.map((person) => personRow(call, person))}
        </ul>
      </form>
      ${people.length === 0 && html`<p class="soft">There is nobody yet. <a href="/_simulator">Add a person in the simulator's controls.</a></p>`}`,
    foot: html`<a href="/_simulator">simulator controls</a>`,
  });
}

function personRow(call: Call, person: Person): Html {
  const pages = call.world.pageRoles.countBy('personId', person.id);
  return html`<li>
    <button name="person_id" value="${person.id}">
      <span
        ><b>${person.name}</b>
        <span class="small">${pages === 1 ? 'runs 1 Page' : `runs ${pages} Pages`}</span></span
      >
    </button>
  </li>`;
}

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
