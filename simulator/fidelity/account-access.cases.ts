import { expect } from 'vitest';
import type { SectionCases } from './fidelity-case.ts';

export const accountAccess: SectionCases = {
  'GET graph.*/:node': {
    answers: [
      { says: 'an account', path: '/{account}?fields=id,username', status: 200, json: { username: 'linden.ceramics' } },
      { says: 'me, with both ids', path: '/me?fields=id,user_id', only: 'instagram', status: 200, json: { user_id: '17841400000000101' } },
      { says: 'a container and its state', path: '/{container}?fields=status_code', status: 200, json: { status_code: 'FINISHED' } },
      { says: 'a media, with what stands behind it', path: '/{media}?fields=id,caption,comments{text}', status: 200, json: { caption: 'A bowl #clay' } },
      { says: 'a comment', path: '/{comment}?fields=text', status: 200, json: { text: 'Lovely' } },
      { says: 'a Page, with its account', path: '/{page}?fields=name,instagram_business_account', only: 'facebook', status: 200, json: { instagram_business_account: { id: '17841400000000101' } } },
    ],
    refusals: [
      { says: 'an unknown field', path: '/{account}?fields=nothing', status: 400, json: { code: 100 } },
      { says: 'what the token does not reach does not exist', path: '/{other}', status: 400, json: { code: 100, error_subcode: 33 } },
      { says: 'no token', path: '/{account}', token: 'none', status: 400 },
      { says: 'the token of the other login', path: '/{account}', token: 'foreign', status: 400, json: { code: 190 } },
      { says: 'an expired token', path: '/{account}', token: 'dead', only: 'instagram', status: 400, json: { code: 190, error_subcode: 463 } },
      { says: 'fields that cannot be read', path: '/{account}?fields=id{', status: 400, json: { code: 2500 } },
    ],
  },
  'GET graph.*/': {
    answers: [{ says: 'several nodes by id', path: '/?ids={account},{media}&fields=id', status: 200, json: { '17841400000000101': expect.anything() } }],
    refusals: [
      { says: 'one that does not exist refuses all', path: '/?ids={media},{other}', status: 400, json: { code: 100, error_subcode: 33 } },
      { says: 'no ids', path: '/', status: 400, json: { code: 100 } },
    ],
  },
  'GET graph.instagram.com/:node/permissions': {
    answers: [
      {
        says: 'lists them, by switch',
        path: '/me/permissions',
        given: ({ simulator: { world } }) => {
          for (const app of world.apps.list()) world.apps.put({ ...app, flags: { ...app.flags, permissionsRead: 'answer' } });
        },
        status: 200,
        json: { data: expect.arrayContaining([{ permission: 'instagram_business_basic', status: 'granted' }]) },
      },
    ],
    refusals: [{ says: 'refused unless switched on', path: '/me/permissions', status: 400, json: { code: 100 } }],
  },
  'DELETE graph.instagram.com/:node/permissions': {
    answers: [{ says: 'ends the grant', path: '/me/permissions', status: 200, json: { success: true } }],
    refusals: [
      { says: 'of another account', path: '/{other}/permissions', status: 400, json: { code: 100, error_subcode: 33 } },
      { says: 'with a dead token', path: '/me/permissions', token: 'dead', status: 400, json: { code: 190 } },
    ],
  },
  'GET graph.*/:node/subscribed_apps': {
    answers: [
      { says: 'empty when nothing is subscribed', path: '/me/subscribed_apps', only: 'instagram', status: 200, json: { data: [] } },
      { says: 'empty when nothing is subscribed', path: '/{page}/subscribed_apps', token: 'page', only: 'facebook', status: 200, json: { data: [] } },
    ],
    refusals: [{ says: 'of another account', path: '/{other}/subscribed_apps', status: 400, json: { code: 100 } }],
  },
  'POST graph.*/:node/subscribed_apps': {
    answers: [
      { says: 'keeps the fields', path: '/me/subscribed_apps', form: { subscribed_fields: 'comments' }, only: 'instagram', status: 200, json: { success: true } },
      { says: 'keeps the fields', path: '/{page}/subscribed_apps', token: 'page', form: { subscribed_fields: 'feed' }, only: 'facebook', status: 200, json: { success: true } },
    ],
    refusals: [{ says: 'no fields', path: '/me/subscribed_apps', form: {}, only: 'instagram', status: 400, json: { code: 100 } }, { says: 'of another account', path: '/{other}/subscribed_apps', form: { subscribed_fields: 'comments' }, status: 400, json: { code: 100 } }],
  },
  'DELETE graph.*/:node/subscribed_apps': {
    answers: [
      { says: 'ends it', path: '/me/subscribed_apps', only: 'instagram', status: 200, json: { success: true } },
      { says: 'ends it', path: '/{page}/subscribed_apps', token: 'page', only: 'facebook', status: 200, json: { success: true } },
    ],
    refusals: [{ says: 'of another account', path: '/{other}/subscribed_apps', status: 400, json: { code: 100 } }],
  },
  'GET www.instagram.com/accounts/manage_access': {
    answers: [
      { says: 'asks who it is', path: '/accounts/manage_access/', status: 200, page: /Whose apps/ },
      { says: 'names the app', path: '/accounts/manage_access/', signedIn: true, status: 200, page: /Tintype/ },
    ],
    refusals: 'Whoever is not signed in is asked who they are; nothing else is judged.',
  },
  'POST www.instagram.com/accounts/manage_access/remove': {
    answers: [{ says: 'takes access back', path: '/accounts/manage_access/remove/', signedIn: true, form: { account_id: '{account}', app_id: '{app}' }, status: 303, location: /manage_access/ }],
    refusals: [{ says: 'a form of another site', path: '/accounts/manage_access/remove/', signedIn: true, headers: { 'sec-fetch-site': 'cross-site' }, form: { account_id: '{account}', app_id: '{app}' }, status: 403 }],
  },
  'POST www.instagram.com/accounts/manage_access/invites': {
    answers: [{ says: 'takes the answer', path: '/accounts/manage_access/invites/', signedIn: true, form: { username: 'linden.ceramics', app_id: '{app}', answer: 'accepted' }, status: 303, location: /tab=invites/ }],
    refusals: [{ says: 'a form of another site', path: '/accounts/manage_access/invites/', signedIn: true, headers: { 'sec-fetch-site': 'cross-site' }, form: { answer: 'accepted' }, status: 403 }],
  },
}; // prettier-ignore
