import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { accounts, aSimulator, baseUrl, readError } from '../fixture.ts';
import { demoApp } from '../world/seed.ts';

type Sent = { url: string; form: URLSearchParams };

/** An app that answers callbacks, and what it was sent. */
function anApp(response: () => Response): { sent: Sent[]; fetch: typeof fetch } {
  const sent: Sent[] = [];
  const answer = async (input: string | URL | Request, init?: RequestInit) => {
    const request = new Request(input, init);
    sent.push({ url: request.url, form: new URLSearchParams(await request.text()) });
    return response();
  };
  return { sent, fetch: answer };
}

const urls = {
  deauthorizeUrl: 'https://app.example/meta/deauthorize',
  dataDeletionUrl: 'https://app.example/meta/data-deletion',
};

test('Remove ends every token of the pair with 190/458', async () => {
  const { mint, visitor, send } = aSimulator();
  const { access_token } = await mint(accounts.business);
  await visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });
  expect(await readError(await send(`/graph.instagram.com/me?access_token=${access_token}`))).toEqual({
    message: `Error validating access token: The user has not authorized application ${demoApp.id}.`,
    type: 'OAuthException',
    code: 190,
    error_subcode: 458,
  });
});

test('Remove leaves the tokens of other accounts and apps alive', async () => {
  const { mint, visitor, send, control } = aSimulator();
  await control('PUT', '/apps/778', {});
  const others = [await mint(accounts.creator), await mint(accounts.business, { appId: '778' })];
  await mint(accounts.business);
  await visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });
  for (const { access_token } of others) {
    expect((await send(`/graph.instagram.com/me?access_token=${access_token}`)).status).toBe(200);
  }
});

test('the deauthorize call is a form with a signed_request under the app secret, for the app-scoped id', async () => {
  const app = anApp(() => new Response('ok'));
  const { mint, visitor, control, simulator } = aSimulator({ fetch: app.fetch });
  await control('PUT', `/apps/${demoApp.id}`, urls);
  const { id } = await mint(accounts.business);
  await visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });

  expect(app.sent.map((sent) => sent.url)).toEqual([urls.deauthorizeUrl]);
  const [signature, payload = ''] = (app.sent[0]?.form.get('signed_request') ?? '').split('.');
  expect(signature).toBe(createHmac('sha256', demoApp.secret).update(payload).digest('base64url'));
  expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({
    algorithm: 'HMAC-SHA256',
    issued_at: simulator.world.now() / 1000,
    user_id: id,
  });
});

test('the tokens are dead before the app is told', async () => {
  const seen: number[] = [];
  const house = aSimulator({
    fetch: async () => {
      seen.push((await house.send(`/graph.instagram.com/me?access_token=${token}`)).status);
      return new Response('ok');
    },
  });
  await house.control('PUT', `/apps/${demoApp.id}`, urls);
  const { access_token: token } = await house.mint(accounts.business);
  await house.visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });
  expect(seen).toEqual([400]);
});

test('the data deletion call follows by flag, and both answers are shown to the person', async () => {
  const app = anApp(() => Response.json({ url: 'https://app.example/s/1', confirmation_code: 'abc1' }));
  const { mint, visitor, control, setFlags, send, simulator } = aSimulator({ fetch: app.fetch });
  await control('PUT', `/apps/${demoApp.id}`, urls);
  await setFlags({ sendDataDeletion: true });
  await mint(accounts.business);
  await visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });

  expect(app.sent.map((sent) => sent.url)).toEqual([urls.deauthorizeUrl, urls.dataDeletionUrl]);
  const cookie = `simulated_instagram=${simulator.world.sessions.list()[0]?.id}`;
  const page = await (
    await send('/www.instagram.com/accounts/manage_access/?tab=removed', { headers: { cookie } })
  ).text();
  expect(page).toContain('Deauthorize call');
  expect(page).toContain('abc1');
});

test('an app that does not answer is removed all the same', async () => {
  const { mint, visitor, control, simulator } = aSimulator({
    fetch: () => Promise.reject(new TypeError('fetch failed')),
  });
  await control('PUT', `/apps/${demoApp.id}`, urls);
  await mint(accounts.business);
  await visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });
  const grant = simulator.world.grants.list()[0];
  expect(grant?.removedBy).toBe('person');
  expect(grant?.callbacks).toMatchObject([{ kind: 'deauthorize', body: 'No answer: fetch failed' }]);
});

test('connecting again after a removal gives the same app-scoped id and a living token', async () => {
  const { mint, visitor, send } = aSimulator();
  const before = await mint(accounts.business);
  await visitor.removeApp(baseUrl, { account: accounts.business, appId: demoApp.id });
  const after = await mint(accounts.business);
  expect(after.id).toBe(before.id);
  expect((await send(`/graph.instagram.com/me?access_token=${after.access_token}`)).status).toBe(200);
  expect((await send(`/graph.instagram.com/me?access_token=${before.access_token}`)).status).toBe(400);
});
