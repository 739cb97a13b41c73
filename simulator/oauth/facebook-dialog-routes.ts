import { continueAsPage, facebookDialogPage, type DialogPage } from '../pages/facebook-dialog-page.ts';
import { facebookErrorPage } from '../pages/facebook-error-page.ts';
import { facebookLoginPage } from '../pages/facebook-login-page.ts';
import { findPerson } from '../pages/facebook-session.ts';
import { isForeignForm } from '../pages/session.ts';
import type { Answer, Call, Method, Route } from '../route.ts';
import type { Person } from '../world/entities.ts';
import type { FacebookGrant } from '../world/facebook.ts';
import { assetsOf } from './facebook-assets.ts';
import { type DialogRequest, readDialogRequest, redirectBack } from './facebook-dialog-request.ts';
import { giveFacebookGrant } from './facebook-grant.ts';
import { targetOf } from './facebook-scopes.ts';
import { issueFacebookToken } from './facebook-token.ts';

/** Facebook's dialog: log in, choose Pages, accounts and permissions, back to the app. With a version in the path or without. */
export const facebookDialogRoutes: Route[] = [
  ...dialogRoute('GET', '/dialog/oauth', startDialog),
  ...dialogRoute('GET', '/dialog/oauth/consent', showConsent),
  ...dialogRoute('POST', '/dialog/oauth/consent', decideConsent),
];

function dialogRoute(method: Method, path: string, answer: (call: Call) => Response): Route[] {
  const host = 'www.facebook.com';
  return [
    { host, method, path, answer },
    {
      host,
      method,
      path: `/:version${path}`,
      answer: (call): Answer =>
        /^v\d+\.\d+$/.test(call.pathParams['version'] ?? '') ? answer(call) : undefined,
    },
  ];
}

function startDialog(call: Call): Response {
  const request = readDialogRequest(call);
  if ('refusal' in request) return facebookErrorPage(request.refusal);
  const person = findPerson(call);
  return person === undefined || request.mustLogIn ? askLogIn(call, request) : offer(call, request, person);
}

/** Where the log-in leads: the same request, without asking again who it is. */
function showConsent(call: Call): Response {
  const request = readDialogRequest(call);
  if ('refusal' in request) return facebookErrorPage(request.refusal);
  const person = findPerson(call);
  return person === undefined ? askLogIn(call, request) : offer(call, request, person);
}

function decideConsent(call: Call): Response {
  if (isForeignForm(call)) return facebookErrorPage('This form was sent by another site.', 403);
  const request = readDialogRequest(call);
  if ('refusal' in request) return facebookErrorPage(request.refusal);
  const person = findPerson(call);
  if (person === undefined) return askLogIn(call, request);
  // Another tab may have logged in as somebody else since: nobody consents for a person they are not looking at.
  if (call.form.get('person_id') !== person.id) return offer(call, request, person);
  if (call.form.get('decision') !== 'continue') return redirectDenied(request);
  if (!mayUse(request, person)) return facebookErrorPage(notActive);
  return redirectGranted(call, request, consent(call, request, person));
}

function askLogIn(call: Call, request: DialogRequest): Response {
  return facebookLoginPage(call, {
    next: `${request.path}/consent${request.query}`,
    why: `${request.app.name} asks to use a Facebook account.`,
  });
}

function offer(call: Call, request: DialogRequest, person: Person): Response {
  if (!mayUse(request, person)) return facebookErrorPage(notActive);
  const page = describePage(call, request, person);
  const wasDecided =
    page.grant !== undefined && page.scopes.every((scope) => page.grant?.granted.includes(scope));
  const isShort = wasDecided && !request.showsChoice && !request.asksAgain && !request.isEdited;
  return isShort ? continueAsPage(call, page) : facebookDialogPage(call, page);
}

/** A permission that was declined is not asked for again, unless the app says so or the person wants to look. */
function describePage(call: Call, request: DialogRequest, person: Person): DialogPage {
  const grant = findGrant(call, request, person);
  const declined = request.asksAgain || request.isEdited ? [] : (grant?.declined ?? []);
  const scopes = request.scopes.filter((scope) => scope !== 'public_profile' && !declined.includes(scope));
  return { request, person, grant, scopes };
}

/** Keeps what was decided. Pages and accounts are those of the form that are really the person's. */
function consent(call: Call, request: DialogRequest, person: Person): FacebookGrant {
  const { form, world } = call;
  const { scopes, grant } = describePage(call, request, person);
  const appId = request.app.id;
  const personId = person.id;
  if (grant !== undefined && form.has('as_before')) {
    return giveFacebookGrant(world, { ...grant, granted: [], declined: [] });
  }
  const assets = assetsOf(world, personId);
  const asked = new Set(scopes.map(targetOf));
  const ticked = (kind: string, all: { id: string }[]) =>
    all.map(({ id }) => id).filter((id) => form.has(`${kind}:${id}`));
  const wantsPages = asked.has('page') || asked.has('account');
  return giveFacebookGrant(world, {
    appId,
    personId,
    granted: scopes.filter((scope) => form.has(scope)),
    declined: scopes.filter((scope) => !form.has(scope)),
    opensToAll: wantsPages ? form.get('reach') === 'all' : (grant?.opensToAll ?? false),
    // What a page did not ask for stays as it was.
    pageIds: wantsPages ? ticked('page', assets.pages) : (grant?.pageIds ?? []),
    accountIds: asked.has('account') ? ticked('account', assets.accounts) : (grant?.accountIds ?? []),
    businessIds: asked.has('business') ? ticked('business', assets.businesses) : (grant?.businessIds ?? []),
  });
}

function redirectGranted(call: Call, request: DialogRequest, grant: FacebookGrant): Response {
  const { appId, personId } = grant;
  const { world } = call;
  const inQuery: Record<string, string> = {};
  if (request.responseType !== 'token') {
    const code = world.facebookCodes.put({
      value: `AQ${world.nextText('facebook-code', 220)}`,
      appId,
      personId,
      redirectUri: request.redirectUri,
      issuedAt: world.now(),
    });
    inQuery['code'] = code.value;
  }
  if (request.responseType === 'code') return redirectBack(request, inQuery);
  const token = issueFacebookToken(world, { appId, personId, kind: 'user_short' });
  const long = issueFacebookToken(world, { appId, personId, kind: 'user_long' });
  return redirectBack(request, inQuery, {
    access_token: token.value,
    data_access_expiration_time: String(Math.floor(grant.dataAccessExpiresAt / 1000)),
    expires_in: String(Math.floor(((token.expiresAt ?? 0) - world.now()) / 1000)),
    long_lived_token: long.value,
  });
}

function redirectDenied(request: DialogRequest): Response {
  const denial = {
    error: 'access_denied',
    error_code: '200',
    error_description: 'Permissions error',
    error_reason: 'user_denied',
  };
  return request.responseType === 'code' ? redirectBack(request, denial) : redirectBack(request, {}, denial);
}

function findGrant(call: Call, request: DialogRequest, person: Person): FacebookGrant | undefined {
  const grant = call.world.facebookGrants.get(`${request.app.id}:${person.id}`);
  return grant?.removedAt === undefined ? grant : undefined;
}

const notActive =
  'App not active: This app is not accessible right now and the app developer is aware of the issue. You will be able to log in when the app is reactivated.';

/** An app in development mode lets in only people with a role in it. */
function mayUse({ app }: DialogRequest, person: Person): boolean {
  return app.flags.access === 'everyone' || app.testers.includes(person.id);
}
