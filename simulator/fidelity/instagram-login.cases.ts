import { expect } from 'vitest';
import { demoApp } from '../world/seed.ts';
import type { SectionCases } from './fidelity-case.ts';

const asked =
  'client_id={app}&redirect_uri={redirect}&response_type=code&scope=instagram_business_basic&state=s';
const exchange = {
  client_id: '{app}',
  client_secret: '{secret}',
  grant_type: 'authorization_code',
  redirect_uri: 'http://127.0.0.1:4200/oauth/instagram/callback',
  code: '{code}',
};

export const instagramLogin: SectionCases = {
  'GET www.instagram.com/oauth/authorize': {
    answers: [
      { says: 'asks who it is', path: `/oauth/authorize?${asked}`, status: 200, page: /linden\.ceramics/ },
      { says: 'asks for consent', path: `/oauth/authorize?${asked}`, signedIn: true, status: 200, page: /instagram_business_basic/ },
    ],
    refusals: [
      { says: 'an unknown app gets a page and no redirect', path: '/oauth/authorize?client_id=1&redirect_uri={redirect}&response_type=code', status: 400, page: /Invalid/ },
      { says: 'a redirect URI that is not registered', path: '/oauth/authorize?client_id={app}&redirect_uri=https://evil.example/&response_type=code', status: 400, page: /redirect_uri/i },
    ],
  },
  'GET www.instagram.com/oauth/authorize/consent': {
    answers: [{ says: 'shows the switches', path: `/oauth/authorize/consent?${asked}`, signedIn: true, status: 200, page: /name="instagram_business_basic"|instagram_business_basic/ }],
    refusals: [{ says: 'an unknown app', path: '/oauth/authorize/consent?client_id=1', signedIn: true, status: 400, page: /Invalid/ }],
  },
  'POST www.instagram.com/oauth/authorize/consent': {
    answers: [
      {
        says: 'sends a code and the state back',
        path: `/oauth/authorize/consent?${asked}`,
        signedIn: true,
        form: { account_id: '{account}', decision: 'allow' },
        status: 302,
        location: /code=AQ.*state=s#_$/,
      },
    ],
    refusals: [
      {
        says: 'Cancel goes back with access_denied',
        path: `/oauth/authorize/consent?${asked}`,
        signedIn: true,
        form: { account_id: '{account}', decision: 'cancel' },
        status: 302,
        location: /error=access_denied&error_reason=user_denied/,
      },
      {
        says: 'a form of another site',
        path: `/oauth/authorize/consent?${asked}`,
        signedIn: true,
        headers: { 'sec-fetch-site': 'cross-site' },
        form: { account_id: '{account}', decision: 'allow' },
        status: 403,
      },
    ],
  },
  'POST www.instagram.com/oauth/authorize/switch': {
    answers: [
      {
        says: 'turns a personal account into a professional one',
        path: `/oauth/authorize/switch?${asked}`,
        signedIn: true,
        form: { account_id: '{account}', decision: 'switch' },
        status: 303,
        location: /consent/,
      },
    ],
    refusals: [
      {
        says: 'Cancel goes back with access_denied',
        path: `/oauth/authorize/switch?${asked}`,
        signedIn: true,
        form: { account_id: '{account}', decision: 'cancel' },
        status: 302,
        location: /error=access_denied/,
      },
    ],
  },
  'GET api.instagram.com/oauth/authorize': {
    answers: [{ says: 'sends on to the www host', path: `/oauth/authorize?${asked}`, status: 302, location: /www\.instagram\.com\/oauth\/authorize\?/ }],
    refusals: [
      {
        says: 'the page of August 2026, by switch',
        path: `/oauth/authorize?${asked}`,
        given: ({ simulator: { world } }) => {
          const app = world.apps.get(demoApp.id) ?? demoApp;
          world.apps.put({ ...app, flags: { ...app.flags, legacyAuthorize: 'unavailable' } });
        },
        status: 404,
        page: /available/,
      },
    ],
  },
  'GET www.instagram.com/accounts/login': {
    answers: [{ says: 'lists the accounts', path: '/accounts/login/', status: 200, page: /harbour\.bakery/ }],
    refusals: 'It is a page with a list and judges nothing.',
  },
  'POST www.instagram.com/accounts/login': {
    answers: [{ says: 'choosing is the log-in', path: '/accounts/login/', form: { account_id: '{account}', next: '/x' }, status: 303, location: /\/x$/ }],
    refusals: [
      { says: 'an account that is not there', path: '/accounts/login/', form: { account_id: '1' }, status: 404 },
      { says: 'a form of another site', path: '/accounts/login/', headers: { 'sec-fetch-site': 'cross-site' }, form: { account_id: '{account}' }, status: 403 },
    ],
  },
  'POST api.instagram.com/oauth/access_token': {
    answers: [
      {
        says: 'a code becomes a token, once',
        path: '/oauth/access_token',
        form: exchange,
        status: 200,
        json: { access_token: expect.stringMatching(/^IGAA/), permissions: ['instagram_business_basic'] },
      },
    ],
    refusals: [
      { says: 'a wrong secret', path: '/oauth/access_token', form: { ...exchange, client_secret: 'x' }, status: 400, json: { error_type: 'OAuthException', code: 400 } },
      { says: 'an unknown client', path: '/oauth/access_token', form: { ...exchange, client_id: '1' }, status: 400, json: { error_message: 'Invalid platform app' } },
      { says: 'a code that is none', path: '/oauth/access_token', form: { ...exchange, code: 'AQx' }, status: 400, json: { error_type: 'OAuthException' } },
    ],
  },
  'GET graph.instagram.com/access_token': {
    answers: [
      {
        says: 'a short token becomes a long one',
        path: '/access_token?grant_type=ig_exchange_token&client_secret={secret}',
        given: ({ simulator: { world }, tokens }) => {
          const token = world.tokens.get(tokens.instagram);
          if (token !== undefined) world.tokens.put({ ...token, kind: 'short' });
        },
        status: 200,
        json: { access_token: expect.stringMatching(/^IGAA/), token_type: 'bearer' },
      },
    ],
    refusals: [
      { says: 'an already long-lived token', path: '/access_token?grant_type=ig_exchange_token&client_secret={secret}', status: 400, json: { code: 190 } },
      { says: 'a wrong secret', path: '/access_token?grant_type=ig_exchange_token&client_secret=x', status: 400, json: { code: 1 } },
    ],
  },
  'GET graph.instagram.com/refresh_access_token': {
    answers: [
      {
        says: 'a token of more than a day becomes a new one',
        path: '/refresh_access_token?grant_type=ig_refresh_token',
        status: 200,
        json: { access_token: expect.stringMatching(/^IGAA/), token_type: 'bearer' },
      },
    ],
    refusals: [
      { says: 'an expired token', path: '/refresh_access_token?grant_type=ig_refresh_token', token: 'dead', status: 400, json: { code: 190, error_subcode: 463 } },
      { says: 'another grant type', path: '/refresh_access_token?grant_type=x', status: 400, json: { code: 100 } },
    ],
  },
}; // prettier-ignore
