import { consentPage, switchAccountPage } from '../pages/consent-page.ts';
import { errorPage } from '../pages/error-page.ts';
import { loginPage } from '../pages/login-page.ts';
import { findSignedIn, isForeignForm } from '../pages/session.ts';
import type { Call, Route } from '../route.ts';
import type { Account } from '../world/entities.ts';
import { type AuthorizeRequest, readAuthorizeRequest, redirectBack } from './authorize-request.ts';
import { giveGrant } from './issue-token.ts';
import { requiredScope } from './scopes.ts';

/** The consent window of Instagram Login: log in, consent, back to the app. */
export const authorizeRoutes: Route[] = [
  { host: 'www.instagram.com', method: 'GET', path: '/oauth/authorize', answer: startAuthorize },
  { host: 'www.instagram.com', method: 'GET', path: '/oauth/authorize/consent', answer: showConsent },
  { host: 'www.instagram.com', method: 'POST', path: '/oauth/authorize/consent', answer: decideConsent },
  { host: 'www.instagram.com', method: 'POST', path: '/oauth/authorize/switch', answer: decideSwitch },
  { host: 'api.instagram.com', method: 'GET', path: '/oauth/authorize', answer: leaveOldHost },
];

function startAuthorize(call: Call): Response {
  const request = readAuthorizeRequest(call);
  if ('refusal' in request) return errorPage(request.refusal);
  const account = findSignedIn(call);
  if (account === undefined || request.mustLogIn) return askLogIn(call, request);
  return offer(call, request, account);
}

/** Where the log-in leads: the same request, without asking again who it is. */
function showConsent(call: Call): Response {
  const request = readAuthorizeRequest(call);
  if ('refusal' in request) return errorPage(request.refusal);
  const account = findSignedIn(call);
  return account === undefined ? askLogIn(call, request) : offer(call, request, account);
}

function decideConsent(call: Call): Response {
  const decision = readDecision(call);
  if (decision instanceof Response) return decision;
  const { request, account } = decision;
  if (call.form.get('decision') !== 'allow') return redirectDenied(request);
  const blocked = findObstacle(call, request, account);
  if (blocked !== undefined) return blocked;

  const scopes = request.scopes.filter((scope) => scope === requiredScope || call.form.has(scope));
  giveGrant(call.world, { appId: request.app.id, accountId: account.id, scopes });
  const code = call.world.codes.put({
    value: `AQ${call.world.nextText('code', 150)}`,
    appId: request.app.id,
    accountId: account.id,
    redirectUri: request.redirectUri,
    scopes,
    issuedAt: call.world.now(),
  });
  return redirectBack(request, { code: code.value });
}

function decideSwitch(call: Call): Response {
  const decision = readDecision(call);
  if (decision instanceof Response) return decision;
  const { request, account } = decision;
  if (call.form.get('decision') !== 'switch') return redirectDenied(request);
  call.world.accounts.put({ ...account, type: 'BUSINESS' });
  return new Response(null, {
    status: 303,
    headers: { location: `${call.prefix}/oauth/authorize/consent${request.query}` },
  });
}

function leaveOldHost(call: Call): Response {
  const app = call.world.apps.get(call.query.get('client_id') ?? '');
  if (app?.flags.legacyAuthorize === 'unavailable')
    return errorPage("Sorry, this page isn't available.", 404);
  const query = new URL(call.request.url).search;
  const location = `${call.publicUrl}/www.instagram.com/oauth/authorize${query}`;
  return new Response(null, { status: 302, headers: { location } });
}

function askLogIn(call: Call, request: AuthorizeRequest): Response {
  return loginPage(call, {
    next: `/oauth/authorize/consent${request.query}`,
    why: `${request.app.name} asks to use an account.`,
    offersFacebook: request.offersFacebook,
  });
}

function offer(call: Call, request: AuthorizeRequest, account: Account): Response {
  return findObstacle(call, request, account) ?? consentPage(call, request, account);
}

/** What keeps this account from consenting to this app, if anything does. */
function findObstacle(call: Call, request: AuthorizeRequest, account: Account): Response | undefined {
  const { app } = request;
  const hasAccess = app.flags.access === 'everyone' || app.testers.includes(account.id);
  if (!hasAccess && app.flags.withoutAccess === 'page') return errorPage('Insufficient developer role');
  if (!hasAccess && app.flags.withoutAccess === 'redirect') {
    return redirectBack(request, {
      error: 'access_denied',
      error_description: 'Insufficient developer role',
    });
  }
  if (account.type === 'PERSONAL' && app.flags.personalAccounts === 'A') {
    return switchAccountPage(call, request, account);
  }
  return undefined;
}

/** A form of these pages, from the account it was shown to. */
function readDecision(call: Call): { request: AuthorizeRequest; account: Account } | Response {
  if (isForeignForm(call)) return errorPage('This form was sent by another site.', 403);
  const request = readAuthorizeRequest(call);
  if ('refusal' in request) return errorPage(request.refusal);
  const account = findSignedIn(call);
  if (account === undefined) return askLogIn(call, request);
  // Another tab may have logged in as somebody else since: nobody consents for an account they are not looking at.
  if (call.form.get('account_id') !== account.id) return offer(call, request, account);
  return { request, account };
}

function redirectDenied(request: AuthorizeRequest): Response {
  return redirectBack(request, {
    error: 'access_denied',
    error_reason: 'user_denied',
    error_description: 'The user denied your request',
  });
}
