import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { accounts, baseUrl } from '../fixture.ts';
import { removeFacebookGrant, userIdOf } from '../oauth/facebook-grant.ts';
import { sendCallbacks } from '../oauth/send-callbacks.ts';
import { demoApp } from '../world/seed.ts';
import { aListener, giveMartasTokens } from './test-receiver.ts';

const urls = {
  deauthorizeUrl: 'https://app.example/meta/deauthorize',
  dataDeletionUrl: 'https://app.example/meta/data-deletion',
};
const removal = { account: accounts.business, appId: demoApp.id };

test('a deauthorize call that fails is tried again on the world’s clock, signed anew each time', async () => {
  const house = aListener();
  await house.control('PUT', `/apps/${demoApp.id}`, urls);
  await house.mint(accounts.business);
  house.answers.push(new Response(null, { status: 503 }));
  await house.visitor.removeApp(baseUrl, removal);
  expect(await house.listDeliveries('/callbacks')).toMatchObject([
    { state: 'waiting', attempts: [{ status: 503 }] },
  ]);
  await house.advance(60);
  expect(await house.listDeliveries('/callbacks')).toMatchObject([
    { state: 'delivered', attempts: [{}, {}] },
  ]);
  expect(new Set(house.received.map(({ body }) => body)).size).toBe(2);
  expect(house.world.grants.list()[0]?.callbacks).toMatchObject([{ status: 503 }, { status: 200 }]);
});

test('by a flag a callback goes out once', async () => {
  const house = aListener();
  await house.control('PUT', `/apps/${demoApp.id}`, urls);
  await house.setFlags({ callbackRetries: false });
  await house.mint(accounts.business);
  house.answers.push('gone');
  await house.visitor.removeApp(baseUrl, removal);
  await house.advance(40 * 3600);
  expect(house.received).toHaveLength(1);
  expect(await house.listDeliveries('/callbacks')).toMatchObject([{ state: 'dropped' }]);
});

test('giving access again ends the tries', async () => {
  const house = aListener();
  await house.control('PUT', `/apps/${demoApp.id}`, urls);
  await house.mint(accounts.business);
  house.answers.push('gone');
  await house.visitor.removeApp(baseUrl, removal);
  await house.mint(accounts.business);
  await house.advance(3600);
  expect(house.received).toHaveLength(1);
  expect(await house.listDeliveries('/callbacks')).toMatchObject([{ state: 'withheld' }]);
});

test('after a second removal the first one’s call is not tried any more', async () => {
  const house = aListener();
  await house.control('PUT', `/apps/${demoApp.id}`, urls);
  await house.mint(accounts.business);
  house.answers.push('gone');
  await house.visitor.removeApp(baseUrl, removal);
  await house.mint(accounts.business);
  await house.control('POST', '/clock', { advanceSeconds: 0.5 });
  await house.visitor.removeApp(baseUrl, removal);
  await house.advance(3600);
  const states = (await house.listDeliveries('/callbacks')).map(({ state }) => state);
  expect(states).toEqual(['withheld', 'delivered']);
});

test.each([
  [
    { url: 'https://app.example/s/1', confirmation_code: 'abc1' },
    { confirmation: { url: 'https://app.example/s/1', confirmationCode: 'abc1' } },
  ],
  [{ url: 'ftp://app.example', confirmation_code: 'abc1' }, { problem: expect.stringContaining('"url"') }],
  [
    { url: 'https://app.example/s/1', confirmation_code: 'a b' },
    { problem: expect.stringContaining('confirmation_code') },
  ],
  ['not an object', { problem: expect.stringContaining('"url"') }],
])('a data deletion answered with %j is judged', async (answer, judged) => {
  const house = aListener();
  await house.control('PUT', `/apps/${demoApp.id}`, urls);
  await house.setFlags({ sendDataDeletion: true });
  await house.mint(accounts.business);
  house.answers.push(new Response('ok'), Response.json(answer));
  await house.visitor.removeApp(baseUrl, removal);
  const deletion = (await house.listDeliveries('/callbacks')).find(({ kind }) => kind === 'data-deletion');
  expect(deletion).toMatchObject({ state: 'delivered', ...judged });
});

test('a Facebook removal tells the id the app knows the person by, under the same scheme', async () => {
  const { world, simulator, control, received } = aListener();
  await control('PUT', `/apps/${demoApp.id}`, urls);
  giveMartasTokens(world);
  const grant = world.facebookGrants.get(`${demoApp.id}:marta`);
  if (grant === undefined) throw new Error('There is no grant.');
  const sender = { world, signal: new AbortController().signal, fetch: spy };
  await sendCallbacks(sender, removeFacebookGrant(world, grant, 'person'));
  await simulator.deliver();
  const [signature, payload = ''] = (sent[0] ?? '').split('.');
  expect(received).toEqual([]);
  expect(signature).toBe(createHmac('sha256', demoApp.secret).update(payload).digest('base64url'));
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
    user_id: userIdOf(demoApp.id, 'marta'),
  });
  expect(world.facebookGrants.get(grant.id)?.callbacks).toMatchObject([{ kind: 'deauthorize', status: 200 }]);
});

const sent: string[] = [];
async function spy(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const form = new URLSearchParams(await new Request(input, init).text());
  sent.push(form.get('signed_request') ?? '');
  return new Response('ok');
}
