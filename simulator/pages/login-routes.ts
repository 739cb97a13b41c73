import type { Call, Route } from '../route.ts';
import { errorPage } from './error-page.ts';
import { loginPage } from './login-page.ts';
import { isForeignForm, signIn } from './session.ts';

/** `/accounts/login/?next=…`: choose an account, come back signed in. */
export const loginRoutes: Route[] = [
  {
    host: 'www.instagram.com',
    method: 'GET',
    path: '/accounts/login',
    answer: (call) => loginPage(call, { next: readNext(call), why: 'Who are you?', offersFacebook: false }),
  },
  { host: 'www.instagram.com', method: 'POST', path: '/accounts/login', answer: logIn },
];

function logIn(call: Call): Response {
  if (isForeignForm(call)) return errorPage('This form was sent by another site.', 403);
  const account = call.world.accounts.get(call.form.get('account_id') ?? '');
  if (account === undefined) return errorPage('This account does not exist any more.', 404);
  return new Response(null, {
    status: 303,
    headers: {
      location: `${call.prefix}${readNext(call)}`,
      'set-cookie': signIn(call, account),
      'cache-control': 'no-store',
    },
  });
}

/** A path on this host and nothing else, spelled as a header may carry it. */
function readNext(call: Call): string {
  const here = 'http://here';
  const next = URL.parse(call.params.get('next') ?? '', here);
  const path = next?.origin === here ? next.pathname + next.search + next.hash : '/';
  // Two slashes name another host.
  return path === '/' || path.startsWith('//') ? '/accounts/manage_access/' : path;
}
