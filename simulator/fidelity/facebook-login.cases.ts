import { expect } from 'vitest';
import type { FidelityCase, RowCases, SectionCases } from './fidelity-case.ts';

const asked = 'client_id={app}&redirect_uri={redirect}&scope=instagram_basic,pages_show_list&state=s';
const exchange = 'client_id={app}&client_secret={secret}&redirect_uri={redirect}';

/** The dialog with a version in its path and without. */
function dialog(path: string): { start: RowCases; show: RowCases; decide: RowCases } {
  const decision = (form: Record<string, string>): Pick<FidelityCase, 'path' | 'signedIn' | 'form'> => ({
    path: `${path}/consent?${asked}`,
    signedIn: true,
    form: { person_id: 'marta', ...form },
  });
  return {
    start: {
      answers: [{ says: 'asks who it is', path: `${path}?${asked}`, status: 200, page: /Marta Linden/ }],
      refusals: [
        { says: 'an unknown app', path: `${path}?client_id=1`, status: 400, page: /Invalid App ID/ },
        { says: 'a redirect URI that is not registered', path: `${path}?client_id={app}&redirect_uri=https://evil.example/`, status: 400, page: /URL blocked/ },
      ],
    },
    show: {
      answers: [{ says: 'shows what is asked for', path: `${path}/consent?${asked}`, signedIn: true, status: 200, page: /Tintype/ }],
      refusals: [{ says: 'an unknown app', path: `${path}/consent?client_id=1`, signedIn: true, status: 400, page: /Invalid App ID/ }],
    },
    decide: {
      answers: [{ says: 'sends a code and the state back', ...decision({ decision: 'continue' }), status: 302, location: /code=.*state=s#_=_$/ }],
      refusals: [
        { says: 'Cancel goes back with access_denied', ...decision({ decision: 'cancel' }), status: 302, location: /error=access_denied/ },
        { says: 'a form of another site', ...decision({ decision: 'continue' }), headers: { 'sec-fetch-site': 'cross-site' }, status: 403 },
      ],
    },
  };
} // prettier-ignore

const versioned = dialog('/v25.0/dialog/oauth');
const bare = dialog('/dialog/oauth');

const tokens = (path: string, form?: Record<string, string>): RowCases => {
  const ask = (query: string) => ({ path: `${path}?${query}`, token: 'none' as const, ...(form && { form }) });
  return {
    answers: [
      { says: 'a code becomes a token', ...ask(`${exchange}&code={facebookCode}`), status: 200, json: { access_token: expect.stringMatching(/^EAA/), token_type: 'bearer' } },
      { says: 'a short token becomes a long one', ...ask(`${exchange}&grant_type=fb_exchange_token&fb_exchange_token={user}`), status: 200, json: { access_token: expect.stringMatching(/^EAA/) } },
      { says: 'the app’s own', ...ask(`${exchange}&grant_type=client_credentials`), status: 200, json: { token_type: 'bearer' } },
    ],
    refusals: [
      { says: 'a wrong secret', ...ask('client_id={app}&client_secret=x'), status: 400, json: { code: 1 } },
      { says: 'an unknown app', ...ask('client_id=1&client_secret=x'), status: 400, json: { code: 101 } },
      { says: 'a code that is none', ...ask(`${exchange}&code=x`), status: 400, json: { code: 100 } },
      { says: 'another redirect URI', ...ask('client_id={app}&client_secret={secret}&redirect_uri=http://127.0.0.1/x&code={facebookCode}'), status: 400, json: { code: 100, error_subcode: 36008 } },
    ],
  };
}; // prettier-ignore

const edge = (path: string, more: Partial<FidelityCase> = {}): FidelityCase => ({
  says: 'answers a list',
  path,
  only: 'facebook',
  status: 200,
  json: { data: expect.any(Array) },
  ...more,
});
const notHere: FidelityCase = {
  says: 'on the Instagram host there is none',
  path: '/{account}/nothing',
  only: 'instagram',
  status: 400,
  json: { code: 100 },
};
const none = (name: string): FidelityCase => ({ ...notHere, path: `/me/${name}` });
const business = (name: string): RowCases => ({
  answers: [
    edge(`/{business}/${name}`, {
      given: ({ simulator: { world } }) => {
        for (const held of world.businesses.list()) world.businesses.put({ ...held, personIds: ['marta'] });
      },
    }),
  ],
  refusals: [
    none(name),
    {
      ...none(name),
      only: 'facebook',
      says: 'a business that is not the person’s',
      path: `/208800000000999/${name}`,
    },
  ],
});

export const facebookLogin: SectionCases = {
  'GET www.facebook.com/:version/dialog/oauth': versioned.start,
  'GET www.facebook.com/dialog/oauth': bare.start,
  'GET www.facebook.com/:version/dialog/oauth/consent': versioned.show,
  'GET www.facebook.com/dialog/oauth/consent': bare.show,
  'POST www.facebook.com/:version/dialog/oauth/consent': versioned.decide,
  'POST www.facebook.com/dialog/oauth/consent': bare.decide,
  'GET www.facebook.com/login.php': {
    answers: [{ says: 'lists the people', path: '/login.php', status: 200, page: /Marta Linden/ }],
    refusals: 'It is a page with a list and judges nothing.',
  },
  'POST www.facebook.com/login.php': {
    answers: [{ says: 'choosing is the log-in', path: '/login.php', form: { person_id: 'marta', next: '/x' }, status: 303, location: /\/x$/ }],
    refusals: [{ says: 'a person who is not there', path: '/login.php', form: { person_id: 'nobody' }, status: 404 }],
  },
  'GET www.facebook.com/settings': {
    answers: [{ says: 'names the app', path: '/settings?tab=business_tools', signedIn: true, status: 200, page: /Tintype/ }],
    refusals: 'Whoever is not signed in is asked who they are; nothing else is judged.',
  },
  'POST www.facebook.com/settings/remove': {
    answers: [{ says: 'takes access back', path: '/settings/remove', signedIn: true, form: { person_id: 'marta', app_id: '{app}' }, status: 303, location: /view=removed/ }],
    refusals: [{ says: 'a form of another site', path: '/settings/remove', signedIn: true, headers: { 'sec-fetch-site': 'cross-site' }, form: { person_id: 'marta', app_id: '{app}' }, status: 403 }],
  },
  'POST www.facebook.com/settings/deletion': {
    answers: [{ says: 'asks the app', path: '/settings/deletion', signedIn: true, form: { person_id: 'marta', app_id: '{app}' }, status: 303, location: /view=removed/ }],
    refusals: [{ says: 'a form of another site', path: '/settings/deletion', signedIn: true, headers: { 'sec-fetch-site': 'cross-site' }, form: { person_id: 'marta', app_id: '{app}' }, status: 403 }],
  },
  'GET graph.facebook.com/oauth/access_token': tokens('/oauth/access_token'),
  'POST graph.facebook.com/oauth/access_token': tokens('/oauth/access_token', {}),
  'GET graph.facebook.com/debug_token': {
    answers: [
      { says: 'tells of a living token', path: '/debug_token?input_token={user}', token: 'app', status: 200, json: { data: { is_valid: true, type: 'USER' } } },
      { says: 'tells of rubbish that it is not valid', path: '/debug_token?input_token=EAAx', token: 'app', status: 200, json: { data: { is_valid: false } } },
    ],
    refusals: [
      { says: 'no token to look with', path: '/debug_token?input_token={user}', token: 'none', status: 400 },
      { says: 'no token to look at', path: '/debug_token', token: 'app', status: 400, json: { code: 100 } },
    ],
  },
  'POST graph.facebook.com/': {
    answers: [
      {
        says: 'does the operations, each with its own status',
        path: '/',
        form: { batch: '[{"method":"GET","relative_url":"me?fields=id"},{"method":"GET","relative_url":"1"}]' },
        status: 200,
        json: [expect.objectContaining({ code: 200 }), expect.objectContaining({ code: 400 })],
      },
    ],
    refusals: [
      { says: 'a batch that is none', path: '/', form: { batch: '{' }, status: 400 },
    ],
  },
  'GET graph.*/:node/accounts': {
    answers: [edge('/me/accounts?fields=id,access_token,instagram_business_account{username}', { json: { data: expect.arrayContaining([expect.objectContaining({ instagram_business_account: expect.objectContaining({ username: 'linden.ceramics' }) })]) } })],
    refusals: [none('accounts'), { ...none('accounts'), only: 'facebook', token: 'page', says: 'a Page has no Pages' }],
  },
  'GET graph.*/:node/businesses': { answers: [edge('/me/businesses')], refusals: [none('businesses')] },
  'GET graph.*/:node/owned_pages': business('owned_pages'),
  'GET graph.*/:node/client_pages': business('client_pages'),
  'GET graph.*/:node/instagram_business_accounts': business('instagram_business_accounts'),
  'GET graph.*/:node/owned_instagram_accounts': business('owned_instagram_accounts'),
  'GET graph.facebook.com/:node/permissions': {
    answers: [{ says: 'granted and declined', path: '/me/permissions', status: 200, json: { data: expect.arrayContaining([{ permission: 'instagram_basic', status: 'granted' }, { permission: 'email', status: 'declined' }]) } }],
    refusals: [{ says: 'of somebody else', path: '/{other}/permissions', status: 400, json: { code: 100 } }],
  },
  'DELETE graph.facebook.com/:node/permissions': {
    answers: [
      { says: 'ends the grant', path: '/me/permissions', status: 200, json: { success: true } },
      { says: 'by the app, for a person', path: '/{person}/permissions', token: 'app', status: 200, json: { success: true } },
    ],
    refusals: [{ says: 'of somebody else', path: '/{other}/permissions', status: 400, json: { code: 100 } }],
  },
  'DELETE graph.facebook.com/:node/permissions/:permission': {
    answers: [{ says: 'takes one back', path: '/me/permissions/instagram_basic', status: 200, json: { success: true } }],
    refusals: [{ says: 'one that cannot be', path: '/me/permissions/public_profile', status: 400, json: { code: 100 } }],
  },
  'GET graph.facebook.com/:node/subscriptions': {
    answers: [{ says: 'empty when nothing is subscribed', path: '/{app}/subscriptions', token: 'app', status: 200, json: { data: [] } }],
    refusals: [{ says: 'with a person’s token', path: '/{app}/subscriptions', status: 400 }],
  },
  'POST graph.facebook.com/:node/subscriptions': {
    answers: [
      {
        says: 'shakes hands and keeps the fields',
        path: '/{app}/subscriptions',
        token: 'app',
        form: { object: 'instagram', callback_url: 'https://app.example.com/hook', verify_token: 'v', fields: 'comments' },
        status: 200,
        json: { success: true },
      },
    ],
    refusals: [
      { says: 'a callback that does not shake hands', path: '/{app}/subscriptions', token: 'app', form: { object: 'instagram', callback_url: 'https://lost.example.com/', verify_token: 'v', fields: 'comments' }, status: 400 },
      { says: 'with a person’s token', path: '/{app}/subscriptions', form: { object: 'instagram' }, status: 400 },
    ],
  },
  'DELETE graph.facebook.com/:node/subscriptions': {
    answers: [{ says: 'ends it', path: '/{app}/subscriptions?object=instagram', token: 'app', status: 200, json: { success: true } }],
    refusals: [{ says: 'with a person’s token', path: '/{app}/subscriptions', status: 400 }],
  },
}; // prettier-ignore
