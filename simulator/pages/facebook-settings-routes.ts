import { removeFacebookGrant } from '../oauth/facebook-grant.ts';
import { requestDeletion, sendCallbacks } from '../oauth/send-callbacks.ts';
import type { Call, Route } from '../route.ts';
import type { FacebookGrant } from '../world/facebook.ts';
import { facebookErrorPage } from './facebook-error-page.ts';
import { facebookLoginPage } from './facebook-login-page.ts';
import { findPerson } from './facebook-session.ts';
import { facebookSettingsPage, settingsPath } from './facebook-settings-page.ts';
import { isForeignForm } from './session.ts';

/** `www.facebook.com/settings?tab=business_tools` or `applications`, where a person takes access back. */
export const facebookSettingsRoutes: Route[] = [
  { host: 'www.facebook.com', method: 'GET', path: settingsPath, answer: showSettings },
  { host: 'www.facebook.com', method: 'POST', path: `${settingsPath}/remove`, answer: removeApp },
  { host: 'www.facebook.com', method: 'POST', path: `${settingsPath}/deletion`, answer: askDeletion },
];

function showSettings(call: Call): Response {
  const person = findPerson(call);
  if (person !== undefined) return facebookSettingsPage(call, person);
  return facebookLoginPage(call, { next: settingsPath, why: 'Whose business integrations?' });
}

async function removeApp(call: Call): Promise<Response> {
  if (isForeignForm(call)) return facebookErrorPage('This form was sent by another site.', 403);
  const grant = findShownGrant(call);
  if (grant !== undefined && grant.removedAt === undefined) {
    await sendCallbacks(call, removeFacebookGrant(call.world, grant, 'person'));
  }
  return backToRemoved(call);
}

/** "View removed", "Send request": the app is asked to delete what it has. */
async function askDeletion(call: Call): Promise<Response> {
  if (isForeignForm(call)) return facebookErrorPage('This form was sent by another site.', 403);
  const grant = findShownGrant(call);
  if (grant?.removedAt !== undefined) await requestDeletion(call, grant);
  return backToRemoved(call);
}

/** The grant of the person signed in, who is the one the form was shown to. */
function findShownGrant(call: Call): FacebookGrant | undefined {
  const person = findPerson(call);
  if (person === undefined || call.form.get('person_id') !== person.id) return undefined;
  return call.world.facebookGrants.get(`${call.form.get('app_id') ?? ''}:${person.id}`);
}

function backToRemoved(call: Call): Response {
  const location = `${call.prefix}${settingsPath}?tab=business_tools&view=removed`;
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}
