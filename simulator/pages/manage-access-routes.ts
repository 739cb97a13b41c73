import { removeGrant } from '../oauth/remove-grant.ts';
import { sendCallbacks } from '../oauth/send-callbacks.ts';
import { answerInvite } from '../oauth/tester-invites.ts';
import type { Call, Route } from '../route.ts';
import { errorPage } from './error-page.ts';
import { loginPage } from './login-page.ts';
import { manageAccessPage } from './manage-access-page.ts';
import { findSignedIn, isForeignForm } from './session.ts';

/** `www.instagram.com/accounts/manage_access/`, where a person takes access back. */
export const manageAccessRoutes: Route[] = [
  { host: 'www.instagram.com', method: 'GET', path: '/accounts/manage_access', answer: showAccess },
  { host: 'www.instagram.com', method: 'POST', path: '/accounts/manage_access/remove', answer: removeApp },
  { host: 'www.instagram.com', method: 'POST', path: '/accounts/manage_access/invites', answer: takeAnswer },
];

function showAccess(call: Call): Response {
  const account = findSignedIn(call);
  if (account !== undefined) return manageAccessPage(call, account);
  return loginPage(call, {
    next: '/accounts/manage_access/',
    why: 'Whose apps and websites?',
    offersFacebook: false,
  });
}

async function removeApp(call: Call): Promise<Response> {
  if (isForeignForm(call)) return errorPage('This form was sent by another site.', 403);
  const account = findSignedIn(call);
  const grant = call.world.grants.get(`${call.form.get('app_id') ?? ''}:${account?.id ?? ''}`);
  const isShown = account !== undefined && call.form.get('account_id') === account.id;
  if (isShown && grant !== undefined && grant.removedAt === undefined) {
    await sendCallbacks(call, removeGrant(call.world, grant, 'person'));
  }
  return backTo(call, 'removed');
}

function takeAnswer(call: Call): Response {
  if (isForeignForm(call)) return errorPage('This form was sent by another site.', 403);
  const account = findSignedIn(call);
  const answer = call.form.get('answer');
  // Another tab may have logged in as somebody else since.
  const isShown = account !== undefined && call.form.get('username') === account.username.toLowerCase();
  if (isShown && (answer === 'accepted' || answer === 'declined')) {
    answerInvite(call.world, account, { appId: call.form.get('app_id') ?? '', answer });
  }
  return backTo(call, 'invites');
}

function backTo(call: Call, tab: string): Response {
  return new Response(null, {
    status: 303,
    headers: { location: `${call.prefix}/accounts/manage_access/?tab=${tab}` },
  });
}
