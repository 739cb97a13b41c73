import facebook from 'passport-facebook';
import type { Options, Profile, Strategy } from 'passport-facebook';
import instagram from 'passport-instagram-graph';
import { expect, test } from 'vitest';
import { createFacebookVisitor } from '../facebook-visitor.ts';
import { accounts, redirectUri } from '../fixture.ts';
import { createVisitor } from '../visitor.ts';
import { demoApp } from '../world/seed.ts';
import { reachSimulator } from './reach-simulator.ts';

/*
 * Two strategies of Passport, unchanged, against the simulator: they send the browser to Meta, take the code it comes back with,
 * exchange it and ask who it is. A person decides in between.
 */

/** To be copied: the strategies write their addresses into what they are given. */
const app: Options = { clientID: demoApp.id, clientSecret: demoApp.secret, callbackURL: redirectUri };

type Outcome = { accessToken: string; profile: Profile };

/** Where the strategy sends the browser. */
function begin(strategy: Strategy, scope: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    strategy.redirect = resolve;
    strategy.error = reject;
    strategy.authenticate({ query: {} }, { scope, state: 'kept' });
  });
}

/** What Passport hears when the browser is back: a user, or a refusal or an error as a rejection. */
function finish(strategy: Strategy, location: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    strategy.success = resolve;
    strategy.fail = (challenge) => reject(new Error(`refused: ${JSON.stringify(challenge)}`));
    strategy.error = reject;
    strategy.authenticate({ query: queryOf(location) }, {});
  });
}

const whoever = (
  accessToken: string,
  _refresh: unknown,
  profile: Profile,
  done: (error: unknown, user: unknown) => void,
) => done(undefined, { accessToken, profile });

function queryOf(location: string): Record<string, string> {
  return Object.fromEntries(new URL(location).searchParams);
}

const instagramScopes = ['instagram_business_basic'];
const facebookScopes = ['instagram_basic', 'pages_show_list'];

test('passport-instagram-graph logs an account in by way of the old address', async () => {
  await reachSimulator();
  const strategy = new instagram.Strategy({ ...app }, whoever);

  const dialog = await begin(strategy, instagramScopes);
  const back = await createVisitor().consent(await follow(dialog), { account: accounts.creator });
  const outcome = await finish(strategy, back);

  expect(outcome).toMatchObject({
    accessToken: expect.stringMatching(/^IGAA/),
    profile: { provider: 'instagram', username: 'saltmarsh.walks', accountType: 'MEDIA_CREATOR' },
  });
});

test('passport-instagram-graph hears that the person declined', async () => {
  await reachSimulator();
  const strategy = new instagram.Strategy({ ...app }, whoever);
  const dialog = await begin(strategy, instagramScopes);

  const back = await createVisitor().consent(await follow(dialog), {
    account: accounts.creator,
    decision: 'cancel',
  });

  await expect(finish(strategy, back)).rejects.toThrow('The user denied your request');
});

test('passport-instagram-graph hears that a code has been used', async () => {
  await reachSimulator();
  const strategy = new instagram.Strategy({ ...app }, whoever);
  const dialog = await begin(strategy, instagramScopes);
  const back = await createVisitor().consent(await follow(dialog), { account: accounts.creator });
  await finish(strategy, back);

  await expect(finish(strategy, back)).rejects.toThrow('Failed to obtain access token');
});

test('passport-facebook logs a person in, with proof of the app’s secret', async () => {
  await reachSimulator();
  const options = {
    ...app,
    graphAPIVersion: 'v25.0',
    enableProof: true,
    profileFields: ['id', 'displayName'],
  };
  const strategy = new facebook.Strategy(options, whoever);

  const dialog = await begin(strategy, facebookScopes);
  const back = await createFacebookVisitor().consent(dialog, { person: 'marta' });
  const outcome = await finish(strategy, back);

  expect(queryOf(back)['state']).toBe('kept');
  expect(outcome).toMatchObject({
    accessToken: expect.stringMatching(/^EAA/),
    profile: { provider: 'facebook', displayName: 'Marta Linden' },
  });
});

test('passport-facebook tells Meta’s words for a wrong secret', async () => {
  await reachSimulator();
  const options = { ...app, clientSecret: 'wrong', graphAPIVersion: 'v25.0' };
  const strategy = new facebook.Strategy(options, whoever);
  const dialog = await begin(strategy, facebookScopes);
  const back = await createFacebookVisitor().consent(dialog, { person: 'marta' });

  await expect(finish(strategy, back)).rejects.toMatchObject({
    name: 'FacebookTokenError',
    message: 'Error validating client secret.',
    code: 1,
  });
});

/** Where the old address of the consent window leads. */
async function follow(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.status} ${await response.text()}`);
  return location;
}
